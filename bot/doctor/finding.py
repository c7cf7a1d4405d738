"""What an examination finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, whether it is as it should be, and what to do if it is not."""

    good: bool
    text: str

    @property
    def mark(self) -> str:
        """For the terminal; the text says it in words too."""
        return "ok  " if self.good else "bad "
