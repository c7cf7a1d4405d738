"""What facilitators read about the reminder of a round."""

from datetime import datetime

from markupsafe import Markup

from bot.messages.message import Button, Message, lines
from bot.messages.moments import short_time
from bot.messages.wording import Wording
from flows.rounds import Round


def remind(_: Wording, round_: Round, people: int, now: datetime) -> Message:
    """Before the one reminder of a round goes out by hand."""
    text = [
        Markup("{} {}").format(
            _.many("{n} person has open questions.", "{n} people have open questions.", people),
            _("Those who are done or pausing get nothing."),
        )
    ]
    times = round_.times
    if times is not None and times.remind_at is not None and times.remind_at > now:
        time = short_time(_, times.remind_at, round_.zone)
        text.append(
            _("The reminder at {time} is then dropped. There is only one per round.", time=time)
        )
    else:
        text.append(_("There is only one reminder per round."))
    place = f"{round_.workshop_id}:{round_.id}"
    label = _.many("Remind {n} person", "Remind {n} people", people)
    return Message(
        lines(*text),
        (
            (
                Button(str(label), press=f"nudgenow:{place}", style="primary"),
                Button(str(_("Rather not")), press=f"nudgenot:{place}"),
            ),
        ),
    )


def nobody_to_remind(_: Wording, round_: Round) -> Markup:
    """All are done, pausing or out of reach."""
    return _(
        "Nobody on day {day} needs a reminder: all are done, pausing or unreachable.",
        day=round_.day,
    )


def reminded(_: Wording, round_: Round, people: int, now: datetime) -> Markup:
    """The reminder went out."""
    time = short_time(_, now, round_.zone)
    return _.many(
        "✓ Reminded at {time}: {n} person.", "✓ Reminded at {time}: {n} people.", people, time=time
    )


def reminded_before(_: Wording, round_: Round, at: datetime) -> Markup:
    """The round has had its reminder."""
    return _(
        "Day {day} had its reminder at {time}. There is only one per round.",
        day=round_.day,
        time=short_time(_, at, round_.zone),
    )


def not_reminded(_: Wording) -> Markup:
    """A facilitator thought better of it."""
    return _("Nobody was reminded.")
