"""What people are told about a workshop before they agree to anything."""

from bot.messages.joining import Occasion
from bot.messages.privacy import Handling
from bot.service.retention import keep_until
from bot.service.step import Step
from flows.workshop import Workshop


def occasion(step: Step, workshop: Workshop) -> Occasion:
    """The facts that the invitation names."""
    rounds = step.work.rounds.of(workshop.id)
    until = keep_until(workshop, rounds)
    return Occasion(
        title=workshop.title,
        host=workshop.host,
        facilitators=tuple(person.name for person in step.facilitators(workshop)),
        dates=tuple(round_.slot.opens.date() for round_ in rounds if round_.slot is not None),
        asked=tuple(len(day.questions) for day in workshop.flow.days),
        kept_until=until.astimezone(workshop.zone).date() if until else None,
    )


def handling(step: Step, workshop: Workshop) -> Handling:
    """The facts that the privacy text names."""
    return Handling(
        title=workshop.title,
        host=workshop.host,
        contact=workshop.contact,
        owners=owners(step),
        kept_until=occasion(step, workshop).kept_until,
    )


def owners(step: Step) -> tuple[str, ...]:
    """The names of who runs the bot."""
    return tuple(person.name for person in step.work.people.owners())
