"""What the bot says about answers: receipts, changes, what does not fit."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.messages.in_posts import Posted, leave_with_answers
from bot.messages.keyboards import answer_rows
from bot.messages.message import Button, Message, Row, lines
from bot.messages.moments import clock_time, day_and_time, short_time
from bot.messages.prompts import shown_answer
from bot.messages.wording import Wording
from flows.ids import MessageId, QuestionId
from flows.script import Question
from flows.session import Revision, Session

PREVIEW = 50
"""Characters of an answer in the list of one's own answers."""

BUTTONS_A_ROW = 3
LONGEST_TITLE = 30
"""Of a workshop on a button, in characters."""


def still_open(_: Wording, session: Session) -> Markup:
    """Which question is waiting; nothing where none is."""
    if session.open is None:
        return Markup()
    return _("Question {number} is still open.", number=session.number(session.open))


def belongs_before(
    _: Wording, session: Session, question: QuestionId, message_id: MessageId
) -> Message:
    """A second message for the answer before the open question."""
    number = session.number(question)
    text = _("This still belongs to your answer to question {number}.", number=number)
    if session.open is None:
        return Message(text)
    other = Button(
        str(_("No, to question {number}", number=session.number(session.open))),
        press=f"move:{session.id}:{message_id}",
    )
    return Message(Markup("{} {}").format(text, still_open(_, session)), ((other,),))


def replaced(
    _: Wording, session: Session, question: QuestionId, previous: Revision | None
) -> Message:
    """A reply to an older question changed its answer."""
    number = session.number(question)
    parts = [_("This is now your answer to question {number}.", number=number)]
    rows: tuple[Row, ...] = ()
    if previous is not None:
        old = shown_answer(_, session.question(question), previous)
        parts.append(_("The old one was: “{answer}”", answer=old))
        answer = session.answer(question)
        version = len(answer.revisions) if answer else 0
        place = f"{session.id}:{number}:{version}"
        use_old = Button(str(_("Use the old one")), press=f"old:{place}")
        both = Button(str(_("Keep both")), press=f"both:{place}")
        rows = ((use_old,),) if previous.options else ((both, use_old),)
    parts.append(still_open(_, session))
    return Message(Markup(" ").join(part for part in parts if part), rows)


def edited(
    _: Wording, session: Session, question: QuestionId, at: datetime, zone: ZoneInfo
) -> Message:
    """An edited message changed an answer."""
    time = short_time(_, at, zone)
    number = session.number(question)
    return Message(_("Answer to question {number} changed, {time}.", number=number, time=time))


def now_reads(_: Wording, session: Session, question: QuestionId) -> Message:
    """What counts now, after the participant chose between versions."""
    answer = session.answer(question)
    current = answer.current if answer else None
    number = session.number(question)
    if current is None:
        return Message(_("You skipped question {number}.", number=number))
    shown = shown_answer(_, session.question(question), current)
    return Message(
        _("Your answer to question {number} is now: “{answer}”", number=number, answer=shown)
    )


def withdrawn(_: Wording, session: Session, question: QuestionId, posted: Posted | None) -> Message:
    """An answer is gone; `posted` as for `leave_with_answers`."""
    deleted = _(
        "Your answer to question {number} is deleted, with all its versions.",
        number=session.number(question),
    )
    return Message(lines(deleted, leave_with_answers(_, posted)))


def too_late(
    _: Wording, session: Session, question: QuestionId, day: int, closed_at: Markup
) -> Message:
    """Words that came after closing are kept, and do not count yet."""
    answer = session.answer(question)
    before = answer is not None and answer.current is not None
    text = lines(
        _(
            "Day {day} closed at {time}. I have kept your answer to question {number}. "
            "It does not count yet.",
            day=day,
            time=closed_at,
            number=session.number(question),
        ),
        _("Until then your earlier answer counts. To delete that one: /answers") if before else "",
        _("Shall I ask the facilitators whether it can still go in?"),
    )
    place = f"{session.id}:{session.number(question)}"
    ask = Button(str(_("Yes, please ask")), press=f"lateask:{place}", style="primary")
    drop = Button(str(_("No, delete")), press=f"latedrop:{place}")
    return Message(text, ((ask, drop),))


def options_again(_: Wording, session: Session, question_id: QuestionId) -> Message:
    """Typed words fit none of the options."""
    question = session.question(question_id)
    number = session.number(question_id)
    text = _(
        "I could not find that among the choices for question {number}. "
        "Tap one, or type its number.",
        number=number,
    )
    return Message(text, answer_rows(_, session.id, number, question, ()))


def nothing_open(_: Wording, then: Markup, *, written: bool) -> Markup:
    """No question is open; `then` says when one will be, `written` that something was typed."""
    nothing = _("No question is open right now.")
    not_stored = _("I have not stored this as an answer.") if written else Markup()
    return Markup(" ").join(part for part in (nothing, not_stored, then) if part)


