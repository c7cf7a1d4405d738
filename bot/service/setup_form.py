"""The form with which a workshop is set up, step by step, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from flows.ids import WorkshopId


class Asked(StrEnum):
    """What a step asks for; the value is what is stored."""

    FLOW = "flow"
    TITLE = "title"
    HOST = "host"
    CONTACT = "contact"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SetupForm:
    """How far somebody is with setting a workshop up.

    Attributes:
        asks: the steps in order.
        at: which one is asked now, from 0.
        given: what was said so far.
        workshop_id: the workshop that is completed; None where it does not exist yet.
    """

    asks: tuple[Asked, ...] = tuple(Asked)
    at: int = 0
    given: Mapping[Asked, str] = field(default_factory=dict)
    workshop_id: WorkshopId | None = None

    @property
    def step(self) -> Asked:
        """What is asked now."""
        return self.asks[self.at]

    @property
    def done(self) -> bool:
        """Whether nothing more is asked."""
        return self.at >= len(self.asks)

    def answered(self, words: str) -> "SetupForm":
        """The form at the next step."""
        return replace(self, given={**self.given, self.step: words}, at=self.at + 1)

    def passed_over(self) -> "SetupForm":
        """The form at the next step, without an answer to this one."""
        return replace(self, at=self.at + 1)

    def back(self) -> "SetupForm":
        """The form at the step before; the first stays the first."""
        return replace(self, at=max(self.at - 1, 0))

    def facts(self) -> dict[str, Any]:
        """As JSON knows it."""
        return {
            "asks": [step.value for step in self.asks],
            "at": self.at,
            "given": {step.value: words for step, words in self.given.items()},
            "workshop": self.workshop_id,
        }


def from_facts(facts: Mapping[str, Any]) -> SetupForm:
    """The form that `facts` were made of."""
    workshop = facts["workshop"]
    return SetupForm(
        asks=tuple(Asked(step) for step in facts["asks"]),
        at=facts["at"],
        given={Asked(step): words for step, words in facts["given"].items()},
        workshop_id=None if workshop is None else WorkshopId(workshop),
    )
