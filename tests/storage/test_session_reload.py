"""The program may stop after every step: what it loads is what it had."""

import shutil
import tempfile
from datetime import datetime

from hypothesis import settings
from sqlalchemy import Engine

from flows.ids import MessageId
from flows.session import Session
from flows.turn import Turn
from storage.calls import Draft
from storage.engine import make_engine
from tests.flows.session_machine import Room, SessionMachine
from tests.storage.stocked import AMIRA, NOW, Stores, furnish


class StoredRoom(Room):
    """The session lives in a database; each prompt is a message in the outbox."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.engine = self.opened()
        self.stores = Stores.on(self.engine)
        self.rows: list[int] = []
        with self.stores.work() as work:
            place = furnish(work)
            begun = work.sessions.begin(place.rounds[0], place.participant)
        super().__init__(begun.session)

    def take(self, turn: Turn) -> None:
        with self.stores.work() as work:
            for prompt_id in work.sessions.save(self.session, turn.session):
                draft = Draft(
                    key=f"prompt:{prompt_id}",
                    chat=AMIRA,
                    method="sendMessage",
                    body={"text": "Question"},
                    prompt_id=prompt_id,
                )
                row = work.outbox.add(draft, NOW)
                assert row is not None
                self.rows.append(row)
        super().take(turn)

    def delivered(self, index: int, number: MessageId) -> None:
        with self.stores.work() as work:
            if self.session.prompts[index].attempted_at is None:
                (claimed,) = work.outbox.claim(NOW, most=1, resting=())
                assert claimed.id == self.rows[index]
            work.outbox.sent(self.rows[index], number, NOW)
        super().delivered(index, number)

    def perhaps_delivered(self, index: int, at: datetime) -> None:
        with self.stores.work() as work:
            (claimed,) = work.outbox.claim(at, most=1, resting=())
            assert claimed.id == self.rows[index]
            work.outbox.unknown(claimed.id, "cut")
        super().perhaps_delivered(index, at)

    def restarted(self) -> None:
        self.engine.dispose()
        self.engine = self.opened()
        self.stores = Stores(self.engine)
        self.session = self.stored()

    def stored(self) -> Session:
        with self.stores.work() as work:
            found = work.sessions.get(self.session.id)
            assert found is not None
            return found.session

    def left(self) -> None:
        self.engine.dispose()
        shutil.rmtree(self.folder)

    def opened(self) -> Engine:
        return make_engine(f"sqlite:///{self.folder}/nachklang.db")


class StoredSessionMachine(SessionMachine):
    """The same acts, with a database beneath."""

    def room(self) -> Room:
        return StoredRoom()


TestStoredSession = StoredSessionMachine.TestCase
TestStoredSession.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, derandomize=True, database=None
)
