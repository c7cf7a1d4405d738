"""A workshop with people in it, put straight into the database through the stores."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bench.stub.updates import FIRST_NAME, LAST_NAME
from bot.messages.joining import VERSION
from flows.attribution import Attribution
from flows.calendar import Slot, wall_clock
from flows.ids import ChatId, FlowId, RoundId, WorkshopId
from flows.library import library_flow
from flows.workshop import Joining, Workshop
from storage.participants import Consent, ConsentKind
from storage.work import Work

FLOW = FlowId("netzwerkarbeit")
ZONE = ZoneInfo("Europe/Berlin")
WINDOW = timedelta(hours=4)


def add_workshop(work: Work) -> WorkshopId:
    """A workshop with its rounds, which open only by hand."""
    flow = library_flow(FLOW)
    if flow is None:
        raise LookupError(FLOW)
    workshop = work.workshops.add(
        Workshop(
            id=WorkshopId(0),
            flow=flow,
            title="Netzwerkarbeit",
            host="Beispielhaus e. V., Musterstadt",
            contact="Renate Probe, datenschutz@beispielhaus.example",
            language="de",
            zone=ZONE,
            connect_token=f"g_{work.token()}",
            invite_token=f"p_{work.token()}",
            created_at=work.now,
        )
    )
    for day in range(1, len(flow.days) + 1):
        work.rounds.add(workshop.id, day)
    return workshop.id


def add_people(work: Work, workshop_id: WorkshopId, chats: Iterable[int]) -> None:
    """People with these chats, who take part and have agreed."""
    for chat in chats:
        person = work.people.add(ChatId(chat), f"{FIRST_NAME} {LAST_NAME}", "de", work.now)
        invited = work.participants.add(workshop_id, person.id)
        joined = replace(
            invited,
            state=Joining.JOINED,
            attribution=Attribution.FIRST_NAME,
            joined_at=work.now,
        )
        work.participants.save(joined)
        for kind in (ConsentKind.TAKING_PART, ConsentKind.QUOTING):
            work.consents.give(invited.id, Consent(kind, VERSION, "Einverstanden.", work.now))


def first_round(work: Work, workshop_id: WorkshopId) -> RoundId:
    """The workshop's first round."""
    return work.rounds.of(workshop_id)[0].id


def plan(work: Work, round_id: RoundId, seconds: float) -> None:
    """Let a round become due in so many seconds."""
    opens = wall_clock(work.now + timedelta(seconds=seconds), ZONE)
    slot = Slot(opens, opens + WINDOW, None)
    work.rounds.save(replace(work.rounds.get(round_id), slot=slot))
