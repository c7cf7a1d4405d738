"""Answers that came after closing: the person asks, the facilitators decide."""

from bot.messages import late as words
from bot.service.place import place_of
from bot.service.prompting import carry_out
from bot.service.step import Step
from flows import late
from flows.ids import QuestionId
from flows.session import Late
from storage.sessions import StoredSession


def ask_facilitators(step: Step, stored: StoredSession, question: QuestionId) -> None:
    """Ask the facilitators whether late words may still go in; without showing them yet."""
    kept = late.late_answer(stored.session, question)
    if kept is None:
        return
    step.work.sessions.late_asked(stored.session.id, question, step.work.now)
    place = place_of(step, stored)
    number = stored.session.number(question)
    step.tell_facilitators(
        place.workshop,
        lambda _: words.came_late(_, place.round, stored.session.id, number, kept.revision.at),
    )


def undecided(step: Step, stored: StoredSession, question: QuestionId) -> Late | None:
    """Late words whose author asked to have them included; None if there are none any more."""
    if not step.work.sessions.was_late_asked(stored.session.id, question):
        return None
    return late.late_answer(stored.session, question)


def include(step: Step, stored: StoredSession, question: QuestionId) -> None:
    """Let late words count, and tell their author.

    Where the round is open again and they answer its open question, the next one follows.
    """
    place = place_of(step, stored)
    said = words.included(place.wording, stored.session.number(question))
    step.say(place.person.chat, said, workshop_id=place.workshop.id)
    carry_out(step, place, late.include(stored.session, question))


def leave_out(step: Step, stored: StoredSession, question: QuestionId) -> None:
    """Forget late words, and tell their author, who asked and waits."""
    place = place_of(step, stored)
    step.work.sessions.save(stored.session, late.drop(stored.session, question).session)
    said = words.not_included(place.wording, stored.day, stored.session.number(question))
    step.say(place.person.chat, said, workshop_id=place.workshop.id)
