"""Words for themes: what names them, and what of an answer is quoted.

Stemming takes some megabytes, so only who needs it loads it.
"""

from collections.abc import Collection, Iterable, Sequence

from bot.service.noticing import Names, region_of
from flows.ids import PersonId
from flows.script import Question
from flows.themes.of_people import words_of_people
from flows.themes.values import Voice
from flows.workshop import Workshop
from storage.work import Work


def words_of(text: str) -> str:
    """What of an answer is quoted, where a facilitator chooses it."""
    from flows.themes.excerpts import excerpt  # noqa: PLC0415 - see above

    return excerpt(text)


def name_of(
    question: Question,
    members: Sequence[Voice],
    others: Sequence[Voice],
    people: Collection[str] = (),
) -> str:
    """A name in words of those members who may be quoted; empty where they have none for it.

    Args:
        question: what was asked.
        members: who is in the theme.
        others: everybody else who answered.
        people: as for `asked_as`.
    """
    from flows.themes.labels import label_of  # noqa: PLC0415 - see above

    return named(label_of(asked_as(question, people), members, others))


def named(label: str) -> str:
    """A name as it is stored: none is empty."""
    return label if any(character.isalnum() for character in label) else ""


def asked_as(question: Question, people: Collection[str] = ()) -> str:
    """The words that tell nothing about the answers to a question.

    Args:
        question: its own words are such, in all its languages.
        people: words of the answers that belong to people (`of_people`).
    """
    return " ".join([*question.text.values(), *sorted(people)])


def of_people(
    work: Work, workshop: Workshop, texts: Iterable[str], but: PersonId | None = None
) -> frozenset[str]:
    """The words of some texts that say who somebody is, or how to reach them.

    Args:
        work: the stores.
        workshop: whose people may be named.
        texts: answers, or what a facilitator typed.
        but: somebody whose name may stand there, for example under their own words.
    """
    known = Names(work)
    names = known.everybody(workshop.id) if but is None else known.others(workshop.id, but)
    return words_of_people(texts, names, region_of(workshop.zone))
