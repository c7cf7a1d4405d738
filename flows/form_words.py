"""What is said where a part of a flow is not what it should be.

Whole sentences for each part: what "a day" is put into needs other endings in other languages.
"""

from dataclasses import dataclass
from typing import Final

from flows.sentence import Sentence


@dataclass(frozen=True, slots=True)
class RecordWords:
    """About something with named parts.

    Attributes:
        expected: something else stands in its place.
        known: which `fields` it has.
    """

    expected: Sentence
    known: Sentence


@dataclass(frozen=True, slots=True)
class ListWords:
    """About several of the same.

    Attributes:
        expected: something else stands in their place.
        begin: that there may be from `least` to `most`, and how each begins.
        too_few: there are only as many as `count`.
        too_many: as above.
        amount: that there may be from `least` to `most`.
    """

    expected: Sentence
    begin: Sentence
    too_few: Sentence
    too_many: Sentence
    amount: Sentence


A_FLOW: Final = RecordWords(
    expected=Sentence("Here a flow is expected."),
    known=Sentence("A flow has {fields}."),
)
A_DAY: Final = RecordWords(
    expected=Sentence("Here a day is expected."),
    known=Sentence("A day has {fields}."),
)
A_QUESTION: Final = RecordWords(
    expected=Sentence("Here a question is expected."),
    known=Sentence("A question has {fields}."),
)
AN_OPTION: Final = RecordWords(
    expected=Sentence("Here an option is expected."),
    known=Sentence("An option has {fields}."),
)
A_SCALE: Final = RecordWords(
    expected=Sentence("Here a scale is expected."),
    known=Sentence("A scale has {fields}."),
)

LANGUAGES: Final = ListWords(
    expected=Sentence("Here a list of languages is expected."),
    begin=Sentence("Give {least} to {most} languages; each begins with `- `."),
    too_few=Sentence("There are too few languages here ({count})."),
    too_many=Sentence("There are too many languages here ({count})."),
    amount=Sentence("Give {least} to {most} languages."),
)
DAYS: Final = ListWords(
    expected=Sentence("Here a list of days is expected."),
    begin=Sentence("Give {least} to {most} days; each begins with `- `."),
    too_few=Sentence("There are too few days here ({count})."),
    too_many=Sentence("There are too many days here ({count})."),
    amount=Sentence("Give {least} to {most} days."),
)
QUESTIONS: Final = ListWords(
    expected=Sentence("Here a list of questions is expected."),
    begin=Sentence("Give {least} to {most} questions; each begins with `- `."),
    too_few=Sentence("There are too few questions here ({count})."),
    too_many=Sentence("There are too many questions here ({count})."),
    amount=Sentence("Give {least} to {most} questions."),
)
OPTIONS: Final = ListWords(
    expected=Sentence("Here a list of options is expected."),
    begin=Sentence("Give {least} to {most} options; each begins with `- `."),
    too_few=Sentence("There are too few options here ({count})."),
    too_many=Sentence("There are too many options here ({count})."),
    amount=Sentence("Give {least} to {most} options."),
)
