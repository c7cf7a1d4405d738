"""Words for themes: what names them, and what of an answer is quoted.

Stemming takes some megabytes, so only who needs it loads it.
"""

from collections.abc import Sequence

from flows.script import Question
from flows.themes.values import Voice


def words_of(text: str) -> str:
    """What of an answer is quoted, where a facilitator chooses it."""
    from flows.themes.excerpts import excerpt  # noqa: PLC0415 - see above

    return excerpt(text)


def name_of(question: Question, members: Sequence[Voice], others: Sequence[Voice]) -> str:
    """A name in words of those members who may be quoted; empty where they have none for it."""
    from flows.themes.labels import label_of  # noqa: PLC0415 - see above

    return named(label_of(asked_as(question), members, others))


def named(label: str) -> str:
    """A name as it is stored: none is empty."""
    return label if any(character.isalnum() for character in label) else ""


def asked_as(question: Question) -> str:
    """A question in all its languages, whose words tell nothing about the answers."""
    return " ".join(question.text.values())
