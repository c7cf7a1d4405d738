"""What facilitators read while they work on the summary."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from markupsafe import Markup

from bot.messages import asking
from bot.messages.checking import missing_texts
from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.reviewed import A_PAGE, LONGEST_IN_LIST, Reviewed, answer, in_rows
from bot.messages.shortening import shortened
from bot.messages.wording import Wording
from flows.attribution import Attribution
from flows.script import Kind, Question
from flows.summary import QuestionSummary
from flows.workshop import Workshop

LONGEST_QUESTION = 90
"""Of a question in the list of all, in UTF-16 units."""


@dataclass(frozen=True, slots=True)
class DayThemes:
    """Where the themes of a day stand.

    Attributes:
        state: whether people still answer, whether anybody did, whether the themes are found.
        themes: how many there are.
        confirmed: how many of them a facilitator has confirmed.
        voices: whether there are individual voices.
        new: answers that facilitators have not seen.
    """

    day: int
    state: Literal["open", "silent", "grouping", "grouped"]
    themes: int = 0
    confirmed: int = 0
    voices: bool = False
    new: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """Where a summary stands.

    Attributes:
        days: those that have begun.
        next: day and question of the first theme that waits to be confirmed.
    """

    joined: int
    answered: int
    answers: int
    days: tuple[DayThemes, ...]
    next: tuple[int, int] | None
    quotes: asking.Standing
    left_out: int
    introduction: bool
    closing: bool


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
        grouping: whether themes are looked for now.
        asked: whether its day has been open.
        still_open: whether it is so now.
    """

    place: int
    day: int
    number: int
    question: Question
    page: int
    answers: tuple[Reviewed, ...]
    total: int
    grouping: bool = False
    asked: bool = True
    still_open: bool = False


def overview(_: Wording, workshop: Workshop, at: Overview) -> Message:
    """Where the summary stands, and all that can be done with it."""
    state = _("published") if workshop.published_at else _("not published yet")
    heading = Markup("<b>{}</b> ({})").format(_("Summary: {title}", title=workshop.title), state)
    text = paragraphs(
        lines(heading, _people(_, at)),
        lines(*(_day(_, day) for day in at.days)),
        lines(asking.line(_, at.quotes), _left_out(_, at), _texts(_, at)),
    )
    wid = workshop.id
    ready = at.next is None and at.introduction and at.closing
    rows: list[Row] = []
    if at.next is not None:
        day, number = at.next
        label = _("Continue: day {day}, question {number}", day=day, number=number)
        rows.append((Button(str(label), press=f"thwait:{wid}", style="primary"),))
    rows += [
        (
            Button(str(_("Choose question")), press=f"sumpick:{wid}"),
            asking.button(_, workshop),
        ),
        (
            Button(str(_("Introduction")), press=f"sumtext:{wid}:introduction"),
            Button(str(_("Closing")), press=f"sumtext:{wid}:closing"),
        ),
        (
            Button(str(_("Preview")), press=f"sumview:{wid}"),
            Button(str(_("HTML file")), press=f"sumfile:{wid}"),
        ),
        (Button(str(_("Check")), press=f"check:{wid}", style="primary" if ready else None),),
    ]
    return Message(text, tuple(rows))


def _day(_: Wording, day: DayThemes) -> Markup:
    """`Tag 2: 3 von 9 Themen bestätigt, 1 neue Antwort`."""
    match day.state:
        case "open":
            return _("Day {day}: still open", day=day.day)
        case "grouping":
            return _("Day {day}: I am looking for themes", day=day.day)
        case "silent":
            return _("Day {day}: no answers", day=day.day)
        case "grouped":
            themes = _("Day {day}: no themes", day=day.day)
            if day.voices:
                themes = _("Day {day}: no themes, individual voices only", day=day.day)
            if day.themes:
                themes = _.many(
                    "Day {day}: {confirmed} of {n} theme confirmed",
                    "Day {day}: {confirmed} of {n} themes confirmed",
                    day.themes,
                    day=day.day,
                    confirmed=day.confirmed,
                )
            new = _.many("{n} new answer", "{n} new answers", day.new)
            return Markup(", ").join([themes, new] if day.new else [themes])
        case _ as never:
            assert_never(never)


def _left_out(_: Wording, at: Overview) -> Markup:
    if not at.left_out:
        return Markup()
    return _.many("{n} answer left out", "{n} answers left out", at.left_out)


def _texts(_: Wording, at: Overview) -> Markup:
    if at.introduction and at.closing:
        return _("Introduction and closing: both there")
    missing = missing_texts(_, at.introduction, at.closing)
    return _("Still missing: {texts}", texts=missing)


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


def looking_for_themes(_: Wording, workshop: Workshop, day: int) -> Message:
    """The answers of a day are being grouped."""
    again = Button(str(_("See themes")), press=f"sumday:{workshop.id}:{day}", style="primary")
    read = Button(str(_("Read answers")), press=f"sumpick:{workshop.id}")
    return Message(_looking(_), ((again, read),))


def _looking(_: Wording) -> Markup:
    return _("I am looking for themes. That mostly takes less than a minute.")


def page(_: Wording, workshop: Workshop, at: Page) -> Message:
    """Some answers to a question without themes, each with what can be done about it."""
    heading = lines(
        _("Day {day}, question {number}", day=at.day, number=at.number),
        Markup("<b>{}</b>").format(
            shortened(at.question.text.in_language(_.language), 2 * LONGEST_IN_LIST)
        ),
    )
    first = at.page * A_PAGE + 1
    last = first + len(at.answers) - 1
    shown = [answer(_, number, one) for number, one in enumerate(at.answers, first)]
    counts = _no_answers(_, at)
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
    coming = _looking(_) if at.grouping else ""
    text = paragraphs(lines(heading, counts), coming, *shown)
    return Message(text, tuple(row for row in rows if row))


def _no_answers(_: Wording, at: Page) -> Markup:
    if not at.asked:
        return _("Nobody has been asked this yet.")
    return _("Nobody has answered yet.") if at.still_open else _("No answers.")


def _people(_: Wording, at: Overview) -> Markup:
    return _.many(
        "{joined} joined, {n} has answered, {answers}",
        "{joined} joined, {n} have answered, {answers}",
        at.answered,
        joined=at.joined,
        answers=_.many("{n} answer", "{n} answers", at.answers),
    )


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
