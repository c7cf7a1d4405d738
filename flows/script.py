"""The values of a flow: what is asked, on which day, in which languages.

A flow is checked where it is read (`flows.reading`). The values themselves hold types, not limits,
so that a workshop's own copy of its flow stays readable when a limit changes:
`flow.model_dump_json()` writes that copy, `Flow.model_validate_json()` reads it again.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time, timedelta
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from flows.ids import FlowId, QuestionId


class Texts(Mapping[str, str]):
    """One text in each of a flow's languages, in the flow's order of languages."""

    __slots__ = ("_by_language",)

    def __init__(self, by_language: Mapping[str, str]) -> None:
        """Take a copy.

        Args:
            by_language: IETF primary tag → text; the first is what everybody else gets.

        Raises:
            ValueError: there is no language at all.
        """
        if not by_language:
            raise ValueError("a text needs at least one language")
        self._by_language = dict(by_language)

    def in_language(self, code: str) -> str:
        """The text for a reader of `code` (`de-AT` reads `de`), else the first language's."""
        for tag in (code, code.partition("-")[0]):
            if tag in self._by_language:
                return self._by_language[tag]
        return next(iter(self._by_language.values()))

    def __getitem__(self, language: str) -> str:
        return self._by_language[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_language)

    def __len__(self) -> int:
        return len(self._by_language)

    def __hash__(self) -> int:
        return hash(frozenset(self._by_language.items()))

    def __repr__(self) -> str:
        return f"Texts({self._by_language!r})"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Tell pydantic that it is an object of strings in JSON, and itself or a dict in Python."""
        words = core_schema.str_schema(strict=True)
        read = core_schema.no_info_after_validator_function(
            cls, core_schema.dict_schema(words, words, min_length=1)
        )
        return core_schema.json_or_python_schema(
            json_schema=read,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), read]),
            serialization=core_schema.plain_serializer_function_ser_schema(dict),
        )


class Kind(StrEnum):
    """How a question is answered; the value is what stands in the file."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(_Value):
    """Something to choose; `id` is unique in its question and is what gets stored."""

    id: str
    text: Texts


class Scale(_Value):
    """Steps from `lowest` to `highest`, both included; `low` and `high` say what the ends mean."""

    lowest: int
    highest: int
    low: Texts | None = None
    high: Texts | None = None


class Question(_Value):
    """One question.

    Attributes:
        id: unique in the flow.
        hint: the same asked plainly; None where the question is plain already.
        optional: whether people may skip it.
        options: at least two where `kind` is CHOICE or CHOICES, otherwise none.
        scale: only where `kind` is SCALE.
        recall: an earlier question, whose answer is quoted back to the person above this one.
    """

    id: QuestionId
    text: Texts
    hint: Texts | None = None
    kind: Kind = Kind.TEXT
    optional: bool = True
    options: tuple[Option, ...] = ()
    scale: Scale | None = None
    recall: QuestionId | None = None

    def in_words(self, text: str, chosen: Sequence[str], language: str) -> str:
        """An answer as people read it: the labels of what was chosen, or else the text.

        Args:
            text: what was typed, which may only have named options.
            chosen: ids of options, or the step of a scale, which stays as it is.
            language: of the labels.
        """
        labels = {option.id: option.text.in_language(language) for option in self.options}
        return ", ".join(labels.get(one, one) for one in chosen) if chosen else text


class Day(_Value):
    """What is asked on one day.

    Attributes:
        opens: time on the clocks of the workshop's place.
        window: how long after that it stays open.
        opening: stands before the first question; may hold `{name}`, `{questions}`, `{until}`.
        closing: follows the last question; may hold the same.
        questions: at least one, in the order in which they are asked.
    """

    title: Texts
    opens: time
    window: timedelta
    opening: Texts
    closing: Texts
    questions: tuple[Question, ...]


class Flow(_Value):
    """The versioned script of a workshop.

    Attributes:
        version: from 1; grows whenever the file changes.
        description: a short line for whoever chooses between flows.
        languages: IETF primary tags; every text is there in each, the first is the fallback.
        days: at least one, in order.
    """

    id: FlowId
    version: int
    title: Texts
    description: Texts | None = None
    languages: tuple[str, ...]
    days: tuple[Day, ...]

    def day(self, number: int) -> Day:
        """A day by its number, counted from 1.

        Raises:
            LookupError: the flow has no such day.
        """
        if not 1 <= number <= len(self.days):
            raise LookupError(f"flow {self.id} has no day {number}")
        return self.days[number - 1]

    def question(self, question_id: QuestionId) -> Question:
        """A question of any day by its id.

        Raises:
            LookupError: the flow has no such question.
        """
        for day in self.days:
            for question in day.questions:
                if question.id == question_id:
                    return question
        raise LookupError(f"flow {self.id} has no question {question_id}")
