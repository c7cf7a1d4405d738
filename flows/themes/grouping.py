"""Grouping the answers to a question: the way from voices to themes."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from flows.themes.duplicates import alike
from flows.themes.excerpts import excerpt
from flows.themes.gathering import FEWEST_PEOPLE
from flows.themes.labels import UNNAMED, name, words_of
from flows.themes.mentions import mentions
from flows.themes.nothing import says_nothing
from flows.themes.sorting import Pile, Piles, sort
from flows.themes.values import Excerpt, Grouping, Proposal, Voice
from flows.themes.words import SURFACE, UNKNOWN, vocabulary, written_in

FEWEST: Final = 4
"""Below so many answers nothing is grouped: everybody can read them all."""


def group(question: str, voices: Sequence[Voice]) -> Grouping:
    """Group the answers to a question.

    Args:
        question: what was asked.
        voices: one answer a person, in any order; of several answers of a person one is counted
            in a theme.

    Returns:
        Themes, the largest first, and everything that is in none of them. Every answer is in a
        theme, a voice of its own, or set aside. The same answers give the same groups.
    """
    heard = sorted(voices, key=lambda voice: voice.answer_id)
    aside = tuple(voice.answer_id for voice in heard if says_nothing(voice.text))
    speaking = [voice for voice in heard if voice.answer_id not in set(aside)]
    asked = vocabulary([question])
    sorted_ = [_piles(language, said, asked) for language, said in _by_language(speaking).items()]
    themes, quotes = _proposals(asked, speaking, [p for one in sorted_ for p in one.groups])
    counted = {answer for theme in themes for answer in theme.answers}
    alone = _in_turn(one.alone for one in sorted_)
    alone += [voice for voice in speaking if voice.answer_id not in counted and voice not in alone]
    worth = _in_turn(one.alone[: one.worth] for one in sorted_)
    return Grouping(
        themes=themes,
        voices=tuple(voice.answer_id for voice in alone),
        voice_quotes=tuple(_voice_quotes(worth, quotes)),
        set_aside=aside,
        mentions=mentions(question, heard),
    )


def _by_language(voices: Sequence[Voice]) -> dict[str, list[Voice]]:
    """The voices by the language that they are written in; where nothing tells, as most are."""
    written = {voice: written_in(voice.text, voice.language) for voice in voices}
    known = Counter(language for language in written.values() if language)
    usual = known.most_common(1)[0][0] if known else UNKNOWN
    found: dict[str, list[Voice]] = defaultdict(list)
    for voice, language in written.items():
        found[language or usual].append(voice)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


def _piles(language: str, voices: list[Voice], asked: Collection[str]) -> Piles:
    if len({voice.participant_id for voice in voices}) < FEWEST:
        return Piles((), tuple(voices), len(voices))
    return sort(voices, language, asked)


def _proposals(
    asked: Collection[str], voices: Sequence[Voice], piles: Iterable[Pile]
) -> tuple[tuple[Proposal, ...], list[str]]:
    """Name the piles and choose their quotes, no two of which are alike."""
    everywhere = words_of(voices)
    quotes: list[str] = []
    proposals = []
    for pile in sorted(piles, key=lambda pile: -len(pile.answers)):
        if len(pile.answers) < FEWEST_PEOPLE:
            continue
        label = name(asked, words_of(pile.answers), everywhere)
        about = () if label == UNNAMED else SURFACE.findall(label)
        quote = _quote(pile.speakers, about, quotes)
        quotes += [quote.text] if quote else []
        answers = tuple(voice.answer_id for voice in pile.answers)
        proposals.append(Proposal(label, answers, quote))
    return tuple(proposals), quotes


def _quote(speakers: Iterable[Voice], about: Sequence[str], before: list[str]) -> Excerpt | None:
    """The first words that are not nearly those of a quote before; a sign alone is none."""
    said = (
        Excerpt(voice.answer_id, excerpt(voice.text, about))
        for voice in speakers
        if any(character.isalpha() for character in voice.text)
    )
    return next((one for one in said if not any(alike(one.text, old) for old in before)), None)


def _voice_quotes(voices: Iterable[Voice], before: Sequence[str]) -> Iterator[Excerpt]:
    said = list(before)
    for voice in voices:
        quote = _quote([voice] if voice.quotable else [], (), said)
        if quote:
            said.append(quote.text)
            yield quote


def _in_turn(several: Iterable[Sequence[Voice]]) -> list[Voice]:
    """One of each in turn, until all are through."""
    rounds = zip_longest(*several)
    return [voice for voices in rounds for voice in voices if voice is not None]
