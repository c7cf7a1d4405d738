"""What becomes of a published summary when people take back what they said or allowed.

Nothing is compiled anew: what was published stays as it was, but for what is taken back.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from flows.ids import AnswerId, ParticipantId
from flows.summary import (
    FEWEST_TO_MENTION,
    Mention,
    QuestionSummary,
    Quote,
    Summary,
    Theme,
)

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote that leaves a post, by its place; nothing in it is anybody's.

    Attributes:
        day: the day's number, from 1.
        question: the question's place in its day, from 1.
        place: which quote of the question it was, from 1.
        of: how many quotes the question had.
        number: the quote's number in the files, from 1.
        half: whether only the earlier sentence that stood beside it leaves.
    """

    day: int
    question: int
    place: int
    of: int
    number: int
    half: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """How a post differs from what people have of it.

    Attributes:
        passages: the quotes that are gone, numbered as in what people have.
        themes: day and question of each theme that lost its name and was taken apart.
        numbers: whether counts have changed.
    """

    passages: tuple[Passage, ...] = ()
    themes: tuple[tuple[int, int], ...] = ()
    numbers: bool = False

    @property
    def nothing(self) -> bool:
        """Whether nobody has to hear of it."""
        return not (self.passages or self.themes or self.numbers)

    def then(self, later: "Change") -> "Change":
        """Both changes as one; the later one counted what the earlier one had left."""
        earlier = [one for one in self.passages if not one.half]
        moved = [_as_before(passage, earlier) for passage in later.passages]
        whole = {one.number for one in (*self.passages, *moved) if not one.half}
        every = {*self.passages, *moved}
        kept = [one for one in every if not (one.half and one.number in whole)]
        return Change(
            tuple(sorted(kept, key=lambda one: one.number)),
            tuple(sorted({*self.themes, *later.themes})),
            self.numbers or later.numbers,
        )


NOTHING = Change()


@dataclass(frozen=True, slots=True)
class Cut:
    """What is taken out of a summary.

    Attributes:
        erased: answers that count no more.
        unquoted: answers that may not be quoted any more; they go on counting.
        words: words that nobody uses any more who is left and may be quoted, in small letters; no
            name of a theme may go on holding one, and none is counted.
        silent: participants of whose answers none is left.
        gone: those of them who are not even counted as having taken part.
    """

    erased: frozenset[AnswerId] = frozenset()
    unquoted: frozenset[AnswerId] = frozenset()
    words: frozenset[str] = frozenset()
    silent: frozenset[ParticipantId] = frozenset()
    gone: frozenset[ParticipantId] = frozenset()

    @property
    def unprintable(self) -> frozenset[AnswerId]:
        """Answers of which no word may stand anywhere."""
        return self.erased | self.unquoted


def without(summary: Summary, cut: Cut) -> tuple[Summary, Change]:
    """Take answers, or their words, out of a published summary.

    Counts lose what is erased, quotes also what may not be quoted any more, and a pair its half. A
    theme whose name holds a word of nobody who is left is taken apart: those who said it are
    individual voices again. A theme without anybody goes, and a counted word of too few people. How
    many took part is known only as far as the summary names them.

    Returns:
        The summary as it may stand now, and how it differs.
    """
    days = tuple(
        replace(day, questions=tuple(_cut(question, cut) for question in day.questions))
        for day in summary.days
    )
    part = summary.participation
    left = replace(
        summary,
        participation=replace(
            part,
            joined=part.joined - len(cut.gone & part.people),
            people=part.people - cut.silent - cut.gone,
            answers=part.answers - cut.erased,
        ),
        days=days,
        last=_cut(summary.last, cut),
    )
    themes = {
        (question.day, question.number)
        for question in summary.questions
        if any(_names(theme.label, cut.words) for theme in question.themes)
    }
    fewer = bool(part.answers & cut.erased) or _words_counted(left) != _words_counted(summary)
    passages = tuple(_passages(summary, cut.unprintable))
    return left, Change(passages, tuple(sorted(themes)), fewer)


def names(text: str) -> frozenset[str]:
    """The words of a text, in small letters."""
    return frozenset(_WORD.findall(text.casefold()))


def _words_counted(summary: Summary) -> list[Mention]:
    return [mention for question in summary.questions for mention in question.mentions]


def _names(text: str, words: Collection[str]) -> bool:
    return not names(text).isdisjoint(words)


def _passages(summary: Summary, unprintable: Collection[AnswerId]) -> Iterator[Passage]:
    number = 0
    for question in summary.questions:
        of = len(question.quotes)
        for place, quote in enumerate(question.quotes, 1):
            number += 1
            at = Passage(question.day, question.number, place, of, number)
            if quote.answer_id in unprintable:
                yield at
            elif quote.before is not None and quote.before.answer_id in unprintable:
                yield replace(at, half=True)


def _cut(question: QuestionSummary, cut: Cut) -> QuestionSummary:
    answers = _left(question.answers, cut.erased)
    set_aside = _left(question.set_aside, cut.erased)
    remaining = (_theme(theme, cut) for theme in question.themes)
    themes = tuple(theme for theme in remaining if theme is not None)
    return replace(
        question,
        answers=answers,
        quotes=tuple(_quotes(question.quotes, cut.unprintable)),
        tallies=tuple(
            replace(tally, answers=_left(tally.answers, cut.erased)) for tally in question.tallies
        ),
        themes=themes,
        voices=_voices(question, answers, set_aside, themes),
        mentions=tuple(_mentions(question.mentions, cut)),
        set_aside=set_aside,
        # Where answers were taken back it is not true that none has come yet.
        still_open=question.still_open and answers == question.answers,
    )


def _voices(
    question: QuestionSummary,
    answers: Sequence[AnswerId],
    set_aside: Sequence[AnswerId],
    themes: Sequence[Theme],
) -> tuple[AnswerId, ...] | None:
    if question.voices is None:
        return None
    grouped = {answer for theme in themes for answer in theme.answers}
    return tuple(one for one in answers if one not in grouped and one not in set_aside)


def _theme(theme: Theme, cut: Cut) -> Theme | None:
    answers = _left(theme.answers, cut.erased)
    if not answers or _names(theme.label, cut.words):
        return None
    return replace(theme, answers=answers)


def _mentions(mentions: Sequence[Mention], cut: Cut) -> Iterator[Mention]:
    for mention in mentions:
        answers = _left(mention.answers, cut.erased)
        if len(answers) >= FEWEST_TO_MENTION and not _names(mention.word, cut.words):
            yield replace(mention, answers=answers)


def _quotes(quotes: Sequence[Quote], unprintable: Collection[AnswerId]) -> Iterator[Quote]:
    for quote in quotes:
        if quote.answer_id in unprintable:
            continue
        before = quote.before
        if before is not None and before.answer_id in unprintable:
            before = None
        yield replace(quote, before=before)


def _left(answers: Sequence[AnswerId], erased: Collection[AnswerId]) -> tuple[AnswerId, ...]:
    return tuple(answer for answer in answers if answer not in erased)


def _as_before(passage: Passage, gone: Sequence[Passage]) -> Passage:
    """A passage numbered as before others had gone."""
    number, place = passage.number, passage.place
    here = [one for one in gone if (one.day, one.question) == (passage.day, passage.question)]
    for one in sorted(gone, key=lambda one: one.number):
        number += one.number <= number
    for one in sorted(here, key=lambda one: one.place):
        place += one.place <= place
    return replace(passage, number=number, place=place, of=passage.of + len(here))
