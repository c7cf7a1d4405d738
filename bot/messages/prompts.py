"""Questions as participants read them."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import assert_never
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.messages.details import still_to_decide, still_undecided
from bot.messages.keyboards import answer_rows
from bot.messages.looking_back import LookBack, Recalled, look_back, own_words
from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.moments import clock_time, day_and_time
from bot.messages.numbers import in_words, questions
from bot.messages.wording import Wording
from flows.effects import Lead
from flows.ids import QuestionId
from flows.script import Day, Kind, Question, Texts
from flows.session import Revision, Session
from flows.understanding import choices_of

SENTENCES = 1024
"""So many of those that many people read are kept ready."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a question.

    Attributes:
        name: what the participant is called.
        workshop: its title, where the participant is in several and has to be told.
        closes_at: when the round closes; None where nobody has said.
        look_back: what the day before came to, where this is about to be said.
    """

    name: str
    workshop: str | None
    day: Day
    closes_at: datetime | None
    zone: ZoneInfo
    look_back: LookBack | None = None


def prompt(
    _: Wording,
    session: Session,
    question_id: QuestionId,
    lead: Lead,
    at: Setting,
    recalled: Recalled | None = None,
) -> Message:
    """A question with its receipt before it and its buttons beneath.

    `recalled` is what the person said to the question that this one recalls.
    """
    question = session.question(question_id)
    answer = session.answer(question_id)
    current = answer.current if answer else None
    text = lines(
        _heading(_, session.number(question_id), len(session.questions), lead, at.workshop),
        own_words(_, recalled) if recalled else "",
        _asked(
            _,
            question.text.in_language(_.language),
            None if question.hint is None else question.hint.in_language(_.language),
            _how_to_answer(_, question),
        ),
    )
    if current is not None:
        text = lines(text, _standing(_, question, current))
    before = _before(_, session, lead, at)
    return Message(
        paragraphs(before, text) if before else text, _rows(_, session, question, current, lead)
    )


def shown_answer(_: Wording, question: Question, revision: Revision) -> str:
    """What was said, in words: the text itself, or the labels of what was chosen."""
    return question.in_words(revision.text, revision.options, _.language)


def filled(_: Wording, text: Texts, at: Setting, questions_asked: int) -> Markup:
    """A flow's opening or closing with its placeholders filled in."""
    until = clock_time(_, at.closes_at, at.zone) if at.closes_at else _("the end of the day")
    shown = _filled(_, text.in_language(_.language), until, questions_asked)
    return shown.replace("{name}", Markup.escape(at.name))


@lru_cache(SENTENCES)
def _filled(_: Wording, text: str, until: Markup, questions_asked: int) -> Markup:
    """What everybody reads but for their name."""
    shown = Markup.escape(text).replace("{questions}", questions(_, questions_asked))
    return shown.replace("{until}", until)


def end_of_day(
    _: Wording,
    session: Session,
    at: Setting,
    then: Markup,
    *,
    again: bool,
    undecided: tuple[int, ...] = (),
) -> Message:
    """Nothing more to ask.

    Args:
        _: the reader's language.
        session: their answers.
        at: what stands around them.
        then: says what comes next.
        again: this was said before.
        undecided: the questions about whose answers something still waits to be decided.
    """
    closing = filled(_, at.day.closing, at, len(session.questions))
    start = _("Noted.") if again else closing
    changeable = Markup()
    if at.closes_at is not None:
        until = clock_time(_, at.closes_at, at.zone)
        changeable = _skipped(_, session, until) or _(
            "Until {until} you can still change anything.", until=until
        )
    buttons: list[Row] = [
        (
            Button(
                str(_("Answer question {number}", number=session.number(question))),
                press=f"again:{session.id}:{session.number(question)}",
            ),
        )
        for question in session.skipped[:1]
    ]
    mine = Button(str(_("My answers")), press=f"answers:{session.id}")
    waiting = still_undecided(_, undecided)
    buttons += still_to_decide(_, session.id, undecided)
    return Message(paragraphs(lines(start, changeable, waiting), then), (*buttons, (mine,)))


