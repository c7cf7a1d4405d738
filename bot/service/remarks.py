"""What the bot says about answers besides asking questions."""

from typing import assert_never

from markupsafe import Markup

from bot.messages import answers
from bot.messages.consenting import not_in_answer
from bot.messages.in_posts import Posted
from bot.messages.message import Message
from bot.messages.moments import clock_time
from bot.service import taking_back
from bot.service.place import Place, coming_up
from bot.service.step import Step
from flows.effects import (
    AnswerEdited,
    AnswerExtended,
    AnswerRecorded,
    AnswerReplaced,
    AnswerWithdrawn,
    AskQuestion,
    Effect,
    EndDay,
    LateKept,
    Misfit,
    NotNow,
    NotUnderstood,
    QuestionSkipped,
)
from flows.ids import MessageId, QuestionId
from flows.session import Session
from storage.calls import Lane
from storage.erasure_log import Kind

RECEIPT = "✍"
"""The reaction that says: noted."""


def remark(
    step: Step,
    place: Place,
    session: Session,
    effect: Effect,
    reply_to: MessageId | None,
    posted: Posted | None,
) -> None:
    """Say what an effect calls for.

    Args:
        step: what is said, is said with it.
        place: the session as it was before the turn, and what is around it.
        session: as it is now.
        effect: of the turn.
        reply_to: the participant's message that it is about.
        posted: what stood of a deleted answer in posts that are out; None where none is.
    """
    _, chat = place.wording, place.person.chat
    match effect:
        case AnswerRecorded(question, number):
            if number is not None:
                step.react(chat, number, RECEIPT)
            if place.stored.session.answer(question) is not None:
                _follow_change(step, place, session, question)
        case QuestionSkipped(question):
            asked = last_prompt(place.stored.session, question)
            if asked is not None:
                step.settle(chat, asked, answers.skipped(_, session, question))
        case AnswerExtended(question, message_id):
            _follow_change(step, place, session, question)
            said = answers.belongs_before(_, session, question, message_id)
            step.say(chat, said, reply_to=message_id)
        case AnswerReplaced(question, message_id, previous):
            said = answers.replaced(_, session, question, previous)
            step.say(chat, said, reply_to=message_id)
            _follow_change(step, place, session, question)
        case AnswerEdited(question):
            _confirm_edit(step, place, session, question)
            _follow_change(step, place, session, question)
        case AnswerWithdrawn(question):
            step.erased = True
            step.work.erasures.note(Kind.WORDS, f"{session.id}:{question}")
            taking_back.answer_deleted(step, place.participant, session.id, question)
            step.say(chat, answers.withdrawn(_, session, question, posted))
        case LateKept(question):
            _confirm_late(step, place, session, question, reply_to)
        case NotUnderstood(question):
            step.say(chat, answers.options_again(_, session, question), reply_to=reply_to)
        case NotNow(why, about):
            why_not = misfit(step, place, why, about, written=reply_to is not None)
            step.say(chat, Message(why_not), reply_to=reply_to)
        case AskQuestion() | EndDay():
            raise TypeError(f"{type(effect).__name__} is a prompt, not a remark")
        case _ as never:
            assert_never(never)


def misfit(
    step: Step, place: Place, why: Misfit, about: QuestionId | None, *, written: bool = False
) -> Markup:
    """Why a step changed nothing, in a sentence; `written` where a text was to be an answer."""
    _, session = place.wording, place.stored.session
    match why:
        case Misfit.NOTHING_BEFORE:
            return answers.nothing_before(_)
        case Misfit.CLOSED:
            return answers.day_closed(_)
        case Misfit.NOT_ASKED_YET:
            return answers.on_its_way(_)
        case Misfit.UNKNOWN_MESSAGE:
            return answers.unknown_edit(_)
        case Misfit.MUST_BE_ANSWERED if about is not None:
            return answers.must_answer(_, session, about)
        case Misfit.ALREADY_ANSWERED if about is not None:
            return answers.already_answered(_, session, about)
        case Misfit.NOTHING_OPEN | Misfit.MUST_BE_ANSWERED | Misfit.ALREADY_ANSWERED:
            return answers.nothing_open(_, next_opening(step, place), written=written)
        case _ as never:
            assert_never(never)


def next_opening(step: Step, place: Place) -> Markup:
    """When the workshop's next round opens, as a sentence; nothing where none is planned."""
    coming = coming_up(step, place.workshop)
    if coming is None:
        return Markup()
    day, opens_at = coming
    return answers.day_begins(place.wording, day, opens_at, place.workshop.zone, step.work.now)


def last_prompt(session: Session, question: QuestionId) -> MessageId | None:
    """The newest message in which a question was put, if Telegram has confirmed it."""
    numbers = [p.message_id for p in session.prompts if p.question == question]
    return numbers[-1] if numbers else None


def _follow_change(step: Step, place: Place, session: Session, question: QuestionId) -> None:
    """Words that an answer no longer says are not quoted; who had allowed them is told."""
    if taking_back.answer_changed(step, place.participant, session.id, question):
        step.say(place.person.chat, not_in_answer(place.wording))


def _confirm_edit(step: Step, place: Place, session: Session, question: QuestionId) -> None:
    """One line an answer: further edits change the time in it instead of sending another."""
    said = answers.edited(place.wording, session, question, step.work.now, place.workshop.zone)
    key = f"edited:{session.id}:{question}"
    known = step.work.outbox.state_of(key)
    if known is None:
        step.say(place.person.chat, said, key=key)
    elif known.message_id is not None:
        step.edit(place.person.chat, known.message_id, said, lane=Lane.NICETY)


def _confirm_late(
    step: Step,
    place: Place,
    session: Session,
    question: QuestionId,
    reply_to: MessageId | None,
) -> None:
    chat, day = place.person.chat, place.stored.day
    if place.round.closed_at is not None:
        said = answers.too_late(place.wording, session, question, day, _closed(place))
        step.say(chat, said, reply_to=reply_to)
    elif reply_to is not None:
        # Late words were changed after the round had opened again; the facilitators decide.
        step.react(chat, reply_to, RECEIPT)


def _closed(place: Place) -> Markup:
    closed_at = place.round.closed_at
    if closed_at is None:
        raise ValueError("words are late only after the round has closed")
    return clock_time(place.wording, closed_at, place.workshop.zone)
