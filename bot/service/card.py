"""The card of a workshop: everything about it in one place, and its next step."""

from bot.messages import card as messages
from bot.messages.card import Card, Next
from bot.messages.message import Message
from bot.messages.wording import Wording
from bot.service import setting_up
from bot.service.setup_form import Asked
from bot.service.step import Step
from bot.service.wall import public_url
from flows.stand import Stand, Standing, standing
from flows.workshop import Workshop


def card(step: Step, workshop: Workshop, _: Wording) -> Message:
    """The card as it is now, for a reader of this language."""
    rounds = step.work.rounds.of(workshop.id)
    missing = setting_up.missing(step, workshop)
    stand = standing(workshop, rounds)
    return messages.card(
        _,
        Card(
            workshop=workshop,
            rounds=rounds,
            standing=stand,
            joined=len(step.work.participants.joined(workshop.id)),
            facilitators=tuple(person.name for person in step.facilitators(workshop)),
            organisers=tuple(person.name for person in step.organisers(workshop)),
            destinations=tuple(d.title for d in step.work.destinations.of(workshop.id)),
            invitation=step.link(workshop.invite_token),
            next=_next(stand, bool(missing)),
            has_pages=public_url(step.work) is not None,
            lacks_host=Asked.HOST in missing,
            lacks_contact=Asked.CONTACT in missing,
        ),
    )


def _next(stand: Standing, lacking: bool) -> Next:
    if lacking and stand.stand is Stand.PLANNED:
        return Next.COMPLETE
    return {
        Stand.PLANNED: Next.INVITE,
        Stand.OPEN: Next.STATUS,
        Stand.BETWEEN: Next.STATUS,
        Stand.SUMMARY: Next.SUMMARY,
        Stand.PUBLISHED: Next.SUMMARY,
        Stand.HELD: Next.RESUME,
    }[stand.stand]
