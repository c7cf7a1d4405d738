"""What the people of a rehearsal say: plausible answers, dealt so that nobody repeats another."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from flows.ids import FlowId, QuestionId
from flows.script import Kind, Question
from flows.understanding import choices_of

FALLBACK = "en"
"""The language that everything in the file is there in."""


FEW = ("ar", "uk")
"""What only a few people write: they have the same to say to all questions, but nothing twice."""


@cache
def _file() -> Mapping[str, Any]:
    text = files("bot").joinpath("rehearsal", "voices.yaml").read_text("utf-8")
    read: Mapping[str, Any] = yaml.safe_load(text)
    return read


def team(what: str, language: str) -> str:
    """What the facilitators write: `host`, `contact`, `introduction`, `closing`."""
    words = _file()["team"][what]
    return str(words if isinstance(words, str) else _in(words, language))


def private(language: str) -> str:
    """What somebody adds to each answer who does not want to be quoted."""
    return str(_in(_file()["private"], language))


@dataclass(slots=True)
class Voices:
    """Deals answers to the questions of one flow.

    Args:
        flow: whose questions are asked; its own answers are used where the file has some.
        chance: decides who says what.
    """

    flow: FlowId
    chance: random.Random
    _packs: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def answer(self, question: QuestionId, language: str) -> str:
        """Words for a question; when all have been said, two of them together."""
        known = _file()["questions"].get(self.flow, {}).get(question)
        anything = _file()["anything"]
        if language in FEW:
            return self._deal("anything", anything[language], language)
        if known is None:
            return self._deal(f"{question}", _in(anything, language), language)
        return self._deal(question, _in(known, language), language)

    def more(self, language: str) -> str:
        """Something to add to an answer, or to say instead of it."""
        return self._deal("more", _in(_file()["more"], language), language)

    def options(self, question: Question) -> tuple[str, ...]:
        """What is chosen where a question offers a choice, in the question's order."""
        offered = choices_of(question)
        most = len(offered) if question.kind is Kind.CHOICES else 1
        chosen = self.chance.sample(offered, self.chance.randint(1, most))
        return tuple(option for option in offered if option in chosen)

    def _deal(self, about: str, all_words: list[str], language: str) -> str:
        pack = self._packs.get((about, language))
        if pack is None:
            pack = self._packs[about, language] = self.chance.sample(all_words, len(all_words))
        if pack:
            return pack.pop()
        return " ".join(self.chance.sample(all_words, 2))


def _in(words: Mapping[str, Any], language: str) -> Any:
    return words.get(language, words[FALLBACK])
