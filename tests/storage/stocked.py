"""The stores on empty tables, and a workshop with one participant to put in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from flows.attribution import Attribution
from flows.ids import ChatId, FlowId, ParticipantId, PersonId, RoundId, WorkshopId
from flows.script import Day, Flow, Question, Texts
from flows.workshop import Joining, Workshop
from storage.keys import Key, KeyId, Keys
from storage.tables import metadata
from storage.vault import Vault
from storage.work import Work, binder
from tests.flows.session_machine import QUESTIONS

NOW = datetime(2027, 1, 30, 16, tzinfo=UTC)
AMIRA, LEO, GROUP = ChatId(11), ChatId(12), ChatId(-100)
VAULT = Vault(Keys((Key(KeyId("00000001"), bytes(range(32))),)))


def later(minutes: int) -> datetime:
    """So many minutes from the beginning of the test."""
    return NOW + timedelta(minutes=minutes)


def flow(*questions: Question) -> Flow:
    """Two days of these questions."""
    text = Texts({"en": "Words"})
    day = Day(
        title=text,
        opens=time(17),
        window=timedelta(hours=4),
        opening=text,
        closing=text,
        questions=questions,
    )
    return Flow(id=FlowId("flow"), version=1, title=text, languages=("en",), days=(day, day))


def workshop(token: str = "one") -> Workshop:
    """A workshop that has not been stored."""
    return Workshop(
        id=WorkshopId(0),
        flow=flow(*QUESTIONS),
        title="Networking",
        host="",
        contact="Renate",
        language="en",
        zone=ZoneInfo("Europe/Berlin"),
        connect_token=f"g_{token}",
        invite_token=f"p_{token}",
        created_at=NOW,
    )


@dataclass(frozen=True, slots=True)
class Stores:
    """All stores of one database."""

    engine: Engine

    @classmethod
    def on(cls, engine: Engine) -> "Stores":
        """With tables that hold nothing."""
        metadata.create_all(engine)
        return cls(engine)

    @contextmanager
    def work(self, now: datetime = NOW) -> Iterator[Work]:
        """One transaction."""
        bind = binder(VAULT, lambda: now, lambda: "token")
        with self.engine.begin() as connection:
            yield bind(connection)


@dataclass(frozen=True, slots=True)
class Place:
    """The ids of a workshop, its two rounds, and one who takes part."""

    workshop: WorkshopId
    rounds: tuple[RoundId, ...]
    person: PersonId
    participant: ParticipantId


def joined(work: Work, workshop_id: WorkshopId, chat: ChatId, name: str) -> ParticipantId:
    """Somebody new takes part."""
    person = work.people.by_chat(chat) or work.people.add(chat, name, "en", NOW)
    added = work.participants.add(workshop_id, person.id)
    agreed = replace(added, state=Joining.JOINED, attribution=Attribution.FULL_NAME, joined_at=NOW)
    work.participants.save(agreed)
    return added.id


def furnish(work: Work, token: str = "one") -> Place:
    """A workshop whose first round is open, with Amira in it."""
    stored = work.workshops.add(workshop(token))
    for day in (1, 2):
        work.rounds.add(stored.id, day)
    rounds = work.rounds.of(stored.id)
    work.rounds.save(replace(rounds[0], opened_at=NOW))
    participant = joined(work, stored.id, AMIRA, "Amira Haddad")
    amira = work.participants.get(participant).person_id
    return Place(stored.id, tuple(one.id for one in rounds), amira, participant)
