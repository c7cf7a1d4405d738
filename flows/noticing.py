"""Which details about other people a version of an answer holds, and what is to be asked anew."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from flows.details import Detail, could_hold, could_name, find, sentences_without, without
from flows.ids import MessageId
from flows.session import Answer, Part, Revision, Session


@dataclass(frozen=True, slots=True)
class Noticed:
    """The details in a version of an answer, message by message."""

    parts: tuple[tuple[Part, tuple[Detail, ...]], ...]

    @property
    def details(self) -> tuple[Detail, ...]:
        """All of them in their order."""
        return tuple(detail for _, here in self.parts for detail in here)

    @property
    def words(self) -> frozenset[str]:
        """What they say, each once."""
        return frozenset(detail.words for detail in self.details)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that hold them, as they would read without."""
        return tuple(
            sentence for part, here in self.parts for sentence in sentences_without(part.text, here)
        )

    @property
    def message_id(self) -> MessageId | None:
        """The newest message that holds one."""
        holding = [part.message_id for part, here in self.parts if here]
        return holding[-1] if holding else None


def noticed(revision: Revision, names: Collection[str], region: str) -> Noticed:
    """What a version holds; a choice holds nothing. For the rest see `flows.details.find`."""
    parts = () if revision.options else revision.parts
    return Noticed(tuple((part, find(part.text, names, region)) for part in parts))


def cleared(revision: Revision, names: Collection[str], region: str, at: datetime) -> Revision:
    """A version of that moment in which nothing is noticed any more; the same where nothing was."""
    if revision.options:
        return revision
    parts = tuple(
        replace(part, text=text_cleared(part.text, names, region)) for part in revision.parts
    )
    return revision if parts == revision.parts else Revision(at, parts)


def text_cleared(text: str, names: Collection[str], region: str) -> str:
    """A text in which nothing is noticed any more.

    What stood before or behind a detail may be noticed without it, so it is looked at again; every
    time there are fewer letters and digits, so it ends.
    """
    while details := find(text, names, region):
        text = without(text, details)
    return text


def changed(before: Session, after: Session) -> Iterator[Answer]:
    """The answers that were given, changed, or taken back."""
    return (one for one in after.answers if one != before.answer(one.question))


def worth_a_look(answer: Answer) -> bool:
    """Whether any version may hold a detail; so cheap that it can be asked about every answer."""
    return any(
        could_hold(part.text) or could_name(part.text)
        for revision in answer.revisions
        if not revision.options
        for part in revision.parts
    )


def may_name(answer: Answer) -> bool:
    """Whether any version may hold somebody's name."""
    return any(could_name(part.text) for version in answer.revisions for part in version.parts)
