"""Setting a workshop up: its flow, its rounds, its tokens, its first facilitator."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from bot.service import menus
from bot.service.setup_form import Asked, SetupForm
from bot.service.step import Step
from flows.calendar import Slot, wall_clock
from flows.conflicts import LiesInThePast, conflict
from flows.ids import WorkshopId
from flows.script import Flow
from flows.typed_dates import dates_within, read_date
from flows.typed_times import read_slot
from flows.workshop import Person, Role, Workshop

TIME_ZONE = "time_zone"
"""The fact that holds the zone of new workshops, as IANA names it."""

USUAL_ZONE = "Europe/Berlin"
LIKE_ENOUGH = 0.5


def find_flow(flows: Sequence[Flow], text: str) -> tuple[Flow, str] | None:
    """The flow whose id or title a text begins with, and the rest of the text."""
    typed = " ".join(text.split())
    names = [(name, flow) for flow in flows for name in _names(flow)]
    for name, flow in sorted(names, key=lambda named: -len(named[0])):
        head, rest = typed[: len(name)], typed[len(name) :]
        if head.casefold() == name.casefold() and (not rest or rest.startswith(" ")):
            return flow, rest.strip()
    return None


def like(flows: Sequence[Flow], text: str) -> Flow | None:
    """The flow that somebody probably meant who typed a name that no flow has."""
    names = {name.casefold(): flow for flow in flows for name in _names(flow)}
    typed = text.casefold()
    for candidate in (typed, typed.split(" ")[0]):
        for found in get_close_matches(candidate, names, n=1, cutoff=LIKE_ENOUGH):
            return names[found]
    return None


def default_zone(step: Step) -> ZoneInfo:
    """The zone of new workshops."""
    return ZoneInfo(step.work.facts.get(TIME_ZONE) or USUAL_ZONE)


def create(
    step: Step, person: Person, flow: Flow, title: str, *, zone: ZoneInfo | None = None
) -> tuple[Workshop, Person]:
    """Set a workshop up; who does it facilitates it, and it becomes their current one."""
    work = step.work
    draft = Workshop(
        id=WorkshopId(0),
        flow=flow,
        title=title,
        host="",
        contact="",
        language=person.language,
        zone=zone or default_zone(step),
        connect_token=f"g_{work.token()}",
        invite_token=f"p_{work.token()}",
        created_at=work.now,
    )
    workshop = work.workshops.add(draft)
    for day in range(1, len(flow.days) + 1):
        work.rounds.add(workshop.id, day)
    work.teams.add(workshop.id, person.id, Role.FACILITATOR, work.now)
    person = choose(step, person, workshop)
    menus.refresh(step, person)
    return workshop, person


def choose(step: Step, person: Person, workshop: Workshop) -> Person:
    """Let someone's commands be about this workshop."""
    chosen = replace(person, workshop_id=workshop.id)
    step.work.people.save(chosen)
    return chosen


def missing(step: Step, workshop: Workshop) -> tuple[Asked, ...]:
    """What a workshop still lacks."""
    unscheduled = any(round_.slot is None for round_ in step.work.rounds.of(workshop.id))
    lacks = {
        Asked.DATE: unscheduled,
        Asked.HOST: not workshop.host,
        Asked.CONTACT: not workshop.contact,
    }
    return tuple(asked for asked, lacking in lacks.items() if lacking)


def form_for(step: Step, workshop: Workshop) -> SetupForm:
    """The form that asks for what a workshop still lacks."""
    lacking = missing(step, workshop)
    asks = tuple(asked for asked in Asked if asked in lacking)
    return SetupForm(asks=asks, workshop_id=workshop.id)


def read_days(flow: Flow, text: str, now: datetime, zone: ZoneInfo) -> Mapping[int, Slot] | None:
    """The slots of all days from the date of the first; None if the text holds no date.

    A time beside the date is the first day's; the other times are the flow's.
    """
    today = wall_clock(now, zone).date()
    usual = _slots(flow, today)
    first = read_date(text, today)
    if first is not None:
        return _slots(flow, first)
    if not any(True for _ in dates_within(text, today)):
        return None
    slot = read_slot(text, today, day=today, current=usual[1])
    if slot is None:
        return None
    return {**_slots(flow, slot.opens.date()), 1: slot}


def over_already(slots: Mapping[int, Slot], now: datetime, zone: ZoneInfo) -> bool:
    """Whether the first day would lie in the past."""
    return isinstance(conflict({}, 1, slots[1], zone=zone, now=now), LiesInThePast)


def plan(step: Step, workshop: Workshop, slots: Mapping[int, Slot]) -> None:
    """Give the rounds that have none their times."""
    for round_ in step.work.rounds.of(workshop.id):
        if round_.slot is None:
            step.work.rounds.save(round_.rescheduled(slots[round_.day]))


def _slots(flow: Flow, first: date) -> dict[int, Slot]:
    return {
        number: Slot.of(first + timedelta(days=number - 1), day.opens, day.window)
        for number, day in enumerate(flow.days, 1)
    }


def _names(flow: Flow) -> tuple[str, ...]:
    return (flow.id, *flow.title.values())
