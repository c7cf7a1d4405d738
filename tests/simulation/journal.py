"""The journal: triggers write down every change that matters, in the transaction that makes it.

So the model sees exactly what was committed, in its order, and nothing of what was undone, however
the production code words its statements.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.simulation.database import SimulatedConnection

TABLE = """
CREATE TABLE journal (number INTEGER PRIMARY KEY, what TEXT NOT NULL, a, b, c, d, e, f, g)
"""

_TRIGGERS = {
    "outbox_planned": (
        "INSERT ON outbox",
        "'planned', new.id, new.key, new.state, new.chat_id, new.prompt_id, new.lane, NULL",
    ),
    "outbox_moved": (
        "UPDATE OF state, attempts, chat_id ON outbox",
        "'moved', new.id, old.state, new.state, new.chat_id, new.attempts, old.attempts, NULL",
    ),
    "outbox_dropped": (
        "DELETE ON outbox",
        "'dropped', old.id, old.key, old.state, NULL, NULL, NULL, NULL",
    ),
    "inbox_taken": (
        "INSERT ON inbox",
        "'taken', new.update_id, new.state, NULL, NULL, NULL, NULL, NULL",
    ),
    "inbox_handled": (
        "UPDATE OF state ON inbox",
        "'handled', new.update_id, old.state, new.state, NULL, NULL, NULL, NULL",
    ),
    "session_begun": (
        "INSERT ON sessions",
        "'session', new.id, new.round_id, new.participant_id, (SELECT telegram_id FROM people "
        "JOIN participants ON participants.person_id = people.id "
        "WHERE participants.id = new.participant_id), NULL, NULL, NULL",
    ),
    "prompt_asked": (
        "INSERT ON prompts",
        "'asked', new.id, new.session_id, new.question, NULL, NULL, NULL, NULL",
    ),
    "answer_said": (
        "INSERT ON revisions",
        "'said', (SELECT session_id FROM answers WHERE id = new.answer_id), "
        "(SELECT question FROM answers WHERE id = new.answer_id), new.number, new.words, "
        "new.answer_id, NULL, NULL",
    ),
    "answer_late": (
        "INSERT ON late_answers",
        "'late', new.session_id, new.question, NULL, new.words, NULL, NULL, NULL",
    ),
    "message_unclear": (
        "INSERT ON unclear_messages",
        "'unclear', (SELECT telegram_id FROM people WHERE id = new.person_id), new.message_id, "
        "NULL, NULL, NULL, NULL, NULL",
    ),
    "participant_changed": (
        "UPDATE OF state ON participants",
        "'participant', (SELECT telegram_id FROM people WHERE id = new.person_id), "
        "new.workshop_id, old.state, new.state, new.id, NULL, NULL",
    ),
    "participant_removed": (
        "DELETE ON participants",
        "'removed', old.id, old.workshop_id, NULL, NULL, NULL, NULL, NULL",
    ),
    "person_erased": (
        "DELETE ON people",
        "'erased', old.telegram_id, NULL, NULL, NULL, NULL, NULL, NULL",
    ),
    "round_changed": (
        "UPDATE ON rounds",
        "'round', new.id, old.opened_at, new.opened_at, old.closed_at, new.closed_at, "
        "old.reminded_at, new.reminded_at",
    ),
}


def keep(connection: SimulatedConnection) -> None:
    """Begin a journal in a database."""
    connection.execute(TABLE)
    for name, (when, values) in _TRIGGERS.items():
        connection.execute(
            f"CREATE TRIGGER {name} AFTER {when} BEGIN "
            f"INSERT INTO journal (what, a, b, c, d, e, f, g) VALUES ({values}); END"
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One change that was committed; what the facts mean depends on `what`."""

    what: str
    facts: tuple[Any, ...]


class Journal:
    """Reads what was added since it was last read."""

    def __init__(self, connection: SimulatedConnection) -> None:
        self._connection = connection
        self._read = 0

    def news(self) -> Iterator[Entry]:
        """What was committed since; to be called outside of transactions."""
        found = self._connection.execute(
            "SELECT number, what, a, b, c, d, e, f, g FROM journal "
            "WHERE number > ? ORDER BY number",
            (self._read,),
        ).fetchall()
        for number, what, *facts in found:
            self._read = number
            yield Entry(what, tuple(facts))
