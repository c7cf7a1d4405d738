"""Grouping in a rehearsal: it takes no time there, so that the same play goes the same way."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rehearsal.clock import RehearsalClock
from bot.service.grouping import Grouper
from flows.themes.values import Grouping, Voice


@dataclass(frozen=True, slots=True)
class WhileTimeStands:
    """Lets the rehearsal's clock stand still while another grouper works."""

    grouper: Grouper
    clock: RehearsalClock

    async def group(self, question: str, voices: Sequence[Voice]) -> Grouping:
        """As the other grouper does."""
        with self.clock.held():
            return await self.grouper.group(question, voices)
