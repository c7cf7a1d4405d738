"""What facilitators and owners read after the database was restored from a copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.messages.message import Button, Message, lines, paragraphs
from bot.messages.moments import day_and_time
from bot.messages.wording import Wording
from flows.ids import WorkshopId


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A round that is open now, and of which nobody knows what happened since the copy was made.

    Attributes:
        opened: its time came meanwhile, so it counts as opened.
    """

    workshop_id: WorkshopId
    title: str
    day: int
    opened: bool


def restored(
    _: Wording, made_at: datetime, now: datetime, zone: ZoneInfo, doubtful: Sequence[Doubtful]
) -> Message:
    """What is gone, what has not come back, and what to do; `doubtful` are the reader's."""
    gone = lines(
        Markup("<b>{}</b>").format(_("I was restored from a backup.")),
        _("The backup was made {when}.", when=day_and_time(_, made_at, zone, now)),
        _("What people wrote or changed after that, I do not have any more."),
        _("Who deleted something stays deleted, and what I had sent I do not send again."),
    )
    todo = lines(
        _("Who answered since then: please ask them to answer once more."),
        _("Who joined since then needs the invitation again: /invite"),
        _("Please check the times: /schedule"),
        _("Was a post published since then? Look into the group before you use /publish."),
    )
    rounds = (_round(_, one) for one in doubtful)
    rows = tuple(
        (Button(str(_("Status: day {day}", day=one.day)), press=f"status:{one.workshop_id}"),)
        for one in {one.workshop_id: one for one in doubtful}.values()
    )
    return Message(paragraphs(gone, *rounds, todo), rows)


def _round(_: Wording, one: Doubtful) -> Markup:
    state = (
        _("Day {day} should have opened meanwhile, so it counts as open.", day=one.day)
        if one.opened
        else _("Day {day} is open.", day=one.day)
    )
    return lines(
        Markup("<b>{}</b>").format(one.title),
        state,
        _("I ask nobody again by myself. Who writes to me gets the open question first."),
        _("To ask everybody who has one: /remind"),
    )
