"""Taking what participants say: each message is stored once, under the question that it answers."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from bot.messages import answers
from bot.messages.message import Message
from bot.messages.wording import in_language
from bot.service.place import Place, place_of
from bot.service.prompting import carry_out
from bot.service.step import Step
from flows import engine, late, replies
from flows.addressing import Belongs, NoSession, Unclear, addressee
from flows.effects import Misfit
from flows.ids import MessageId, SessionId
from flows.replies import Edit, Reply
from flows.session import Session, SessionState
from flows.turn import Turn, unchanged
from flows.workshop import Person
from storage.dialogs import UnclearMessage
from storage.sessions import StoredSession


def receive(step: Step, person: Person, reply: Reply) -> bool:
    """Take a message as an answer; False if the person has no session that it could be for."""
    stored = step.work.sessions.of_person(person.id)
    match addressee([one.session for one in stored], reply):
        case Belongs(session):
            place = place_of(step, _stored(stored, session))
            taken = replies.take(session, reply)
            if taken == unchanged(session, Misfit.NOT_ASKED_YET) and _must_ask(step, place):
                said = Message(answers.asked_again(place.wording))
                step.say(person.chat, said, reply_to=reply.message_id)
                taken = engine.show(session)
            carry_out(step, place, taken, reply_to=reply.message_id)
        case Unclear(candidates):
            _ask_which(step, person, reply, [_stored(stored, one) for one in candidates])
        case NoSession():
            return False
        case _ as never:
            assert_never(never)
    return True


def revise(step: Step, person: Person, change: Edit) -> bool:
    """Take the new text of a message; False if it is no part of any answer."""
    for stored in step.work.sessions.of_person(person.id):
        session = stored.session
        if session.holding(change.message_id) or late.late_holding(session, change.message_id):
            place = place_of(step, stored)
            turn = replies.edit(session, change)
            carry_out(step, place, turn, reply_to=change.message_id)
            return True
    return _revise_unclear(step, person, change)


def belongs_to(step: Step, person: Person, stored: StoredSession, message_id: MessageId) -> bool:
    """The person said to which workshop an unclear message belongs; False if it is not kept."""
    kept = step.work.unclear.get(person.id, message_id)
    if kept is None or stored.session.open is None:
        return False
    step.work.unclear.drop(person.id, message_id)
    place = place_of(step, stored)
    reply = Reply(kept.message_id, kept.at, kept.text)
    carry_out(step, place, replies.answer_open(stored.session, reply), reply_to=message_id)
    return True


def own_session(step: Step, person: Person, session_id: SessionId) -> StoredSession | None:
    """A session, if it is this person's own: buttons can be pressed by anyone."""
    for stored in step.work.sessions.of_person(person.id):
        if stored.session.id == session_id:
            return stored
    return None


def waiting_session(step: Step, person: Person) -> StoredSession | None:
    """The session that a command without a button is about: one with an open question, newest."""
    stored = step.work.sessions.of_person(person.id)
    alive = [one for one in stored if one.session.state is not SessionState.CLOSED]
    waiting = [one for one in alive if one.session.open is not None]
    preferred = waiting or alive or list(stored)
    return preferred[-1] if preferred else None


def turn(step: Step, stored: StoredSession, decide: Callable[[Session], Turn]) -> Place:
    """Let the engine decide on a session and carry the turn out."""
    place = place_of(step, stored)
    carry_out(step, place, decide(stored.session))
    return place


def _stored(all_stored: tuple[StoredSession, ...], session: Session) -> StoredSession:
    return next(one for one in all_stored if one.session is session)


def _must_ask(step: Step, place: Place) -> bool:
    """Whether the open question stands nowhere in the chat, and will not by itself."""
    session = place.stored.session
    if session.open is None or session.state is SessionState.CLOSED:
        return False
    if any(prompt.message_id is not None for prompt in session.prompts):
        return False
    return not step.work.traces.question_coming(place.person.chat)


def _ask_which(step: Step, person: Person, reply: Reply, candidates: list[StoredSession]) -> None:
    _ = in_language(person.language)
    kept = UnclearMessage(reply.message_id, reply.text, reply.at)
    step.work.unclear.keep(person.id, kept)
    titled = [(step.work.workshops.get(one.workshop_id).title, one.session) for one in candidates]
    asked = answers.which_question(_, reply.message_id, titled)
    step.say(person.chat, asked, reply_to=reply.message_id)


def _revise_unclear(step: Step, person: Person, change: Edit) -> bool:
    """An edit of a message whose place is not known yet changes what is kept."""
    kept = step.work.unclear.get(person.id, change.message_id)
    if kept is None:
        return False
    step.work.unclear.drop(person.id, change.message_id)
    changed = UnclearMessage(kept.message_id, change.text, kept.at)
    step.work.unclear.keep(person.id, changed)
    return True


def want_quiet(step: Step, stored: StoredSession) -> None:
    """No reminder any more, in any round of this workshop."""
    participant = step.work.participants.get(stored.participant_id)
    step.work.participants.save(replace(participant, quiet=True))
