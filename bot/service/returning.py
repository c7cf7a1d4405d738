"""Somebody lets the bot in again: what is open comes to them, unless it stands in their chat."""

from bot.service.answering import turn
from bot.service.asked import asked_now
from bot.service.consenting import question_about, waiting_for
from bot.service.step import Step
from flows import engine
from flows.session import Session
from flows.workshop import Person

_NOT_THERE = frozenset({"failed", "unknown"})


def returned(step: Step, person: Person) -> None:
    """Put the open question of a round, or else the sentence that waits for a decision; once.

    What was meant for them meanwhile was dropped. Who has paused is left alone.
    """
    stored = asked_now(step, person)
    if stored is None:
        _ask_for_sentence(step, person)
    elif not (stored.session.paused or _stands(stored.session) or is_coming(step, person)):
        turn(step, stored, engine.show)


def is_coming(step: Step, person: Person) -> bool:
    """Whether a question of a round is on its way."""
    return step.work.traces.question_coming(person.chat)


def _stands(session: Session) -> bool:
    """Whether the open question has arrived in the chat."""
    return any(
        one.question == session.open and one.message_id is not None for one in session.prompts
    )


def _ask_for_sentence(step: Step, person: Person) -> None:
    """Where nothing is known of an earlier question any more, it is put again."""
    own = waiting_for(step, person)
    if own is None:
        return
    keys = f"quote:{own.quote.id}:"
    known = step.work.outbox.states(keys)
    if all(one.message_id is None and one.state in _NOT_THERE for one in known):
        said = question_about(step, own)
        workshop = own.placed.workshop_id
        step.say(person.chat, said, key=f"{keys}{step.cause}", workshop_id=workshop)
