"""Literal counts: which words many people used. They are exact by construction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from flows.summary import FEWEST_TO_MENTION, Mention
from flows.themes.labels import words_of
from flows.themes.values import Voice
from flows.themes.words import SURFACE, asked_for, names_something, vocabulary

MOST: Final = 5
_SAFE_INSIDE: Final = 6
"""From this many letters on, a word inside of another one ("Selbstvertrauen") means the same."""
_SAME: Final = 0.7
_LOOKED_AT: Final = 50
"""So many of the words that most texts hold; none beyond them is among the first five."""


def mentions(question: str, voices: Sequence[Voice]) -> tuple[Mention, ...]:
    """Count the words that most people used.

    Args:
        question: what was asked; its words are left out, as are those without meaning and pale
            ones.
        voices: all answers to the question.

    Returns:
        At most five words in a form that somebody who may be quoted used, each in the answers of
        two or more people, the most frequent first. An answer is counted exactly if it holds the
        word, whatever the case of its letters.
    """
    asked = vocabulary([question])
    texts = {voice.answer_id: voice.text.casefold() for voice in voices}
    people = {voice.answer_id: voice.participant_id for voice in voices}
    beginnings = _beginnings(voices)
    often = sorted(
        ((key, used) for key, used in words_of(voices).items() if not asked_for(key, asked)),
        key=lambda one: (-len(one[1].texts), one[0]),
    )
    found = []
    for _, used in often[:_LOOKED_AT]:
        counts = [
            Mention(form, tuple(answer for answer, text in texts.items() if folded in text))
            for form in used.forms
            if (folded := form.casefold()) not in asked and names_something(form)
        ]
        plain = [one for one in counts if _is_plain(one, beginnings)]
        best = max(
            plain, key=lambda one: (one.people, used.forms[one.word], one.word), default=None
        )
        if best and len({people[answer] for answer in best.answers}) >= FEWEST_TO_MENTION:
            found.append(best)
    found.sort(key=lambda one: (-one.people, one.word))
    return tuple(_different(found))[:MOST]


def _is_plain(mention: Mention, beginnings: Mapping[str, AbstractSet[int]]) -> bool:
    """Whether the word stands at the beginning of a word wherever it stands, or is long enough."""
    word = mention.word.casefold()
    return len(word) >= _SAFE_INSIDE or beginnings[word] >= set(mention.answers)


def _beginnings(voices: Sequence[Voice]) -> dict[str, set[int]]:
    """For each beginning of a word, the answers that hold it."""
    found: dict[str, set[int]] = defaultdict(set)
    for voice in voices:
        for word in {form.casefold() for form in SURFACE.findall(voice.text)}:
            for end in range(3, min(len(word), _SAFE_INSIDE) + 1):
                found[word[:end]].add(voice.answer_id)
    return found


def _different(found: Iterable[Mention]) -> Iterable[Mention]:
    """Those that do not say again what one before has said."""
    kept: list[Mention] = []
    for mention in found:
        word, answers = mention.word.casefold(), set(mention.answers)
        again = any(
            word in other.word.casefold()
            or other.word.casefold() in word
            or len(answers & set(other.answers)) > _SAME * len(answers | set(other.answers))
            for other in kept
        )
        if not again:
            kept.append(mention)
            yield mention
