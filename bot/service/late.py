"""Answers that came after closing: the facilitators decide."""

from bot.service.step import Step
from flows.ids import QuestionId
from storage.sessions import StoredSession


def ask_facilitators(step: Step, stored: StoredSession, question: QuestionId) -> None:
    """Ask the facilitators whether late words may still go in."""
