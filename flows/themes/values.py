"""What goes into the grouping of the answers to one question, and what comes out."""

from dataclasses import dataclass

from flows.ids import AnswerId, ParticipantId
from flows.summary import Mention


@dataclass(frozen=True, slots=True)
class Voice:
    """One person's answer to the question.

    Attributes:
        text: their words, exactly.
        language: IETF tag of the language in which they were asked; what they write may be another.
        quotable: whether their words may be shown to others at all: as a quote, or in a label.
    """

    answer_id: AnswerId
    participant_id: ParticipantId
    text: str
    language: str | None = None
    quotable: bool = True


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of an answer that stand for it: an exact part of its text."""

    answer_id: AnswerId
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Answers that say the same, before anybody has confirmed it.

    Attributes:
        label: one or two words that quotable members used; "…" where there is none.
        answers: by id; at least two people.
        quote: the words that speak for all of them; None where nobody of them may be quoted.
    """

    label: str
    answers: tuple[AnswerId, ...]
    quote: Excerpt | None


@dataclass(frozen=True, slots=True)
class Grouping:
    """What the answers to one question come to.

    Attributes:
        themes: the largest first; an answer may be in several.
        voices: answers in no theme, the one that is least like what is quoted before it first.
        voice_quotes: words of some voices, so that what few people say stays visible.
        set_aside: answers that say nothing.
        mentions: the words that most people used, the most frequent first.
    """

    themes: tuple[Proposal, ...] = ()
    voices: tuple[AnswerId, ...] = ()
    voice_quotes: tuple[Excerpt, ...] = ()
    set_aside: tuple[AnswerId, ...] = ()
    mentions: tuple[Mention, ...] = ()
