"""What facilitators read when they put a workshop on hold, and when it goes on."""

from collections.abc import Sequence
from typing import assert_never

from markupsafe import Markup

from bot.messages.message import Button, Message, lines
from bot.messages.wording import Wording
from flows.rounds import CloseRound, Due, OpenRound, RemindRound, ReportMissed, Round
from flows.workshop import Workshop


def held(_: Wording, workshop: Workshop) -> Message:
    """Nothing happens by itself any more."""
    text = Markup("<b>{}</b> {}").format(
        _("“{title}” is on hold.", title=workshop.title),
        _("No day opens, reminds or closes by itself. People can go on answering."),
    )
    on = Button(str(_("Go on")), press=f"unhold:{workshop.id}", style="primary")
    return Message(text, ((on,),))


def resumed(_: Wording, workshop: Workshop, catching_up: Sequence[tuple[Due, Round]]) -> Message:
    """The workshop goes on; what came due meanwhile happens now."""
    goes_on = _("“{title}” goes on.", title=workshop.title)
    now = [_catching_up(_, what, round_) for what, round_ in catching_up]
    hold = Button(str(_("Put on hold")), press=f"hold:{workshop.id}")
    return Message(lines(goes_on, *now), ((hold,),))


def is_held(_: Wording, workshop: Workshop) -> Markup:
    """It was on hold, or not on hold, before."""
    if workshop.held:
        return _("“{title}” is on hold already. Go on: /resume", title=workshop.title)
    return _("“{title}” is not on hold. There is nothing to do.", title=workshop.title)


def _catching_up(_: Wording, what: Due, round_: Round) -> Markup:
    match what:
        case OpenRound():
            return _("Day {day} opens now.", day=round_.day)
        case RemindRound():
            return _("Day {day}: the reminder goes out now.", day=round_.day)
        case ReportMissed():
            return _("The time of day {day} has passed.", day=round_.day)
        case CloseRound():
            return _("Day {day} closes now.", day=round_.day)
        case _ as never:
            assert_never(never)
