"""What the database holds in the end, as values."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select

from bench.kill.questions import NUMBERS, Asked
from flows.ids import QuestionId
from flows.session import Revision
from storage.calls import Lane
from storage.sessions import StoredSession
from storage.tables import inbox, outbox, prompts, rounds, sessions
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Stored:
    """All that counts.

    Attributes:
        answers: how often each text stands under each question, also where it came after closing.
        planned: how often each question was planned and tried; what was dropped before is not here.
        perhaps: how many of these were perhaps delivered by an attempt that nobody saw the end of.
        late: answers that are kept as having come after closing.
        unknown: messages of which nobody knows whether they arrived.
        set_aside: updates that could not be handled.
    """

    answers: Mapping[tuple[Asked, str], int] = field(default_factory=Counter)
    planned: Mapping[Asked, int] = field(default_factory=Counter)
    perhaps: Mapping[Asked, int] = field(default_factory=Counter)
    late: int = 0
    unknown: int = 0
    set_aside: int = 0


def read(work: Work) -> Stored:
    """Read it all in one transaction."""
    answers: Counter[tuple[Asked, str]] = Counter()
    late = 0
    for session_id in work.sessions.connection.execute(select(sessions.c.id)).scalars():
        stored = work.sessions.get(session_id)
        if stored is None:
            continue
        person = work.people.get(work.participants.get(stored.participant_id).person_id)
        for question, revision in _said(stored):
            place = Asked(person.chat, stored.day, stored.session.number(question))
            for part in revision.parts:
                answers[place, part.text] += 1
        late += len(stored.session.late)
    planned, perhaps = _sent(work)
    return Stored(
        answers, planned, perhaps, late, work.outbox.unknown_count(), work.inbox.set_aside()
    )


def under_way(work: Work) -> int:
    """How many calls were being sent when the program ended: each was perhaps delivered."""
    found = select(func.count()).select_from(outbox).where(outbox.c.state == "sending")
    return work.outbox.connection.execute(found).scalar_one()


def waiting(work: Work) -> int:
    """How many updates have not had their effect, and how many messages are not settled."""
    new = select(func.count()).select_from(inbox).where(inbox.c.state == "new")
    unsettled = outbox.c.state.in_(("planned", "sending", "retry"))
    # Reactions and tidied keyboards may take minutes more; nobody waits for them.
    wanted = outbox.c.lane < int(Lane.NICETY)
    calls = select(func.count()).select_from(outbox).where(unsettled, wanted)
    connection = work.outbox.connection
    return connection.execute(new).scalar_one() + connection.execute(calls).scalar_one()


def _said(stored: StoredSession) -> list[tuple[QuestionId, Revision]]:
    session = stored.session
    counted = [(answer.question, answer.current) for answer in session.answers if answer.current]
    return counted + [(late.question, late.revision) for late in session.late]


def _sent(work: Work) -> tuple[Counter[Asked], Counter[Asked]]:
    rows = (
        select(outbox.c.chat_id, rounds.c.day, prompts.c.question, outbox.c.perhaps_at)
        .join(prompts, prompts.c.id == outbox.c.prompt_id)
        .join(sessions, sessions.c.id == prompts.c.session_id)
        .join(rounds, rounds.c.id == sessions.c.round_id)
        .where(prompts.c.question.is_not(None), outbox.c.attempts > 0)
    )
    planned: Counter[Asked] = Counter()
    perhaps: Counter[Asked] = Counter()
    for chat, day, question, perhaps_at in work.outbox.connection.execute(rows):
        asked = Asked(chat, day, NUMBERS[day, question])
        planned[asked] += 1
        perhaps[asked] += perhaps_at is not None
    return planned, perhaps
