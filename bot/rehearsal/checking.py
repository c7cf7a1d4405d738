"""Whether a play went as it should: each check gives a sentence for everything that is wrong."""

from collections import Counter
from collections.abc import Callable, Iterator

from bot.post.forms import Form
from bot.rehearsal.evidence import Answers, Evidence, form_of
from flows.ids import QuestionId

LONG_ENOUGH = 20
"""Characters of what must not be published; fewer may stand in other people's words by chance."""


def findings(evidence: Evidence) -> tuple[str, ...]:
    """Everything that went wrong; empty where nothing did."""
    return tuple(sentence for check in _CHECKS for sentence in check(evidence))


def _every_answer_is_stored(evidence: Evidence) -> Iterator[str]:
    for name, question in _places(evidence.said, evidence.stored):
        said = evidence.said.get(name, {}).get(question)
        stored = evidence.stored.get(name, {}).get(question)
        if stored == said:
            continue
        if stored is None:
            yield f"What {name} said to {question} is not stored."
        elif said is None:
            yield f"{name} has said nothing to {question}, but an answer is stored."
        else:
            yield f"What is stored of {name} for {question} is not what they said."


def _places(*answers: Answers) -> list[tuple[str, QuestionId]]:
    """Names and questions that stand in any of them, each pair once, in order."""
    every = {(name, q): None for one in answers for name, by in one.items() for q in by}
    return list(every)


def _everybody_is_heard(evidence: Evidence) -> Iterator[str]:
    for name, questions in evidence.unheard.items():
        if questions:
            yield f"{name} could not answer {', '.join(questions)}."
    for name in evidence.undecided:
        yield f"Late words of {name} were forgotten."


def _nothing_is_asked_twice(evidence: Evidence) -> Iterator[str]:
    for name, asked in evidence.asked.items():
        for question, times in asked.items():
            wanted = evidence.must_be_asked[name][question]
            if times != wanted:
                yield f"{question} came to {name} {times} times instead of {wanted}."


def _the_post_arrives_once(evidence: Evidence) -> Iterator[str]:
    for place, texts in (("group", evidence.in_group), ("organiser", evidence.to_organiser)):
        counts = Counter(texts)
        for number, part in enumerate(evidence.parts, 1):
            if counts[part] != 1:
                yield f"Part {number} of the post is {counts[part]} times with the {place}."
    forms = Counter(form_of(name) for name in evidence.files)
    for form in Form:
        if form is not Form.PICTURE and forms[form] != 1:
            yield f"The organiser has the post {forms[form]} times as {form}."
    if evidence.pictures != 1:
        yield f"The group has {evidence.pictures} pictures of the post."


def _nobody_is_quoted_unasked(evidence: Evidence) -> Iterator[str]:
    for words in evidence.private:
        if len(words) >= LONG_ENOUGH and words in evidence.published:
            yield "Words were published that must not be."


def _every_quote_is_as_its_author_allowed_it(evidence: Evidence) -> Iterator[str]:
    allowed, quoted = Counter(evidence.allowed), Counter(evidence.quoted)
    for _ in (quoted - allowed).elements():
        yield "A sentence stands in the post that nobody has allowed so."
    for _ in (allowed - quoted).elements():
        yield "A sentence that was allowed is missing in the post."


def _telegram_refuses_nothing(evidence: Evidence) -> Iterator[str]:
    for call, times in Counter(evidence.refused).items():
        yield f"Telegram refused {call} {times} times."


def _nothing_is_left(evidence: Evidence) -> Iterator[str]:
    if evidence.set_aside:
        yield f"{evidence.set_aside} updates could not be handled."
    if evidence.unknown:
        yield f"Of {evidence.unknown} messages nobody knows whether they arrived."
    if evidence.waiting:
        yield f"{evidence.waiting} messages have not been sent."


_CHECKS: tuple[Callable[[Evidence], Iterator[str]], ...] = (
    _every_answer_is_stored,
    _everybody_is_heard,
    _nothing_is_asked_twice,
    _the_post_arrives_once,
    _nobody_is_quoted_unasked,
    _every_quote_is_as_its_author_allowed_it,
    _telegram_refuses_nothing,
    _nothing_is_left,
)
