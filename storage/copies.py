"""What can be in the way of copying a database and of putting a copy back."""

from typing import Final

BACKED_UP_AT: Final = "backed_up_at"
"""The fact that tells when a copy was made."""


class CopyUnusable(Exception):
    """A copy cannot be used; the message says which and why."""


class InUse(Exception):
    """Another program has the database open."""

    def __init__(self) -> None:
        super().__init__("another program has the database open; stop `nachklang run` first")


class NotEmpty(Exception):
    """The database holds something that would be replaced."""

    def __init__(self) -> None:
        super().__init__("the database is not empty; --replace puts its tables aside first")


class ToolMissing(Exception):
    """A program of PostgreSQL's is not installed, or failed.

    Attributes:
        name: of the program.
    """

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} {why}")
        self.name = name
