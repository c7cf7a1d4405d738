"""Single facts about this installation."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

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
        """Let this be the fact."""
        self.connection.execute(delete(facts).where(facts.c.key == key))
        self.connection.execute(insert(facts).values(key=key, value=value))
