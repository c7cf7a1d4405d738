"""Single facts about this installation."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from storage.inserting import insert
from storage.tables import facts


@dataclass(frozen=True, slots=True)
class Facts:
    """Load and save facts by name."""

    connection: Connection

    def get(self, key: str) -> str | None:
        """The fact with this name."""
        found = select(facts.c.value).where(facts.c.key == key)
        return self.connection.execute(found).scalar_one_or_none()

    def put(self, key: str, value: str) -> None:
        """Let this be the fact, also where another process puts it at the same time."""
        put = insert(self.connection, facts).values(key=key, value=value)
        self.connection.execute(
            put.on_conflict_do_update(index_elements=[facts.c.key], set_={"value": value})
        )

    def settle(self, key: str, value: str) -> str:
        """Let this be the fact unless there is one; returns the one that holds."""
        put = insert(self.connection, facts).values(key=key, value=value)
        self.connection.execute(put.on_conflict_do_nothing(index_elements=[facts.c.key]))
        return self.get(key) or value
