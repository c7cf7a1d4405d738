"""What the bot says about the times of rounds."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines
from bot.messages.times import (
    in_full,
    in_short,
    length,
    moment_in_short,
    on_the_card,
    reminder,
    soon,
    typed_moment,
    typed_window,
)
from bot.messages.wording import Wording
from flows.calendar import Slot
from flows.conflicts import (
    ClosesAfterLaterOpens,
    ClosesBeforeItOpens,
    Conflict,
    LiesInThePast,
    OpensBeforeEarlierCloses,
)
from flows.rounds import Round, RoundState
from flows.workshop import Workshop

_STAMP = "%Y%m%dT%H%M"


def stamp(slot: Slot | None) -> str:
    """A slot as it stands in a button; the reminder is not part of it."""
    return "-" if slot is None else f"{slot.opens:{_STAMP}}-{slot.closes:{_STAMP}}"


def overview(_: Wording, workshop: Workshop, rounds: Sequence[Round]) -> Message:
    """All days, and the question which of them to set."""
    days = [_("Day {day}: {times}", day=r.day, times=on_the_card(_, r)) for r in rounds]
    text = lines(
        Markup("<b>{}</b>").format(_("Times of “{title}”", title=workshop.title)),
        *days,
        _("All times in {city}.", city=_.city(workshop.zone)),
        _("Which day do you want to set?"),
    )
    row = tuple(
        Button(str(_("Day {day}", day=r.day)), press=f"times:{workshop.id}:{r.day}")
        for r in rounds
        if r.state is not RoundState.CLOSED
    )
    back = Button(str(_("Back")), press=f"card:{workshop.id}")
    return Message(text, (row, (back,)) if row else ((back,),))


def ask_day(_: Wording, round_: Round, example: Slot) -> Message:
    """When the day is."""
    now = _("Now: {times}.", times=in_short(_, round_)) if round_.slot else _("It has no time yet.")
    text = lines(
        Markup("<b>{}</b>").format(_("When is day {day}?", day=round_.day)),
        now,
        _type_like(_, example),
    )
    back = Button(str(_("Back")), press=f"times:{round_.workshop_id}")
    keep = Button(
        str(_("Keep")), press=f"timeskeep:{round_.workshop_id}:{round_.day}", style="primary"
    )
    return Message(text, ((keep,), (back,)) if round_.slot else ((back,),))


def kept(_: Wording, round_: Round) -> Markup:
    """The time of a day stays."""
    return _("✓ Day {day} stays: {times}", day=round_.day, times=in_short(_, round_))


def scheduled(_: Wording, round_: Round, previous: Slot | None, following: Round | None) -> Message:
    """A day has a time; the way back, and the next day."""
    remind_at = reminder(_, round_)
    text = lines(
        _("<b>Day {day}:</b> {times}", day=round_.day, times=in_full(_, round_)),
        _("Reminder at {time}.", time=remind_at) if remind_at else _no_reminder(_, round_),
    )
    number = round_.workshop_id
    rows: tuple[Row, ...] = ((_undo(_, round_, previous),),)
    if following is not None:
        label = str(_("Set day {day}", day=following.day))
        on = Button(label, press=f"times:{number}:{following.day}", style="primary")
    else:
        on = Button(str(_("Show card")), press=f"card:{number}", style="primary")
    return Message(text, ((on,), *rows))


def shifted(_: Wording, round_: Round, previous: Slot, by: timedelta, now: datetime) -> Message:
    """A day is later or earlier; nobody has been told."""
    amount = length(_, by)
    is_open = round_.state is RoundState.OPEN
    match (is_open, by > timedelta()):
        case (True, True):
            what = _("<b>Day {day} closes {amount} later:</b>", day=round_.day, amount=amount)
        case (True, False):
            what = _("<b>Day {day} closes {amount} earlier:</b>", day=round_.day, amount=amount)
        case (False, True):
            what = _("<b>Day {day} is {amount} later:</b>", day=round_.day, amount=amount)
        case _other:
            what = _("<b>Day {day} is {amount} earlier:</b>", day=round_.day, amount=amount)
    remind_at = reminder(_, round_)
    when = soon(_, round_, now)
    if remind_at:
        when = _("{when}, reminder at {time}.", when=when, time=remind_at)
    else:
        when = Markup("{}.").format(when)
    text = lines(Markup("{} {}").format(what, when), _("The participants get no message about it."))
    tell = Button(str(_("Tell everyone")), press=f"timestell:{round_.workshop_id}:{round_.day}")
    return Message(text, ((tell,), (_undo(_, round_, previous),)))


def taken_back(_: Wording, round_: Round) -> Markup:
    """A day has the time that it had before."""
    return _("✓ Undone. Day {day}: {times}", day=round_.day, times=in_short(_, round_))


def told(_: Wording, people: int, round_: Round) -> Markup:
    """The participants know."""
    if not people:
        return _(
            "Nobody has joined yet, so nobody was told. Day {day}: {times}",
            day=round_.day,
            times=in_short(_, round_),
        )
    return _.many(
        "✓ {n} person has been told. Day {day}: {times}",
        "✓ {n} people have been told. Day {day}: {times}",
        people,
        day=round_.day,
        times=in_short(_, round_),
    )


def new_time(_: Wording, workshop: Workshop, round_: Round, now: datetime) -> Message:
    """Tell a participant when a day is now."""
    title = Markup("<b>{}</b>").format(workshop.title)
    when = soon(_, round_, now)
    if round_.state is RoundState.OPEN:
        return Message(
            _("Day {day} of {title} is now open: {when}.", day=round_.day, title=title, when=when)
        )
    return Message(
        _(
            "The questions of day {day} of {title} come at another time: {when}.",
            day=round_.day,
            title=title,
            when=when,
        )
    )


def cannot(_: Wording, why: Conflict, example: datetime) -> Message:
    """Why a time cannot be had, and one that can."""
    shown = typed_moment(_, example)
    match why:
        case ClosesBeforeItOpens():
            text = _("That does not work: day {day} would close before it opens.", day=why.day)
            hint = _("Type a later end, for example: {example}", example=shown)
        case LiesInThePast():
            closes = moment_in_short(_, why.slot.closes)
            text = _("That does not work: {moment} is over.", moment=closes)
            hint = _("Type a time to come, for example: {example}", example=shown)
        case OpensBeforeEarlierCloses():
            text = _(
                "That does not work: day {day} closes on {moment}.",
                day=why.earlier_day,
                moment=moment_in_short(_, why.closes),
            )
            hint = _("Type a later time, for example: {example}", example=shown)
        case ClosesAfterLaterOpens():
            text = _(
                "That does not work: day {day} opens on {moment}.",
                day=why.later_day,
                moment=moment_in_short(_, why.opens),
            )
            hint = _("Type an earlier time, for example: {example}", example=shown)
        case _ as never:
            assert_never(never)
    return Message(Markup("{} {}").format(text, hint))


def over(_: Wording, day: int) -> Message:
    """The day is closed, and its time can no longer be changed."""
    return Message(_("Day {day} is over. Its time can no longer be changed.", day=day))


def begun(_: Wording, day: int) -> Message:
    """The day is open, so it cannot be without a time again."""
    return Message(
        _("Day {day} has begun. You can move its end: /shift 30m, or close it: /close", day=day)
    )


def no_such_day(_: Wording, days: int) -> Message:
    """The flow has no such day."""
    return Message(
        _.many(
            "This workshop has {n} day. Type for example: /schedule 1 2027-01-30 17:00",
            "This workshop has {n} days. Type for example: /schedule 1 2027-01-30 17:00",
            days,
        )
    )


def not_understood(_: Wording, example: Slot) -> Message:
    """A text that is no time."""
    return Message(lines(_("I find no time in that."), _type_like(_, example)))


def shift_how(_: Wording) -> Message:
    """A text that is no shift."""
    return Message(
        lines(
            _(
                "By how much, at most 12 hours? "
                "Type for example: /shift 30m, /shift 1h or /shift -15m for earlier."
            ),
            _("Another date: /schedule"),
        )
    )


def nothing_to_shift(_: Wording) -> Message:
    """No round that could be moved."""
    return Message(_("No day is open or planned, so nothing can be shifted. Times: /schedule"))


def _type_like(_: Wording, example: Slot) -> Markup:
    return _(
        "Type the new time, for example: {short} or {long}",
        short=typed_moment(_, example.opens),
        long=typed_window(_, example.opens, example.closes),
    )


def _no_reminder(_: Wording, round_: Round) -> Markup:
    return Markup() if round_.reminded_at is not None else _("Without a reminder.")


def _undo(_: Wording, round_: Round, previous: Slot | None) -> Button:
    place = f"{round_.workshop_id}:{round_.day}:{stamp(previous)}"
    return Button(str(_("Undo")), press=f"timesundo:{place}")
