"""A workshop with people in it, ready for its first round, without going through the forms."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.service import rounds
from flows.attribution import Attribution
from flows.calendar import Slot
from flows.ids import FlowId, WorkshopId
from flows.library import library_flow
from flows.script import Flow
from flows.workshop import Joining, Role, Workshop
from tests.bot.chatting import Chat, Human

SATURDAY = date(2027, 1, 30)
OPENING = datetime(2027, 1, 30, 16, tzinfo=UTC)
"""17:00 in Berlin, when day 1 of netzwerkarbeit opens."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One workshop in a chat."""

    chat: Chat
    workshop: Workshop

    def joins(self, human: Human, attribution: Attribution = Attribution.FIRST_NAME) -> None:
        """Somebody takes part, having consented."""
        with self.chat.begin() as step:
            work, sender = step.work, human.sender
            person = work.people.by_chat(human.id) or work.people.add(
                human.id, sender.name, sender.language_code or "de", work.now
            )
            participant = work.participants.add(self.workshop.id, person.id)
            joined = replace(
                participant, state=Joining.JOINED, attribution=attribution, joined_at=work.now
            )
            work.participants.save(joined)

    def facilitates(self, human: Human) -> None:
        """Somebody becomes a facilitator."""
        with self.chat.begin() as step:
            work, sender = step.work, human.sender
            person = work.people.by_chat(human.id) or work.people.add(
                human.id, sender.name, sender.language_code or "de", work.now
            )
            work.teams.add(self.workshop.id, person.id, Role.FACILITATOR, work.now)

    def time_is(self, moment: datetime) -> None:
        """The clock moves on, and what is due happens."""
        self.chat.now = moment
        with self.chat.begin() as step:
            while due := rounds.due_now(step.work):
                for what in due:
                    rounds.happen(step, what)

    def opens(self) -> None:
        """Day 1 opens at its time."""
        self.time_is(OPENING)


def stage(
    chat: Chat, title: str = "Netzwerkarbeit", flow: Flow | None = None, *, later: int = 0
) -> Stage:
    """Set a workshop up for the last weekend of January; `later` minutes after the flow's times."""
    script = flow or library_flow(FlowId("netzwerkarbeit"))
    assert script is not None
    with chat.begin() as step:
        work = step.work
        draft = Workshop(
            id=WorkshopId(0),
            flow=script,
            title=title,
            host="Beispielhaus e. V., Musterstadt",
            contact="Renate Probe, datenschutz@beispielhaus.example",
            language="de",
            zone=ZoneInfo("Europe/Berlin"),
            connect_token=f"g_{title}",
            invite_token=f"p_{title}",
            created_at=work.now,
        )
        workshop = work.workshops.add(draft)
        for number, day in enumerate(script.days, 1):
            work.rounds.add(workshop.id, number)
            round_ = work.rounds.of(workshop.id)[-1]
            slot = Slot.of(SATURDAY + timedelta(days=number - 1), day.opens, day.window)
            moved = replace(slot, opens=slot.opens + timedelta(minutes=later))
            work.rounds.save(replace(round_, slot=moved))
    return Stage(chat, workshop)
