"""What happens to a post when words in it may not be quoted any more."""

from collections.abc import Collection

from bot.messages import leaving
from bot.service.step import Step
from flows.ids import AnswerId
from flows.workshop import Workshop


def withdrawn(step: Step, workshop: Workshop, answer_ids: Collection[AnswerId]) -> None:
    """Allowed quotes of these answers are allowed no more, or not the way they were.

    Facilitators of a post that is out are asked to take them out; never hearing whose they are.
    """
    if not answer_ids or workshop.published_at is None:
        return
    title = workshop.title
    step.tell_facilitators(workshop, lambda _: leaving.withdrawn_after_publishing(_, title))
