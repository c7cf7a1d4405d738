"""What a step of a session gives back, and the steps that are shared."""

from dataclasses import dataclass, replace

from flows.effects import AskQuestion, Effect, EndDay, Lead, Misfit, NotNow
from flows.ids import QuestionId
from flows.session import Prompt, Session, SessionState


@dataclass(frozen=True, slots=True)
class Turn:
    """The session after a step, and what has to happen because of it, in order."""

    session: Session
    effects: tuple[Effect, ...] = ()


def unchanged(session: Session, why: Misfit, question: QuestionId | None = None) -> Turn:
    """Nothing happened, and the participant is told why."""
    return Turn(session, (NotNow(why, question),))


def ask(session: Session, question: QuestionId, lead: Lead, *before: Effect) -> Turn:
    """Make this the open question."""
    asked = replace(
        session,
        state=SessionState.OPEN,
        open=question,
        prompts=(*session.prompts, Prompt(question)),
    )
    return Turn(asked, (*before, AskQuestion(question, lead)))


def go_on(session: Session, lead: Lead, *before: Effect) -> Turn:
    """Ask the next question that has neither answer nor skip, or end the day."""
    if session.unanswered:
        return ask(session, session.unanswered[0], lead, *before)
    ended = replace(
        session,
        state=SessionState.FINISHED,
        open=None,
        prompts=(*session.prompts, Prompt(None)),
    )
    return Turn(ended, (*before, EndDay(lead)))
