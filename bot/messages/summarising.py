"""What facilitators read while they work on the summary."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.messages import asking
from bot.messages.authors import author
from bot.messages.checking import missing_texts
from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.shortening import shortened
from bot.messages.wording import Wording
from flows.attribution import Attribution
from flows.ids import AnswerId
from flows.script import Kind, Question
from flows.summary import QuestionSummary
from flows.workshop import Workshop

A_PAGE = 8
"""Answers in one message."""

LONGEST_IN_LIST = 260
"""Of an answer in a page of them, in UTF-16 units."""

LONGEST_QUESTION = 90
"""Of a question in the list of all, in UTF-16 units."""

A_ROW = 2


@dataclass(frozen=True, slots=True)
class Overview:
    """Where a summary stands."""

    joined: int
    answered: int
    answers: int
    quotes: asking.Standing
    left_out: int
    introduction: bool
    closing: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An answer as facilitators read it.

    Attributes:
        words: the text, or the labels of what was chosen.
        name: the full name that the author goes by.
    """

    answer_id: AnswerId
    words: str
    name: str
    attribution: Attribution
    left_out: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the answers to a question.

    Attributes:
        place: the question's place in the whole flow, from 1.
        day: the day's number.
        number: the question's place in its day.
        page: from 0.
        answers: those on this page.
        total: all answers to the question.
    """

    place: int
    day: int
    number: int
    question: Question
    page: int
    answers: tuple[Reviewed, ...]
    total: int


def overview(_: Wording, workshop: Workshop, at: Overview) -> Message:
    """Where the summary stands, and all that can be done with it."""
    state = _("published") if workshop.published_at else _("not published yet")
    heading = Markup("<b>{}</b> ({})").format(_("Summary: {title}", title=workshop.title), state)
    texts = _("Introduction and closing: both there")
    if not (at.introduction and at.closing):
        missing = missing_texts(_, at.introduction, at.closing)
        texts = _("Still missing: {texts}", texts=missing)
    text = paragraphs(
        lines(heading, _people(_, at)),
        lines(
            asking.line(_, at.quotes),
            _.many("{n} answer left out", "{n} answers left out", at.left_out)
            if at.left_out
            else "",
            texts,
        ),
    )
    ready = at.introduction and at.closing
    wid = workshop.id
    read = Button(
        str(_("Read answers")), press=f"sumpick:{wid}", style=None if ready else "primary"
    )
    check = Button(str(_("Check")), press=f"check:{wid}", style="primary" if ready else None)
    return Message(
        text,
        (
            (read, asking.button(_, workshop)),
            (
                Button(str(_("Introduction")), press=f"sumtext:{wid}:introduction"),
                Button(str(_("Closing")), press=f"sumtext:{wid}:closing"),
            ),
            (
                Button(str(_("Preview")), press=f"sumview:{wid}"),
                Button(str(_("HTML file")), press=f"sumfile:{wid}"),
            ),
            (check,),
        ),
    )


def which_question(_: Wording, workshop: Workshop, questions: Sequence[QuestionSummary]) -> Message:
    """All questions with the number of their answers."""
    days: dict[int, list[Markup]] = {}
    buttons: list[Button] = []
    for place, one in enumerate(questions, 1):
        asked = shortened(one.question.text.in_language(_.language), LONGEST_QUESTION)
        row = _("{number} {question} ({n})", number=one.number, question=asked, n=one.people)
        days.setdefault(one.day, []).append(row)
        label = _("Day {day}, question {number}", day=one.day, number=one.number)
        buttons.append(Button(str(label), press=f"sumq:{workshop.id}:{place}:0"))
    text = paragraphs(
        _("Which answers do you want to read?"),
        *(
            lines(Markup("<b>{}</b>").format(_("Day {day}", day=day)), *rows)
            for day, rows in days.items()
        ),
    )
    back = Button(str(_("Back")), press=f"sum:{workshop.id}")
    return Message(text, (*in_rows(buttons), (back,)))


def page(_: Wording, workshop: Workshop, at: Page) -> Message:
    """Some answers to one question, each with what can be done about it."""
    heading = lines(
        _("Day {day}, question {number}", day=at.day, number=at.number),
        Markup("<b>{}</b>").format(
            shortened(at.question.text.in_language(_.language), 2 * LONGEST_IN_LIST)
        ),
    )
    first = at.page * A_PAGE + 1
    last = first + len(at.answers) - 1
    shown = [_answer(_, number, one) for number, one in enumerate(at.answers, first)]
    counts = _("No answers.")
    if at.answers:
        counts = _.many("{n} answer.", "{n} answers.", at.total)
        if at.total > len(at.answers):
            counts = _("{first}–{last} of {total}", first=first, last=last, total=at.total)
    rows: list[Row] = []
    if at.question.kind is Kind.TEXT:
        buttons = [
            button
            for number, one in enumerate(at.answers, first)
            for button in _buttons(_, workshop, number, one)
        ]
        rows.extend(in_rows(buttons))
    turning = []
    if at.page:
        press = f"sumq:{workshop.id}:{at.place}:{at.page - 1}"
        turning.append(Button(str(_("Previous answers")), press=press))
    if last < at.total:
        press = f"sumq:{workshop.id}:{at.place}:{at.page + 1}"
        turning.append(Button(str(_("More answers")), press=press, style="primary"))
    rows.append(tuple(turning))
    rows.append((Button(str(_("Choose question")), press=f"sumpick:{workshop.id}"),))
    rows.append((Button(str(_("Overview")), press=f"sum:{workshop.id}"),))
    text = paragraphs(lines(heading, counts), *shown)
    return Message(text, tuple(row for row in rows if row))


def in_rows(buttons: Sequence[Button]) -> tuple[Row, ...]:
    """Buttons, two a row."""
    return tuple(tuple(buttons[n : n + A_ROW]) for n in range(0, len(buttons), A_ROW))


def _people(_: Wording, at: Overview) -> Markup:
    return _.many(
        "{joined} joined, {n} has answered, {answers}",
        "{joined} joined, {n} have answered, {answers}",
        at.answered,
        joined=at.joined,
        answers=_.many("{n} answer", "{n} answers", at.answers),
    )


def _answer(_: Wording, number: int, one: Reviewed) -> Markup:
    words = Markup("{} – <i>{}</i>").format(
        shortened(one.words, LONGEST_IN_LIST), author(_, one.attribution, one.name)
    )
    if one.left_out:
        return Markup("{} {}: <s>{}</s>").format(number, _("left out"), words)
    return Markup("{} {}").format(number, words)


def _buttons(_: Wording, workshop: Workshop, number: int, one: Reviewed) -> list[Button]:
    """To leave out or take in what would be quoted, and to read what is shortened."""
    buttons = []
    place = f"{workshop.id}:{one.answer_id}"
    if one.left_out:
        buttons.append(Button(str(_("Take in {number}", number=number)), press=f"sumtake:{place}"))
    elif one.attribution is not Attribution.NOT_QUOTED:
        buttons.append(
            Button(str(_("Leave out {number}", number=number)), press=f"sumleave:{place}")
        )
    if shortened(one.words, LONGEST_IN_LIST) != one.words:
        buttons.append(Button(str(_("Read {number}", number=number)), press=f"sumread:{place}"))
    return buttons
