"""Themes and groupings as they are stored: values, with what is needed to change them safely."""

from dataclasses import dataclass
from datetime import datetime

from flows.ids import AnswerId, PersonId, QuestionId, ThemeId
from flows.summary import Mention


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a theme was before its last change, so that the change can be undone."""

    label: str
    label_typed: bool
    answers: tuple[AnswerId, ...]
    quote: AnswerId | None


@dataclass(frozen=True, slots=True)
class StoredTheme:
    """A theme with its history's last line.

    Attributes:
        place: among the themes of its question, from 1.
        answers: by id; a dissolved theme has none.
        quote: the answer that speaks for it; None where none does.
        label_typed: whether a facilitator named it, so that it is no longer made from the answers.
        version: grows with every change, so that nobody overwrites what they have not seen.
        change: a word for what changed last; None while it is as it was found.
        changed_by: who changed it; None for the grouping, and for who has been forgotten.
        before: what it was before that, where its label or its answers changed.
    """

    id: ThemeId
    question: QuestionId
    label: str
    place: int
    answers: tuple[AnswerId, ...]
    quote: AnswerId | None
    changed_at: datetime
    label_typed: bool = False
    confirmed_at: datetime | None = None
    version: int = 1
    change: str | None = None
    changed_by: PersonId | None = None
    before: Earlier | None = None


@dataclass(frozen=True, slots=True)
class StoredGrouping:
    """When and from what a question's answers were grouped.

    Attributes:
        of: names the answers in the versions that were read.
        newest: of what facilitators have before them; newer versions of answers are new to them.
        touched: whether a facilitator has changed something, so that it must not be made anew.
    """

    of: str
    mentions: tuple[Mention, ...]
    made_at: datetime
    touched: bool
    newest: int
