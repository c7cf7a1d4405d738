"""What facilitators read about rounds that close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.messages.message import Button, Message, lines
from bot.messages.moments import short_time
from bot.messages.opening import until
from bot.messages.wording import Wording
from flows.rounds import Round
from flows.standing import Standing


@dataclass(frozen=True, slots=True)
class Following:
    """The day after one that has closed, and when it opens (UTC)."""

    day: int
    opens_at: datetime


def closed(_: Wording, at: Standing, then: Following | None, now: datetime) -> Message:
    """A round has ended.

    Args:
        _: the reader's language.
        at: how it stood.
        then: the next day, if its time is known.
        now: the moment.
    """
    round_ = at.round
    text = Markup("<b>{}</b> {}").format(_("Day {day} is closed.", day=round_.day), answered(_, at))
    if not at.answers:
        return Message(text, ((open_again(_, round_),),))
    themes = _("I am looking for themes now. Please confirm those that are right.")
    if then is not None:
        themes = _(
            "Themes that you confirm by {when} stand in the opening of day {day}.",
            when=_deadline(_, then.opens_at, round_, now),
            day=then.day,
        )
    see = Button(
        str(_("See themes")), press=f"sumday:{round_.workshop_id}:{round_.day}", style="primary"
    )
    return Message(lines(text, themes), ((see, open_again(_, round_)),))


def _deadline(_: Wording, moment: datetime, round_: Round, now: datetime) -> Markup:
    """`15:30 Uhr` · `morgen 15:30 Uhr` · `So 31.01., 15:30 Uhr`, on the workshop's clock."""
    day, today = moment.astimezone(round_.zone).date(), now.astimezone(round_.zone).date()
    time = short_time(_, moment, round_.zone)
    if day == today:
        return time
    if day == today + timedelta(days=1):
        return _("{time} tomorrow", time=time)
    return _("{day}, {time}", day=_.short_date(day), time=time)


def answered(_: Wording, at: Standing) -> Markup:
    """`10 von 12 haben geantwortet, 41 Antworten.`."""
    return _.many(
        "{n} of {joined} has answered, {answers}.",
        "{n} of {joined} have answered, {answers}.",
        at.answered,
        joined=at.joined,
        answers=_.many("{n} answer", "{n} answers", at.answers),
    )


def is_closed(_: Wording, round_: Round) -> Message:
    """The round that somebody wanted to open or close is over."""
    return Message(
        _("Day {day} is closed.", day=round_.day),
        ((open_again(_, round_),),),
    )


def none_open(_: Wording) -> Markup:
    """Something was asked of the open round, and there is none."""
    return _("No day is open right now. What is planned: /schedule")


def which_to_close(_: Wording, rounds: Sequence[Round]) -> Message:
    """Several rounds are open."""
    buttons = tuple(
        (
            Button(
                str(_("Close day {day}", day=round_.day)),
                press=f"closing:{round_.workshop_id}:{round_.id}",
            ),
        )
        for round_ in rounds
    )
    return Message(_("Which day shall I close?"), buttons)


def really_close(_: Wording, at: Standing, now: datetime) -> Message:
    """Closing early takes the floor from people."""
    round_ = at.round
    times = round_.times
    parts = [Markup("<b>{}</b>").format(_("Close day {day} now?", day=round_.day))]
    stay = str(_("Leave open"))
    if times is not None and times.closes_at > now:
        time = short_time(_, times.closes_at, round_.zone)
        parts.append(_("It is planned for {time}.", time=time))
        stay = str(
            _("Keep open until {time}", time=_.clock(times.closes_at.astimezone(round_.zone)))
        )
    if at.under_way:
        parts.append(
            _.many(
                "{n} person is still answering.", "{n} people are still answering.", at.under_way
            )
        )
    else:
        parts.append(_("Nobody is answering right now."))
    place = f"{round_.workshop_id}:{round_.id}"
    keep = Button(stay, press=f"closenot:{place}", style="primary")
    close = Button(str(_("Close now")), press=f"closenow:{place}", style="danger")
    return Message(Markup(" ").join(parts), ((keep, close),))


def stays_open(_: Wording, round_: Round, now: datetime) -> Markup:
    """A facilitator left a round open."""
    stays = _("Day {day} stays open.", day=round_.day)
    return Markup("{} {}").format(stays, until(_, round_, now))


def told_by(said: Message, name: str) -> Message:
    """For the other facilitators: the same, and who did it."""
    return Message(Markup("{}: ").format(name) + Markup(said.html), said.rows)  # noqa: S704 - HTML by contract


def open_again(_: Wording, round_: Round) -> Button:
    """A button that undoes closing."""
    return Button(str(_("Open again")), press=f"reopen:{round_.workshop_id}:{round_.id}")