def next_day(_: Wording, opens_at: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """When the next round opens."""
    return _("It goes on {when}.", when=day_and_time(_, opens_at, zone, now))


def what_happens_next(_: Wording, destinations: tuple[str, ...]) -> Markup:
    """After the last day: what becomes of the answers."""
    steps = [
        _("The facilitators read everything and write the post."),
        _("If a sentence of yours is to go into it, I ask you first."),
    ]
    if destinations:
        where = _.listed([_("“{title}”", title=title) for title in destinations])
        steps.append(_("The post appears in {where}.", where=where))
    numbered = [Markup("{}. {}").format(n, step) for n, step in enumerate(steps, 1)]
    return lines(Markup("<b>{}</b>").format(_("What happens next")), *numbered)


def _skipped(_: Wording, session: Session, until: Markup) -> Markup:
    numbers = [session.number(question) for question in session.skipped]
    if not numbers:
        return Markup()
    return _.many(
        "You skipped question {numbers}. Until {until} you can still answer it "
        "and change anything.",
        "You skipped questions {numbers}. Until {until} you can still answer them "
        "and change anything.",
        len(numbers),
        numbers=_.listed(numbers),
        until=until,
    )


def _before(_: Wording, session: Session, lead: Lead, at: Setting) -> Markup:
    match lead:
        case Lead.OPENING:
            greeting = _("Hello {name}.", name=at.name)
            opening = filled(_, at.day.opening, at, len(session.questions))
            if at.look_back is None:
                return Markup("{} {}").format(greeting, opening)
            before = Markup("{} {}").format(greeting, look_back(_, at.look_back))
            return lines(before, opening)
        case Lead.REMINDER:
            return _reminder(_, session, at)
        case Lead.NOTED | Lead.SKIPPED | Lead.AGAIN:
            return Markup()
        case _ as never:
            assert_never(never)


def _reminder(_: Wording, session: Session, at: Setting) -> Markup:
    left, total = len(session.unanswered), len(session.questions)
    still_open = _.many(
        "{name}, {left} of {total} questions is still open",
        "{name}, {left} of {total} questions are still open",
        left,
        name=at.name,
        left=in_words(_, left),
        total=in_words(_, total),
    )
    if at.closes_at is None:
        return still_open + "."
    return _(
        "{still_open}, until {until}. This is today's only reminder.",
        still_open=still_open,
        until=clock_time(_, at.closes_at, at.zone),
    )


@lru_cache(SENTENCES)
def _asked(_: Wording, text: str, hint: str | None, how: Markup) -> Markup:
    """The question itself, which reads the same for everybody."""
    plainly = Markup() if hint is None else _("<i>In other words: {hint}</i>", hint=hint)
    return lines(Markup("<b>{}</b>").format(text), plainly, how)


@lru_cache(SENTENCES)
def _heading(_: Wording, number: int, total: int, lead: Lead, workshop: str | None) -> Markup:
    """`Noted. Question 2 of 5`, with the workshop before it where there are several."""
    place = {"number": number, "total": total}
    last = number == total
    if last and lead is Lead.NOTED:
        heading = _("Question {number} of {total}, the last one", **place)
    else:
        heading = _("Question {number} of {total}", **place)
    if workshop is not None:
        heading = Markup("<b>{}</b> – {}").format(workshop, heading)
    receipt = {Lead.NOTED: _("Noted."), Lead.SKIPPED: _("Skipped.")}.get(lead)
    return Markup("{} {}").format(receipt, heading) if receipt else heading


def _how_to_answer(_: Wording, question: Question) -> Markup:
    """For what is not free text: how to choose, by tapping or typing."""
    match question.kind:
        case Kind.TEXT:
            return Markup()
        case Kind.CHOICE:
            return _("Tap one, or type its number.")
        case Kind.CHOICES:
            return _("Tap all that fit, then Done. Or type the numbers.")
        case Kind.SCALE:
            return _scale(_, question)
        case _ as never:
            assert_never(never)


def _scale(_: Wording, question: Question) -> Markup:
    steps = choices_of(question)
    scale = question.scale
    if scale is None or scale.low is None or scale.high is None:
        return _("Tap a number from {lowest} to {highest}.", lowest=steps[0], highest=steps[-1])
    return _(
        "Tap a number: {lowest} means {low}, {highest} means {high}.",
        lowest=steps[0],
        low=scale.low.in_language(_.language),
        highest=steps[-1],
        high=scale.high.in_language(_.language),
    )


def _standing(_: Wording, question: Question, current: Revision | None) -> Markup:
    """The answer that is there, when somebody comes back to a question."""
    if current is None:
        return Markup()
    if question.kind is Kind.TEXT:
        new = _("Type a new one, and the new one counts.")
    else:
        new = _("Choose again, and the new choice counts.")
    yours = _("Your answer: “{answer}”", answer=shown_answer(_, question, current))
    return lines(yours, new)


def _rows(
    _: Wording, session: Session, question: Question, current: Revision | None, lead: Lead
) -> tuple[Row, ...]:
    number = session.number(question.id)
    back = Button(str(_("Back")), press=f"back:{session.id}")
    rows = list(answer_rows(_, session.id, number, question, ()))
    if current is not None:
        keep = Button(str(_("Keep")), press=f"keep:{session.id}:{number}", style="primary")
        rows.append((keep,))
        if number > 1:
            rows.append((back,))
    else:
        row = [back] if number > 1 else []
        if question.optional:
            row.append(Button(str(_("Skip")), press=f"skip:{session.id}:{number}"))
        if row:
            rows.append(tuple(row))
    if lead is Lead.REMINDER:
        rows.append((Button(str(_("Not today")), press=f"pause:{session.id}"),))
    return tuple(rows)
