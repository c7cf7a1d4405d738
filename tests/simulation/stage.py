"""What a history begins with: a workshop with its people, as an image of the database.

Each stage is built once, through the production stores, and copied for every history.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.messages import joining
from flows.attribution import Attribution
from flows.calendar import Slot, instant
from flows.ids import ChatId, WorkshopId
from flows.reading import read_flow
from flows.script import Flow
from flows.workshop import Destination, Joining, Person, Role, Workshop
from storage.keys import Key, KeyId, Keys
from storage.participants import Consent, ConsentKind
from storage.tables import metadata
from storage.vault import Vault
from storage.work import Work, binder
from tests.simulation import journal
from tests.simulation.database import SimulatedDatabase

BERLIN = ZoneInfo("Europe/Berlin")
BOT = "nachklang_simulated_bot"
FACILITATOR = ChatId(1)
ORGANISER = ChatId(2)
GROUP = ChatId(-1001)
FIRST_PARTICIPANT = 11
LEAD = timedelta(seconds=2)
"""A history begins so long before its first round opens."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is different from stage to stage.

    Attributes:
        opens: when day 1 of the first workshop opens, by the clocks of Berlin.
        participants: how many take part.
        workshops: how many they take part in; the second opens half a minute after the first.
    """

    opens: datetime
    participants: int = 2
    workshops: int = 1


SETTINGS = {
    "usual": Setting(datetime(2027, 1, 30, 17)),
    "two workshops": Setting(datetime(2027, 1, 30, 17), participants=1, workshops=2),
    "the hour that is twice": Setting(datetime(2027, 10, 31, 2, 30), participants=1),
    "the hour that is missing": Setting(datetime(2027, 3, 28, 2, 30), participants=1),
    "a crowd": Setting(datetime(2027, 1, 30, 17), participants=20),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A database to begin with, and who is in it."""

    name: str
    image: bytes
    start: datetime
    participants: tuple[ChatId, ...]
    workshops: tuple[WorkshopId, ...]
    slots: dict[int, Slot]
    """By the number of the round."""


def vault() -> Vault:
    """Seals as in production; its nonces are counted, so that runs are alike."""
    nonces = count(1)
    key = Key(KeyId("00000001"), bytes(32))
    return Vault(Keys((key,)), lambda size: next(nonces).to_bytes(size, "big"))


def tokens() -> Callable[[], str]:
    """Words for links that are alike in every run."""
    numbers = count(1)
    return lambda: f"token-{next(numbers):06d}"


@cache
def flow() -> Flow:
    """The script of the simulated workshops."""
    read = read_flow(Path(__file__).with_name("flow.yaml").read_bytes(), "flow.yaml")
    assert isinstance(read, Flow), read
    return read


@cache
def stage(name: str) -> Stage:
    """The stage with this name."""
    setting = SETTINGS[name]
    start = instant(setting.opens, BERLIN) - LEAD
    database = SimulatedDatabase()
    people = tuple(ChatId(FIRST_PARTICIPANT + n) for n in range(setting.participants))
    slots: dict[int, Slot] = {}
    workshops: list[WorkshopId] = []
    try:
        metadata.create_all(database.engine)
        with database.engine.begin() as connection:
            work = binder(vault(), lambda: start, tokens())(connection)
            known = {chat: _person(work, chat) for chat in (FACILITATOR, ORGANISER, *people)}
            for number in range(1, setting.workshops + 1):
                opens = setting.opens + timedelta(seconds=30 * (number - 1))
                workshop = _workshop(work, number)
                workshops.append(workshop.id)
                slots |= _rounds(work, workshop, opens)
                work.teams.add(workshop.id, known[FACILITATOR].id, Role.FACILITATOR, start)
                work.teams.add(workshop.id, known[ORGANISER].id, Role.ORGANISER, start)
                for chat in people:
                    _join(work, workshop, known[chat])
            group = Destination(workshops[0], GROUP, "supergroup", "Group")
            work.destinations.connect(group, start)
        journal.keep(database.driver)
        image = database.image()
    finally:
        database.close()
    return Stage(name, image, start.astimezone(UTC), people, tuple(workshops), slots)


def _person(work: Work, chat: ChatId) -> Person:
    return work.people.add(chat, f"Person {chat}", "en", work.now)


def _workshop(work: Work, number: int) -> Workshop:
    return work.workshops.add(
        Workshop(
            id=WorkshopId(0),
            flow=flow(),
            title=f"Workshop {number}",
            host="Beispielhaus",
            contact="Renate Probe",
            language="en",
            zone=BERLIN,
            connect_token=f"g_{number}",
            invite_token=f"p_{number}",
            created_at=work.now,
        )
    )


def _rounds(work: Work, workshop: Workshop, opens: datetime) -> dict[int, Slot]:
    second = Slot.of(opens.date() + timedelta(days=1), time(15, 30), timedelta(hours=4))
    found = {}
    for day, slot in enumerate((Slot(opens, opens + timedelta(hours=4)), second), 1):
        work.rounds.add(workshop.id, day)
        round_ = work.rounds.of(workshop.id)[-1]
        work.rounds.save(replace(round_, slot=slot))
        found[int(round_.id)] = slot
    return found


def _join(work: Work, workshop: Workshop, person: Person) -> None:
    participant = work.participants.add(workshop.id, person.id)
    work.consents.give(
        participant.id,
        Consent(ConsentKind.TAKING_PART, joining.VERSION, "agreed", work.now),
    )
    joined = replace(
        participant,
        state=Joining.JOINED,
        attribution=Attribution.FIRST_NAME,
        joined_at=work.now,
    )
    work.participants.save(joined)


def local_date(moment: datetime) -> date:
    """The date that people in Berlin have."""
    return moment.astimezone(BERLIN).date()
