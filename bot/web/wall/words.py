"""A view as its readers read it: sentences and numbers, ready to be put into the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.messages.direction import isolated
from bot.messages.wording import Wording
from bot.post.typography import quoted
from bot.service.wall_view import Look
from flows.script import Texts
from flows.stand import Stand
from flows.wall import Heard, Named, OpenDay, View


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what is counted; `key` names it in the page."""

    key: str
    number: int
    words: Markup


@dataclass(frozen=True, slots=True)
class Bar:
    """How far a question is, in words and as two shares of everybody, in per cent."""

    number: int
    question: str
    words: Markup
    done_share: float
    asked_share: float


@dataclass(frozen=True, slots=True)
class Grown:
    """Something that was said by many; `size` is from 1 to 5."""

    key: str
    label: str
    number: int
    size: int


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to a question; `counted` says what the numbers are."""

    number: int
    question: str
    answered: int
    people: Markup
    counted: Markup
    grown: tuple[Grown, ...]


@dataclass(frozen=True, slots=True)
class SaidOn:
    """A closed day."""

    number: int
    heading: Markup
    questions: tuple[Said, ...]


def when(_: Wording, moment: datetime, zone: ZoneInfo) -> Markup:
    """`am Samstag, 30.01., um 17:00 Uhr (Berlin)`; it does not depend on the day it is read."""
    local = moment.astimezone(zone)
    return _("on {day} at {time}", day=_.weekday_and_day(local.date()), time=clock(_, local, zone))


def clock(_: Wording, moment: datetime, zone: ZoneInfo) -> Markup:
    """`17:00 Uhr (Berlin)`."""
    return _("{time} ({city})", time=_.clock(moment.astimezone(zone)), city=_.city(zone))


def state(_: Wording, look: Look) -> Markup:
    """Where the workshop stands, in a line."""
    view = look.view
    match view.standing.stand:
        case Stand.HELD:
            return _("The workshop is on hold.")
        case Stand.PUBLISHED:
            return _("The post of the workshop")
        case Stand.OPEN if view.day is not None:
            return _open(_, view.day, look.zone)
        case Stand.SUMMARY:
            return _("All days are closed. The post is on its way.")
        case _other if view.opens is not None:
            day, opens_at = view.opens
            return _("Day {day} opens {when}", day=day, when=when(_, opens_at, look.zone))
        case _other:
            return _("It is not settled yet when the next day opens.")


def _open(_: Wording, day: OpenDay, zone: ZoneInfo) -> Markup:
    if day.closes_at is None:
        return _("Day {day} is open", day=day.number)
    return _("Day {day} is open until {time}", day=day.number, time=clock(_, day.closes_at, zone))


def figures(_: Wording, view: View) -> tuple[Figure, ...]:
    """The large numbers."""
    joined = Figure("joined", view.joined, _.many("is taking part", "are taking part", view.joined))
    if view.day is None:
        return (joined,)
    day = view.day
    return (
        joined,
        Figure("answering", day.answering, _.many("is answering", "are answering", day.answering)),
        Figure("done", day.done, _.many("is done", "are done", day.done)),
    )


def bars(_: Wording, view: View) -> Iterator[Bar]:
    """How far each question of the open day is."""
    if view.day is None:
        return
    everybody = max(view.joined, *(one.asked for one in view.day.questions), 1)
    for one in view.day.questions:
        on_it = one.asked - one.done
        words = _("{n} done", n=one.done)
        if on_it:
            words = Markup(", ").join((words, _("{n} on it", n=on_it)))
        yield Bar(
            number=one.number,
            question=one.question.in_language(_.language),
            words=words,
            done_share=round(100 * one.done / everybody, 1),
            asked_share=round(100 * one.asked / everybody, 1),
        )


def said_on(_: Wording, view: View) -> tuple[SaidOn, ...]:
    """What was said on closed days, the last one first."""
    return tuple(
        SaidOn(
            number=day.number,
            heading=_(
                "Day {number}: {title}",
                number=day.number,
                title=day.title.in_language(_.language),
            ),
            questions=tuple(_said(_, one, f"{day.number}-{one.number}") for one in day.questions),
        )
        for day in reversed(view.days)
    )


def update(_: Wording, view: View) -> Markup:
    """A short sentence for who listens to the page."""
    people = _.many("{n} person takes part.", "{n} people take part.", view.joined)
    if view.day is None:
        return people
    far = _("{answering} answering, {done} done.", answering=view.day.answering, done=view.day.done)
    return Markup(" ").join((people, far))


def _said(_: Wording, heard: Heard, place: str) -> Said:
    if heard.themes:
        counted, named = _("Themes, counted in people"), heard.themes
    elif heard.choices:
        counted, named = _("Chosen by so many people"), heard.choices
    elif heard.words:
        counted, named = _("Words, and in how many answers they stand"), heard.words
    else:
        counted, named = Markup(), ()
    return Said(
        number=heard.number,
        question=heard.question.in_language(_.language),
        answered=heard.people,
        people=_.many("{n} answer.", "{n} answers.", heard.people),
        counted=counted,
        grown=tuple(_grown(_, named, place, are_words=named is heard.words)),
    )


def _grown(_: Wording, named: tuple[Named, ...], place: str, *, are_words: bool) -> Iterator[Grown]:
    largest = max((one.people for one in named), default=1) or 1
    for number, one in enumerate(named):
        text = one.label.in_language(_.language) if isinstance(one.label, Texts) else one.label
        # A name twice is unlikely, but facilitators may type what they like.
        again = any(one.label == other.label for other in named[:number])
        key = f"{place}-{number}-{text}" if again else f"{place}-{text}"
        shown = quoted(text, None, _.language) if are_words else isolated(text)
        yield Grown(key, shown, one.people, 1 + round(4 * one.people / largest))