def day_begins(_: Wording, day: int, opens_at: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """When the next round opens."""
    return _("Day {day} begins {when}.", day=day, when=day_and_time(_, opens_at, zone, now))


def on_its_way(_: Wording) -> Markup:
    """Somebody wrote before the first question reached them."""
    return _("The first question is on its way. I have not stored this; please answer it then.")


def asked_again(_: Wording) -> Markup:
    """Somebody wrote whose open question stands nowhere in the chat; it follows."""
    return _(
        "I cannot tell which question this answers, so I have not stored it. This one is open:"
    )


def unknown_edit(_: Wording) -> Markup:
    """The edited message is no part of any answer."""
    return _("That message is not part of an answer, so nothing changes. See: /answers")


def must_answer(_: Wording, session: Session, question: QuestionId) -> Markup:
    """The question cannot be skipped."""
    return _(
        "Question {number} needs an answer and cannot be skipped.",
        number=session.number(question),
    )


def already_answered(_: Wording, session: Session, question: QuestionId) -> Markup:
    """A stray tap under an older question."""
    return _(
        "You have already answered question {number}. Nothing changes. To change it: /answers",
        number=session.number(question),
    )


def nothing_before(_: Wording) -> Markup:
    """Back from the first question."""
    return _("This is the first question. There is none before it.")


def day_closed(_: Wording) -> Markup:
    """The round is over."""
    return _("This day is closed. Nothing changes.")


def skipped(_: Wording, session: Session, question: QuestionId) -> Markup:
    """What takes the place of a skipped question."""
    return _(
        "Question {number} of {total}: skipped",
        number=session.number(question),
        total=len(session.questions),
    )


def paused(_: Wording, session: Session, closes_at: datetime | None, zone: ZoneInfo) -> Message:
    """No reminder today."""
    parts = [_("Paused. I will not remind you today.")]
    if session.open is not None and closes_at is not None:
        parts.append(
            _(
                "Question {number} waits for you until {until}.",
                number=session.number(session.open),
                until=clock_time(_, closes_at, zone),
            )
        )
    on = Button(str(_("Continue")), press=f"resume:{session.id}", style="primary")
    quiet = Button(str(_("Quiet tomorrow too")), press=f"quiet:{session.id}")
    return Message(Markup(" ").join(parts), ((on, quiet),))


def quiet(_: Wording) -> Markup:
    """No reminders at all in this workshop."""
    return _("✓ No reminders in this workshop any more. The questions still come.")


def own_answers(_: Wording, session: Session, day: int, title: str | None) -> Message:
    """The participant's answers of a day, shortened, with a button for each question."""
    heading = _("Your answers, day {day}", day=day)
    if title is not None:
        heading = Markup("{} – {}").format(title, heading)
    shown = [
        Markup("{} {}").format(number, _preview(_, session, question))
        for number, question in enumerate(session.questions, 1)
    ]
    buttons = [
        Button(str(_("Question {number}", number=n)), press=f"mine:{session.id}:{n}")
        for n in range(1, len(session.questions) + 1)
    ]
    text = lines(
        Markup("<b>{}</b>").format(heading),
        *shown,
        _("Which one do you want to read in full or change?"),
    )
    return Message(text, _in_rows(buttons))


def own_answer(
    _: Wording,
    session: Session,
    question_id: QuestionId,
    *,
    closed: bool,
    quote: tuple[Markup, Row] = (Markup(), ()),
) -> Message:
    """One own answer in full, with what can be done about it.

    Args:
        _: the reader's language.
        session: theirs.
        question_id: what they answered.
        closed: whether the round is over.
        quote: what becomes of a sentence of it in the post, and buttons to change that.
    """
    number = session.number(question_id)
    question = session.question(question_id)
    answer = session.answer(question_id)
    current = answer.current if answer else None
    said = shown_answer(_, question, current) if current else _("no answer")
    text = lines(
        _("Question {number} of {total}", number=number, total=len(session.questions)),
        Markup("<b>{}</b>").format(question.text.in_language(_.language)),
        Markup("<blockquote>{}</blockquote>").format(said),
        quote[0],
    )
    change = Button(str(_("Change")), press=f"again:{session.id}:{number}")
    delete = Button(str(_("Delete")), press=f"withdraw:{session.id}:{number}", style="danger")
    overview = Button(str(_("Overview")), press=f"answers:{session.id}")
    first = () if closed else (change,)
    second = (delete,) if current else ()
    rows = [row for row in (quote[1], (*first, *second), (overview,)) if row]
    return Message(text, tuple(rows))


def no_answers(_: Wording) -> Message:
    """Nothing to show yet."""
    return Message(_("You have not been asked anything yet. /help shows what I can do."))


def which_question(
    _: Wording, message_id: MessageId, candidates: Sequence[tuple[str, Session]]
) -> Message:
    """A text that could belong to two workshops; each candidate is a title and its session."""
    rows = [
        (
            Button(
                str(
                    _(
                        "{workshop}, question {number}",
                        workshop=_short(title),
                        number=session.number(session.open),
                    )
                ),
                press=f"belongs:{session.id}:{message_id}",
            ),
        )
        for title, session in candidates
        if session.open is not None
    ]
    neither = Button(str(_("Neither, delete")), press=f"neither:{message_id}")
    return Message(_("Which question does this belong to?"), (*rows, (neither,)))


def sorted_in(_: Wording, session: Session, question: QuestionId, title: str) -> Markup:
    """The participant said where a message belongs."""
    return _("✓ {workshop}, question {number}", workshop=title, number=session.number(question))


def dropped(_: Wording) -> Markup:
    """The participant said that words belong nowhere, or should go."""
    return _("✓ Deleted.")


def asked_facilitators(_: Wording) -> Markup:
    """The facilitators decide on a late answer."""
    return _("✓ I have asked. You hear from me when they have decided.")


def _preview(_: Wording, session: Session, question: Question) -> Markup:
    answer = session.answer(question.id)
    if answer is None:
        return _("open") if question.id == session.open else _("not asked yet")
    if answer.current is None:
        return _("skipped")
    said = " ".join(shown_answer(_, question, answer.current).split())
    return Markup.escape(said if len(said) <= PREVIEW else said[: PREVIEW - 1].rstrip() + "…")


def _in_rows(buttons: Sequence[Button]) -> tuple[Row, ...]:
    starts = range(0, len(buttons), BUTTONS_A_ROW)
    return tuple(tuple(buttons[start : start + BUTTONS_A_ROW]) for start in starts)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
