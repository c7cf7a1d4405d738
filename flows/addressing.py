"""Which of a person's sessions a message belongs to, where there are several."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.replies import Reply, replied_to
from flows.session import Session, SessionState


@dataclass(frozen=True, slots=True)
class Belongs:
    """The message is for this session."""

    session: Session


@dataclass(frozen=True, slots=True)
class Unclear:
    """Only the person knows; these sessions have an open question."""

    candidates: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class NoSession:
    """The person has no session that the message could be for."""


def addressee(sessions: Sequence[Session], reply: Reply) -> Belongs | Unclear | NoSession:
    """Whose message it is: the session it replies to, else the only one with an open question.

    Args:
        sessions: the person's sessions, the newest round last.
        reply: the message.
    """
    for session in sessions:
        if _is_about(session, reply):
            return Belongs(session)
    waiting = [s for s in sessions if s.state is SessionState.OPEN and s.open is not None]
    if len(waiting) > 1:
        return Unclear(tuple(waiting))
    if waiting:
        return Belongs(waiting[0])
    return Belongs(sessions[-1]) if sessions else NoSession()


def _is_about(session: Session, reply: Reply) -> bool:
    """Whether the message explicitly replies to one of the session's, the end of the day too."""
    shown = {prompt.message_id for prompt in session.prompts} - {None}
    return reply.to in shown or replied_to(session, reply) is not None
