"""What is said about answers that came after closing."""

from datetime import datetime

from markupsafe import Markup

from bot.messages.message import Button, Message, lines
from bot.messages.moments import short_time
from bot.messages.wording import Wording
from flows.ids import SessionId
from flows.rounds import Round


def came_late(_: Wording, round_: Round, session: SessionId, number: int, at: datetime) -> Message:
    """To facilitators: somebody asks whether a late answer may still go in."""
    place = f"{round_.workshop_id}:{session}:{number}"
    read = Button(str(_("Read")), press=f"lateread:{place}", style="primary")
    return Message(_headline(_, round_, number, at), ((read,), *_decide(_, place)))


def read(
    _: Wording, round_: Round, session: SessionId, number: int, at: datetime, shown: Markup
) -> Message:
    """The late words, named the way their author has chosen."""
    place = f"{round_.workshop_id}:{session}:{number}"
    return Message(lines(_headline(_, round_, number, at), shown), _decide(_, place))


def decided(_: Wording, day: int, number: int, *, included: bool) -> Markup:
    """What takes the place of the question to the facilitators."""
    if included:
        return _(
            "✓ Day {day}, question {number}: the late answer is included.", day=day, number=number
        )
    return _(
        "✓ Day {day}, question {number}: the late answer is not included.", day=day, number=number
    )


def decided_before(_: Wording) -> Markup:
    """Somebody else decided, or the person took it back."""
    return _("This has been decided already, or the answer was taken back.")


def included(_: Wording, number: int) -> Message:
    """To the author: it counts."""
    return Message(_("Your answer to question {number} is now included.", number=number))


def not_included(_: Wording, day: int, number: int) -> Message:
    """To the author: it does not count."""
    return Message(
        _(
            "Your answer to question {number} came after day {day} had closed, and was not "
            "included. I have deleted it.",
            number=number,
            day=day,
        )
    )


def _headline(_: Wording, round_: Round, number: int, at: datetime) -> Markup:
    return _(
        "One answer came after closing: day {day}, question {number}, {time}.",
        day=round_.day,
        number=number,
        time=short_time(_, at, round_.zone),
    )


def _decide(_: Wording, place: str) -> tuple[tuple[Button, ...], ...]:
    take = Button(str(_("Include")), press=f"latein:{place}")
    leave = Button(str(_("Do not include")), press=f"lateout:{place}")
    return ((take, leave),)
