"""When an answer says something else than before: it leaves its themes."""

from collections.abc import Iterator

from bot.service.parting import Parting, parted
from bot.service.step import Step
from flows.ids import WorkshopId
from flows.session import Answer, Session

Change = tuple[Session, Session]
"""A session before a turn and after it."""


def reworded(step: Step, workshop_id: WorkshopId, change: Change) -> None:
    """Take a session's changed answers out of what was made of the old ones.

    Costs nothing where answers are new, and a look where their question was not grouped yet. To be
    called when the change is stored.
    """
    for was, now in _changed(*change):
        _leave_themes(step, workshop_id, change[1], was, now)


def _changed(before: Session, after: Session) -> Iterator[tuple[Answer, Answer]]:
    for now in after.answers:
        was = before.answer(now.question)
        if was is not None and not was.skipped and was != now:
            yield was, now


def _leave_themes(
    step: Step, workshop_id: WorkshopId, session: Session, was: Answer, now: Answer
) -> None:
    work = step.work
    answer_id = work.groupings.answer_grouped(session.id, now.question)
    if answer_id is None:
        return
    work.themes.take_out(answer_id)
    texts = tuple(revision.text for revision in was.revisions)
    parted(step, Parting(work.workshops.get(workshop_id), {now.question: texts}))
