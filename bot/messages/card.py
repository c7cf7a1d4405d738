"""The card of a workshop."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import assert_never

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.times import on_the_card
from bot.messages.wording import Wording
from flows.rounds import Round
from flows.stand import Stand, Standing
from flows.workshop import Workshop


class Next(Enum):
    """The sensible next step of a workshop."""

    COMPLETE = auto()
    INVITE = auto()
    STATUS = auto()
    SUMMARY = auto()
    RESUME = auto()


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the card; people and destinations by name.

    Attributes:
        has_pages: whether the installation serves web pages, and so a wall.
    """

    workshop: Workshop
    rounds: tuple[Round, ...]
    standing: Standing
    joined: int
    facilitators: tuple[str, ...]
    organisers: tuple[str, ...]
    destinations: tuple[str, ...]
    invitation: str
    next: Next
    has_pages: bool
    lacks_host: bool
    lacks_contact: bool


def card(_: Wording, card: Card) -> Message:
    """The whole card with its buttons; the primary one is the next step."""
    workshop = card.workshop
    text = paragraphs(
        lines(
            Markup("<b>{}</b>").format(workshop.title),
            Markup.escape(workshop.host),
            _state(_, card),
            _lacking(_, card),
        ),
        _times(_, card),
        lines(
            _("Facilitators: {names}", names=_.listed(card.facilitators)),
            _organisers(_, card.organisers),
            _destinations(_, card.destinations),
        ),
        lines(
            _("Invitation for participants:"),
            Markup.escape(card.invitation),
            _("For a group or channel:"),
            Markup("<code>/connect {}</code>").format(workshop.connect_token),
        ),
    )
    return Message(text, _rows(_, card))


def state(_: Wording, standing: Standing) -> Markup:
    """Where a workshop stands, in a word or two."""
    match standing.stand:
        case Stand.PLANNED:
            return _("planned")
        case Stand.OPEN:
            return _("day {day} is open", day=standing.day)
        case Stand.BETWEEN:
            return _("between the days")
        case Stand.SUMMARY:
            return _("summary")
        case Stand.PUBLISHED:
            return _("published")
        case Stand.HELD:
            return _("on hold")
        case _ as never:
            assert_never(never)


def _state(_: Wording, card: Card) -> Markup:
    joined = _("{n} joined", n=card.joined)
    return _("State: {state}, {joined}", state=state(_, card.standing), joined=joined)


def _lacking(_: Wording, card: Card) -> Markup:
    words = ((card.lacks_host, _("host")), (card.lacks_contact, _("privacy contact")))
    things = [word for missing, word in words if missing]
    if not things:
        return Markup()
    return _("Still missing: {things}.", things=Markup(", ").join(things))


def _times(_: Wording, card: Card) -> Markup:
    days = [
        _("Day {day}: {times}", day=round_.day, times=on_the_card(_, round_))
        for round_ in card.rounds
    ]
    if any(round_.slot for round_ in card.rounds):
        city = _.city(card.workshop.zone)
        days.append(_("Times in {city}. Reminder one hour before each round closes.", city=city))
    return lines(*days)


def _organisers(_: Wording, names: Sequence[str]) -> Markup:
    if not names:
        return _("Organisers: nobody yet")
    return _("Organisers: {names}", names=_.listed(names))


def _destinations(_: Wording, titles: Sequence[str]) -> Markup:
    if not titles:
        return _("Destination: none yet")
    return _.many(
        "Destination: {titles}",
        "Destinations: {titles}",
        len(titles),
        titles=_.listed([_("“{title}”", title=title) for title in titles]),
    )


def _rows(_: Wording, card: Card) -> tuple[Row, ...]:
    number = card.workshop.id
    steps = {
        Next.COMPLETE: (str(_("Continue")), f"newmore:{number}"),
        Next.STATUS: (str(_("Status")), f"go:{number}:status"),
        Next.SUMMARY: (str(_("Summary")), f"go:{number}:summary"),
        Next.RESUME: (str(_("Go on")), f"go:{number}:resume"),
    }
    invite_label, invite_press = str(_("Invite participants")), f"invite:{number}"
    first: tuple[Row, ...]
    wall = (Button(str(_("Wall")), press=f"wall:{number}"),)
    walls: tuple[Row, ...] = (wall,) if card.has_pages else ()
    if card.next is Next.INVITE:
        first = ((Button(invite_label, press=invite_press, style="primary"),),)
    else:
        label, press = steps[card.next]
        first = (
            (Button(label, press=press, style="primary"),),
            (Button(invite_label, press=invite_press),),
        )
    return (
        *first,
        (
            Button(str(_("Open invitation")), url=card.invitation),
            Button(str(_("Copy link")), copy=card.invitation),
        ),
        *walls,
        (
            Button(str(_("Times")), press=f"times:{number}"),
            Button(str(_("Connect destination")), press=f"dest:{number}"),
        ),
        (
            Button(str(_("Invite team")), press=f"team:{number}"),
            Button(str(_("More")), press=f"wmore:{number}"),
        ),
    )
