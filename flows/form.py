"""What a flow's file looks like: every field with its meaning and its limits.

Reading (`flows.reading`) and the JSON Schema for editors (`flows.schema`) both follow it.

Telegram takes messages of up to 4,096 UTF-16 units. The longest that a flow can cause is the first
question of a day: opening 1,000 + question 1,000 + hint 300 + twenty options of 60 with their
numbers 1,300 = 3,600. The rest is left for the greeting, names, and what the bot puts around it.
"""

from dataclasses import dataclass

from flows.form_words import (
    A_DAY,
    A_FLOW,
    A_QUESTION,
    A_SCALE,
    AN_OPTION,
    DAYS,
    LANGUAGES,
    OPTIONS,
    QUESTIONS,
    ListWords,
    RecordWords,
)
from flows.languages import KNOWN
from flows.script import Kind
from flows.sentence import Sentence

PLACEHOLDERS = ("name", "questions", "until")
"""What an opening or closing may leave to the bot; each once at most."""


@dataclass(frozen=True, slots=True)
class TextsForm:
    """A text in each language of the flow.

    Attributes:
        limit: of each, in UTF-16 units, as Telegram counts.
        lines: whether it may have several lines.
        placeholders: whether it may hold `PLACEHOLDERS`.
    """

    limit: int
    lines: bool = False
    placeholders: bool = False


@dataclass(frozen=True, slots=True)
class IdForm:
    """A short name for use in commands and buttons: 1 to 24 of a–z, 0–9 and the hyphen."""


@dataclass(frozen=True, slots=True)
class NumberForm:
    """A whole number; both ends included."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class WordForm:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TruthForm:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class ClockForm:
    """A time of day, `17:00`."""


@dataclass(frozen=True, slots=True)
class SpanForm:
    """How long something lasts, `3h30m`: from 15 minutes to 24 hours."""


@dataclass(frozen=True, slots=True)
class LanguageForm:
    """One of the IETF primary language tags that are `known`, such as `de`."""

    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class ListForm:
    """Several of the same; `words` is what is said of them."""

    item: "Form"
    least: int
    most: int
    words: ListWords


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record, with its meaning in plain words."""

    name: str
    form: "Form"
    description: Sentence
    required: bool = True


@dataclass(frozen=True, slots=True)
class RecordForm:
    """Something with named parts; `words` is what is said of it."""

    words: RecordWords
    fields: tuple[Field, ...]


Form = (
    TextsForm
    | IdForm
    | NumberForm
    | WordForm
    | TruthForm
    | ClockForm
    | SpanForm
    | LanguageForm
    | ListForm
    | RecordForm
)

_TITLE = TextsForm(100)
_LABEL = TextsForm(60)
_SPEECH = TextsForm(1000, lines=True, placeholders=True)

OPTION = RecordForm(
    AN_OPTION,
    (
        Field(
            "id",
            IdForm(),
            Sentence("Stands for the option in what is stored; unique in its question."),
        ),
        Field("text", _LABEL, Sentence("What stands on the button, up to 60 characters.")),
    ),
)
SCALE = RecordForm(
    A_SCALE,
    (
        Field("lowest", NumberForm(0, 1), Sentence("The lowest step, 0 or 1.")),
        Field("highest", NumberForm(2, 10), Sentence("The highest step, up to 10.")),
        Field(
            "low",
            _LABEL,
            Sentence("What the lowest step means, up to 60 characters."),
            required=False,
        ),
        Field(
            "high",
            _LABEL,
            Sentence("What the highest step means, up to 60 characters."),
            required=False,
        ),
    ),
)
QUESTION = RecordForm(
    A_QUESTION,
    (
        Field(
            "id",
            IdForm(),
            Sentence("Short name of the question; unique in the flow. Never change it."),
        ),
        Field(
            "text", TextsForm(1000, lines=True), Sentence("The question, up to 1,000 characters.")
        ),
        Field(
            "hint",
            TextsForm(300, lines=True),
            Sentence("The same asked in simple words, up to 300 characters."),
            required=False,
        ),
        Field(
            "kind",
            WordForm(tuple(Kind)),
            Sentence(
                "How it is answered: text (in words, the usual), choice (one of the options), "
                "choices (any number of them) or scale (a step from lowest to highest)."
            ),
            required=False,
        ),
        Field(
            "optional",
            TruthForm(),
            Sentence("Whether people may skip it; usually true."),
            required=False,
        ),
        Field(
            "options",
            ListForm(OPTION, 2, 20, OPTIONS),
            Sentence("What can be chosen, 2 to 20; only for the kinds choice and choices."),
            required=False,
        ),
        Field("scale", SCALE, Sentence("The steps; only for the kind scale."), required=False),
        Field(
            "recall",
            IdForm(),
            Sentence(
                "The id of an earlier question in words; what the person answered there is quoted "
                "back to them above this question, and the post sets the two side by side."
            ),
            required=False,
        ),
    ),
)
DAY = RecordForm(
    A_DAY,
    (
        Field("title", _TITLE, Sentence("Heading of the day in the post, up to 100 characters.")),
        Field(
            "opens",
            ClockForm(),
            Sentence("When the questions come, at the workshop's place: 17:00."),
        ),
        Field(
            "window", SpanForm(), Sentence("How long they stay open, 15m to 24h: 4h, 90m, 3h30m.")
        ),
        Field(
            "opening",
            _SPEECH,
            Sentence(
                "Stands before the first question, after the greeting; up to 1,000 characters. "
                "May hold {name}, {questions} (“five questions”) and {until} (when it closes)."
            ),
        ),
        Field(
            "closing",
            _SPEECH,
            Sentence("Follows the last question; may hold the same as the opening."),
        ),
        Field("questions", ListForm(QUESTION, 1, 20, QUESTIONS), Sentence("In order, 1 to 20.")),
    ),
)
FLOW = RecordForm(
    A_FLOW,
    (
        Field("id", IdForm(), Sentence("Short name of the flow, used in commands.")),
        Field("version", NumberForm(1, 9999), Sentence("Counts up from 1 with every change.")),
        Field(
            "languages",
            ListForm(LanguageForm(KNOWN), 1, 20, LANGUAGES),
            Sentence(
                "In which languages every text stands, as tags such as de, en, uk, ar; whoever "
                "reads none of them gets the first."
            ),
        ),
        Field("title", _TITLE, Sentence("What the flow is called, up to 100 characters.")),
        Field(
            "description",
            _TITLE,
            Sentence("One short line for whoever chooses a flow, up to 100 characters."),
            required=False,
        ),
        Field("days", ListForm(DAY, 1, 10, DAYS), Sentence("In order, 1 to 10.")),
    ),
)
