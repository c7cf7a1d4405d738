"""Whether a post says only what the rows of the database bear out.

Nothing here is taken from the summary: answers, people and quotes are counted anew.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.messages.wording import in_language
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.ids import AnswerId, QuestionId
from flows.script import Question
from flows.understanding import choices_of
from flows.workshop import Workshop
from storage.quotes import StoredQuote
from storage.summaries import CountedAnswer
from storage.work import Work
from tests.bot.test_catalogues import BOT, pairs, sentences

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2068": None, "\u2069": None})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rows say about one question.

    Attributes:
        answers: all that count, with their words as they are now.
        quotes: what their authors allow, by answer.
        groups: names of confirmed themes and counted words, with the answers of each.
        others: how many answers are in no theme, and how many say nothing.
        chosen: how many people chose each option or step.
    """

    question: Question
    answers: Mapping[AnswerId, str]
    quotes: Mapping[AnswerId, StoredQuote]
    groups: Sequence[tuple[str, int]]
    others: tuple[int, int]
    chosen: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rows say about a workshop.

    Attributes:
        facts: its title, host and dates, as they stand in a post.
        own_words: what facilitators wrote.
    """

    workshop: Workshop
    facts: Sequence[str]
    own_words: Sequence[str]
    joined: int
    answered: int
    asked: Mapping[QuestionId, Asked]


def rows_of(work: Work, workshop: Workshop) -> Rows:
    """Read everything that a post may rest on."""
    given = work.summaries.answers(workshop.id)
    joined = {one.id: one.attribution for one in work.participants.joined(workshop.id)}
    draft = work.summaries.draft(workshop.id)
    slots = [one.slot for one in work.rounds.of(workshop.id) if one.slot is not None]
    dates = sorted({slot.opens.date() for slot in slots})
    never = (None, Attribution.NOT_QUOTED)
    quotable = [one for one in given if joined.get(one.participant_id) not in never]
    questions = [question for day in workshop.flow.days for question in day.questions]
    return Rows(
        workshop=workshop,
        facts=(
            workshop.title,
            workshop.host,
            in_language(workshop.language).spelled_dates(dates) if dates else "",
        ),
        own_words=(draft.introduction, draft.closing),
        joined=len(joined.keys() | {one.participant_id for one in given}),
        answered=len({one.participant_id for one in given}),
        asked={one.id: _asked(work, workshop, one, given, quotable) for one in questions},
    )


def unproven(post: Sequence[str], rows: Rows) -> tuple[str, ...]:
    """Every line of a post, as people read it, that the rows do not bear out."""
    language = rows.workshop.language
    questions = {one.question.text.in_language(language): one for one in rows.asked.values()}
    known = {*_headings(rows), *(line for text in rows.own_words for line in text.splitlines())}
    blocks: list[tuple[Asked | None, list[str]]] = [(None, [])]
    for line in "\n".join(post).translate(_INVISIBLE).splitlines():
        if line in questions:
            blocks.append((questions[line], []))
        elif line in known:
            blocks.append((None, []))
        else:
            blocks[-1][1].append(line)
    return tuple(
        wrong
        for asked, lines in blocks
        for wrong in (_around(lines, rows) if asked is None else _about(asked, lines, rows))
    )


def _asked(
    work: Work,
    workshop: Workshop,
    question: Question,
    given: Sequence[CountedAnswer],
    quotable: Sequence[CountedAnswer],
) -> Asked:
    here = [one for one in given if one.question == question.id]
    may = {one.answer_id for one in quotable if not one.left_out}
    themes = [
        theme
        for theme in work.themes.of(workshop.id)
        if theme.question == question.id and theme.confirmed_at is not None
    ]
    grouping = work.themes.groupings(workshop.id).get(question.id)
    counted = [(theme.label, len(set(theme.answers))) for theme in themes]
    for mention in grouping.mentions if grouping else ():
        word = mention.word.casefold()
        counted.append((mention.word, sum(word in one.text.casefold() for one in here)))
    aside = {one.answer_id for one in here} & work.themes.set_aside(workshop.id)
    grouped = {answer for theme in themes for answer in theme.answers}
    return Asked(
        question=question,
        answers={one.answer_id: one.text for one in here},
        quotes={
            one.answer_id: one
            for one in work.quotes.of(workshop.id)
            if one.state is QuoteState.ALLOWED
            and one.answer_id in may & {answer.answer_id for answer in here}
        },
        groups=counted,
        others=(len({one.answer_id for one in here} - grouped - aside), len(aside)),
        chosen=Counter(option for one in here for option in one.options),
    )


def _around(lines: Sequence[str], rows: Rows) -> Iterator[str]:
    """Lines outside of questions: what was held, and how many took part."""
    for line in lines:
        rest = line
        for fact in rows.facts:
            rest = rest.replace(fact, "") if fact else rest
        numbers = [int(number) for number in _NUMBER.findall(rest)]
        if numbers not in ([], [rows.joined, rows.answered]) or not _is_ours(rest, rows):
            yield line


def _about(asked: Asked, lines: Sequence[str], rows: Rows) -> Iterator[str]:
    """Lines under a question: what is left without its quotes and its numbers."""
    text = "\n".join(line for line in lines if line)
    for words, name in _quotes(asked, rows):
        said = rf"[„“«\"]{re.escape(words)}[“”»\"]( – {re.escape(name)})?(?=\n|$)"
        text = re.sub(said, "", text)
    for label, people in _counts(asked, rows.workshop.language):
        text = re.sub(rf"{re.escape(label)}\W*(?:in )?{people}\b", "", text, count=1)
    for number in asked.others:
        text = re.sub(rf": {number}\b", "", text, count=1)
    text = re.sub(rf"(?:^|(?<= von )|(?<= of )){len(asked.answers)}\b", "", text)
    yield from (one for one in text.splitlines() if _NUMBER.search(one) or not _is_ours(one, rows))


def _quotes(asked: Asked, rows: Rows) -> Iterator[tuple[str, str]]:
    """Words that may be printed here, with what may stand beside them."""
    nameless = str(in_language(rows.workshop.language)("without a name"))
    recalled = rows.asked.get(asked.question.recall) if asked.question.recall else None
    for one in (recalled, asked) if recalled else (asked,):
        for number, quote in one.quotes.items():
            if quote.own_words or quote.words in one.answers[number]:
                yield quote.words.strip(), quote.name or nameless


def _counts(asked: Asked, language: str) -> Iterator[tuple[str, int]]:
    """What may be counted under the question, and the number that is right."""
    yield from asked.groups
    labels = {option.id: option.text.in_language(language) for option in asked.question.options}
    if scale := asked.question.scale:
        for step, meaning in ((scale.lowest, scale.low), (scale.highest, scale.high)):
            if meaning is not None:
                labels[str(step)] = f"{step} ({meaning.in_language(language)})"
    for value in choices_of(asked.question):
        yield labels.get(value, value), asked.chosen.get(value, 0)


def _headings(rows: Rows) -> Iterator[str]:
    _ = in_language(rows.workshop.language)
    for number, day in enumerate(rows.workshop.flow.days, 1):
        yield _("Day {number}: {title}", number=number, title=day.title.in_language(_.language))


def _is_ours(line: str, rows: Rows) -> bool:
    """Whether all words of a line stand in the sentences of which posts are made."""
    return set(_WORD.findall(line)) <= _vocabulary(rows.workshop.language)


@cache
def _vocabulary(language: str) -> frozenset[str]:
    english = {form for sentence in sentences(BOT / "post") for form in sentence}
    texts = english
    if language != "en":
        texts = {translated for source, translated in pairs(language) if source in english}
    return frozenset(word for text in texts for word in _WORD.findall(text))
