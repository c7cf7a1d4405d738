"""A workshop in the middle of things: Netzwerkarbeit, with people who take part."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.service import rounds
from bot.service.attending import Job, carry_out, job_of
from flows.attribution import Attribution
from flows.calendar import Slot
from flows.ids import ChatId, WorkshopId
from flows.library import library_flow
from flows.rounds import Round
from flows.script import Flow
from flows.workshop import Destination, Joining, Participant, Person, Role, Workshop
from tests.bot.chatting import Chat, Human
from tests.bot.printing import printed

T = TypeVar("T")

BERLIN = ZoneInfo("Europe/Berlin")
GROUP = ChatId(-1001234567890)
SATURDAY = Slot.of(date(2027, 1, 30), time(17), timedelta(hours=4))
SUNDAY = Slot.of(date(2027, 1, 31), time(15, 30), timedelta(hours=3, minutes=30))


def at(day: int, clock: str) -> datetime:
    """A moment in January 2027, by the clocks of Berlin."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2027, 1, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@dataclass(slots=True)
class Arranged:
    """A workshop with Jonna, who facilitates it, and chats of everyone in it."""

    chat: Chat
    id: WorkshopId
    jonna: Human
    _next: int = field(default=1000)

    @property
    def workshop(self) -> Workshop:
        with self.chat.begin() as step:
            return step.work.workshops.get(self.id)

    def round(self, day: int) -> Round:
        with self.chat.begin() as step:
            return next(one for one in step.work.rounds.of(self.id) if one.day == day)

    def reschedule(self, day: int, slot: Slot | None) -> None:
        round_ = self.round(day)
        with self.chat.begin() as step:
            step.work.rounds.save(replace(round_, slot=slot))

    def joins(
        self,
        name: str,
        attribution: Attribution | None = Attribution.FIRST_NAME,
        *,
        language: str = "de",
        quiet: bool = False,
    ) -> Human:
        self._next += 1
        human = self.chat.person(self._next, name, language)
        with self.chat.begin() as step:
            person = step.work.people.add(human.id, name, language, self.chat.now)
            participant = step.work.participants.add(self.id, person.id)
            joined = replace(
                participant,
                state=Joining.JOINED,
                attribution=attribution,
                quiet=quiet,
                joined_at=self.chat.now,
            )
            step.work.participants.save(joined)
        return human

    def participant(self, human: Human) -> Participant:
        with self.chat.begin() as step:
            person = known(step.work.people.by_chat(human.id))
            return known(step.work.participants.find(self.id, person.id))

    def person(self, human: Human) -> Person:
        with self.chat.begin() as step:
            return known(step.work.people.by_chat(human.id))

    def has_role(self, name: str, role: Role, language: str = "de") -> Human:
        self._next += 1
        human = self.chat.person(self._next, name, language)
        with self.chat.begin() as step:
            person = step.work.people.add(human.id, name, language, self.chat.now)
            step.work.teams.add(self.id, person.id, role, self.chat.now)
        return human

    def connects(self, title: str = "Netzwerk Musterviertel", chat: ChatId = GROUP) -> None:
        with self.chat.begin() as step:
            here = Destination(self.id, chat, "supergroup", title)
            step.work.destinations.connect(here, self.chat.now)

    def wakes(self, moment: datetime) -> None:
        """Time goes on, and what is due happens."""
        self.chat.now = moment
        with self.chat.begin() as step:
            due = rounds.due_now(step.work)
        for what in due:
            with self.chat.begin() as step:
                rounds.happen(step, what)

    def attends(self, *, unprinted: bool = False) -> None:
        """All that is to be done about posts is done, as far as it can be."""
        done: set[tuple[object, ...]] = set()
        while True:
            before = len(self.chat.calls)
            with self.chat.begin() as step:
                jobs = [job_of(step, *one) for one in step.work.posts.unfinished()]
            new = [one for one in jobs if one is not None and state_of(one) not in done]
            if not new and len(self.chat.calls) == before:
                return
            for job in new:
                done.add(state_of(job))
                files = {} if unprinted else printed(job.post.summary, job.language)
                with self.chat.begin() as step:
                    carry_out(step, job, files)


def state_of(job: Job) -> tuple[object, ...]:
    return (*job.name, job.post.state, job.post.wanted)


def known(found: T | None) -> T:
    assert found is not None
    return found


def arrange(
    chat: Chat, *, language: str = "de", flow: Flow | None = None, number: int = 1
) -> Arranged:
    """A planned workshop on the last weekend of January 2027; `number` tells several apart."""
    jonna = chat.person(number, "Jonna Beispiel", language)
    with chat.begin() as step:
        work = step.work
        person = work.people.add(jonna.id, "Jonna Beispiel", language, chat.now)
        workshop = work.workshops.add(
            Workshop(
                id=WorkshopId(0),
                flow=flow or known(library_flow("netzwerkarbeit")),
                title="Netzwerkarbeit",
                host="Beispielhaus e. V., Musterstadt",
                contact="Renate Probe, datenschutz@beispielhaus.example",
                language=language,
                zone=BERLIN,
                connect_token=f"g_9sWc4TnE{number}",
                invite_token=f"p_Kf7Qm2Zx9TbL{number}",
                created_at=chat.now,
            )
        )
        for day in range(1, len(workshop.flow.days) + 1):
            work.rounds.add(workshop.id, day)
        for round_, slot in zip(work.rounds.of(workshop.id), (SATURDAY, SUNDAY), strict=False):
            work.rounds.save(replace(round_, slot=slot))
        work.teams.add(workshop.id, person.id, Role.FACILITATOR, chat.now)
    return Arranged(chat, workshop.id, jonna, number * 1000)
