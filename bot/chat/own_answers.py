"""One's own answers: reading, changing, deleting them."""

from markupsafe import Markup

from bot.chat import helping
from bot.chat.own import on_own_question, on_question, own
from bot.chat.talk import Handler, Talk
from bot.messages import answers, in_posts, sentence_in_answer
from bot.messages.message import Message, Row
from bot.service.place import place_of
from bot.service.taking_back import take_back
from bot.service.withdrawing import quoted_in_posts
from flows import engine
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.details import Decision
from flows.ids import MessageId, QuestionId
from flows.rounds import RoundState
from flows.session import Session
from storage.sessions import StoredSession


def _answers_command(talk: Talk, _arguments: str) -> None:
    every = talk.work.sessions.of_person(talk.person.id)
    if not every:
        talk.say(answers.no_answers(talk.wording))
    for stored in every:
        talk.say(_overview(talk, stored))


def _answers_tap(talk: Talk, arguments: str) -> None:
    found = own(talk, arguments)
    if found is None:
        helping.stale(talk)
    elif _last_end(found[0].session) == talk.message_id:
        talk.say(_overview(talk, found[0]))
    else:
        talk.show(_overview(talk, found[0]))


def _last_end(session: Session) -> MessageId | None:
    """The message that ended the day: it stays as it is when its buttons are used."""
    ends = [prompt.message_id for prompt in session.prompts if prompt.question is None]
    return ends[-1] if ends else None


def _overview(talk: Talk, stored: StoredSession) -> Message:
    place = place_of(talk.step, stored)
    several = len({p.workshop_id for p in talk.work.participants.of_person(talk.person.id)}) > 1
    title = place.workshop.title if several or place.in_several else None
    return answers.own_answers(talk.wording, stored.session, stored.day, title)


def _mine(talk: Talk, arguments: str) -> None:
    """One own answer in full."""
    found = on_own_question(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    stored, question, _ = found
    closed = place_of(talk.step, stored).round.state is not RoundState.OPEN
    quote = _quote(talk, stored, question)
    talk.show(
        answers.own_answer(talk.wording, stored.session, question, closed=closed, quote=quote)
    )


def _quote(talk: Talk, stored: StoredSession, question: QuestionId) -> tuple[Markup, Row]:
    """What becomes of a sentence of the answer, if its author was asked about one."""
    work, session = talk.work, stored.session
    participant = work.participants.get(stored.participant_id)
    answer_id = work.summaries.answer_of(session.id, question)
    if answer_id is None or participant.attribution is Attribution.NOT_QUOTED:
        return Markup(), ()
    quote = work.quotes.of_answer(answer_id)
    if quote is not None and quote.state is not QuoteState.PROPOSED:
        known = work.details.of(session.id, question)
        undecided = known is not None and known.state is Decision.OPEN and not quote.own_words
        kept_out = undecided or work.summaries.is_left_out(answer_id)
        return sentence_in_answer.in_answer(talk.wording, quote, kept_out=kept_out)
    posted = quoted_in_posts(work, work.workshops.get(stored.workshop_id), answer_id)
    if posted is None:
        return Markup(), ()
    press = f"citegone:{session.id}:{session.number(question)}"
    return sentence_in_answer.still_posted(talk.wording, posted, press)


def _take_out(talk: Talk, arguments: str) -> None:
    """`citegone:SESSION:QUESTION`: a sentence leaves posts that are out."""
    found = on_own_question(talk, arguments)
    answer_id = found and talk.work.summaries.answer_of(found[0].session.id, found[1])
    if found is None or answer_id is None:
        helping.stale(talk)
        return
    take_back(talk.step, talk.work.participants.get(found[0].participant_id), [answer_id])
    talk.settle(in_posts.taken_out(talk.wording))


COMMANDS: dict[str, Handler] = {"answers": _answers_command}

TAPS: dict[str, Handler] = {
    "answers": _answers_tap,
    "mine": _mine,
    "again": on_question(engine.go_to),
    "citegone": _take_out,
    "withdraw": on_question(engine.withdraw),
}
