"""Which question somebody is asked right now."""

from bot.service.answering import waiting_session
from bot.service.step import Step
from flows.session import SessionState
from flows.workshop import Person
from storage.sessions import StoredSession


def asked_now(step: Step, person: Person) -> StoredSession | None:
    """The newest session in which a question waits for an answer, while its round is open."""
    stored = waiting_session(step, person)
    if stored is None or stored.session.state is SessionState.CLOSED:
        return None
    return stored if stored.session.open is not None else None
