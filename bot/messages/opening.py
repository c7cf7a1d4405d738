"""What facilitators read about rounds that open."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.messages.message import Button, Message, lines
from bot.messages.moments import day_and_time, short_time
from bot.messages.wording import Wording
from flows.rounds import Round


def opened(_: Wording, round_: Round, people: int, now: datetime) -> Message:
    """A facilitator opened a round."""
    text = Markup("<b>{}</b> {}").format(
        _("Day {day} is open.", day=round_.day),
        _.many(
            "{n} person gets the first question.",
            "{n} people get the first question.",
            people,
        )
        if people
        else _("Nobody has joined yet."),
    )
    return Message(lines(text, until(_, round_, now)), (status_row(_, round_),))


def opened_again(_: Wording, round_: Round, now: datetime) -> Message:
    """A facilitator undid the closing of a round."""
    text = Markup("<b>{}</b> {}").format(
        _("Day {day} is open again.", day=round_.day),
        _("Those who had an open question get it once more."),
    )
    return Message(lines(text, until(_, round_, now)), (status_row(_, round_),))


def until(_: Wording, round_: Round, now: datetime) -> Markup:
    """When a round closes, and when it reminds, if it will."""
    times = round_.times
    if times is None:
        return Markup()
    if round_.held:
        return _("While the workshop is on hold, it does not close by itself.")
    closes = _("It closes {when}.", when=day_and_time(_, times.closes_at, round_.zone, now))
    if times.remind_at is None or times.remind_at <= now or round_.reminded_at is not None:
        return closes
    reminder = short_time(_, times.remind_at, round_.zone)
    return Markup("{} {}").format(closes, _("Reminder at {time}.", time=reminder))


def really_open(
    _: Wording, round_: Round, people: int, already_open: Sequence[Round], now: datetime
) -> Message:
    """Opening cannot be taken back, and this is not the time for it."""
    reasons = [_("Day {day} is still open.", day=other.day) for other in already_open]
    times = round_.times
    if times is not None and now < times.opens_at:
        when = day_and_time(_, times.opens_at, round_.zone, now)
        reasons.append(_("It is planned for later: {when}.", when=when))
    text = lines(
        Markup("<b>{}</b>").format(_("Open day {day} now?", day=round_.day)),
        *reasons,
        _.many(
            "{n} person gets the first question at once. That cannot be taken back.",
            "{n} people get the first question at once. That cannot be taken back.",
            people,
        )
        if people
        else _("Nobody has joined yet."),
    )
    leave = Button(
        str(_("Rather not")),
        press=f"opennot:{round_.workshop_id}:{round_.id}",
        style="primary",
    )
    now_ = Button(
        str(_("Open now")), press=f"opennow:{round_.workshop_id}:{round_.id}", style="danger"
    )
    return Message(text, ((leave, now_),))


def not_opened(_: Wording, round_: Round) -> Markup:
    """A facilitator thought better of it."""
    return _("Day {day} was not opened.", day=round_.day)


def which_to_open(_: Wording, rounds: Sequence[Round], *, unknown: bool) -> Message:
    """`/round` without a day; `unknown` with one that the flow does not have."""
    if not rounds:
        return Message(_("There is no day left to open. Open again: /status"))
    text = lines(
        _("This workshop has no such day.") if unknown else "",
        _("Which day shall I open now?"),
        _("Or type: {example}", example=f"/round {rounds[0].day}"),
    )
    return Message(text, tuple((_open(_, round_, primary=False),) for round_ in rounds))


def is_open(_: Wording, round_: Round, now: datetime) -> Message:
    """The round that somebody wanted to open is open."""
    text = Markup("{} {}").format(_("Day {day} is open.", day=round_.day), until(_, round_, now))
    return Message(text, (status_row(_, round_),))


def not_open(_: Wording, round_: Round) -> Markup:
    """Something was asked of a round that has not opened."""
    return _(
        "Day {day} is not open. Open it now: {command}",
        day=round_.day,
        command=f"/round {round_.day}",
    )


def missed(_: Wording, round_: Round) -> Message:
    """A round's time passed before it could open."""
    text = lines(
        Markup("<b>{}</b>").format(_("Day {day} did not open.", day=round_.day)),
        _(
            "Its time passed while the workshop was on hold or I was not running. "
            "Nobody got the questions."
        ),
        _(
            "Open it now, or type a new time: {example}",
            example=Markup("<code>/schedule {} …</code>").format(round_.day),
        ),
    )
    times = Button(str(_("Times")), press=f"times:{round_.workshop_id}")
    return Message(text, ((_open(_, round_, primary=True), times),))


def status_row(_: Wording, round_: Round) -> tuple[Button, ...]:
    """A button to the status of a round."""
    return (
        Button(str(_("Status")), press=f"status:{round_.workshop_id}:{round_.id}", style="primary"),
    )


def _open(_: Wording, round_: Round, *, primary: bool) -> Button:
    label = str(_("Open day {day}", day=round_.day))
    press = f"opening:{round_.workshop_id}:{round_.id}"
    return Button(label, press=press, style="primary" if primary else None)
