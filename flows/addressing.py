"""Which of a person's sessions a message belongs to, where there are several."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.replies import Reply, replied_to, said_before
from flows.session import Session


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

    Where no question is open, it follows what was asked last.

    Args:
        sessions: the person's sessions, the newest round last.
        reply: the message.
    """
    for about in (_is_about, _is_perhaps_about):
        for session in sessions:
            if about(session, reply):
                return Belongs(session)
    waiting = [session for session in sessions if session.is_waiting]
    if len(waiting) > 1:
        return Unclear(tuple(waiting))
    if waiting:
        return Belongs(waiting[0])
    if not sessions:
        return NoSession()
    return Belongs(max(reversed(sessions), key=lambda session: _last_asked(session, reply)))


def _last_asked(session: Session, reply: Reply) -> int:
    """The number of what was asked last before the message; a number nobody knows may be any."""
    before = [one for one in session.prompts if one.reached_before(reply.message_id, reply.at)]
    return max((one.message_id or reply.message_id for one in before), default=0)


def _is_about(session: Session, reply: Reply) -> bool:
    """Whether the message explicitly replies to one of the session's, the end of the day too."""
    shown = {prompt.message_id for prompt in session.prompts} - {None}
    return reply.to in shown or said_before(session, reply) is not None


def _is_perhaps_about(session: Session, reply: Reply) -> bool:
    """Whether it may reply to a copy of a question whose number nobody knows."""
    return replied_to(session, reply) is not None
