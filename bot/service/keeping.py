"""Keeping a workshop: a new invitation link, another zone, the end of it."""

from dataclasses import replace
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.messages import keeping as messages
from bot.messages.wording import LANGUAGES, in_language
from bot.service import menus
from bot.service.step import Step
from flows.workshop import Person, Workshop


def new_invitation(step: Step, workshop: Workshop) -> Workshop:
    """Let the invitation for participants have a new link; the old one stops working."""
    renewed = replace(workshop, invite_token=f"p_{step.work.token()}")
    step.work.workshops.save(renewed)
    return renewed


def find_zone(text: str) -> ZoneInfo | None:
    """The zone with this name, or with this city, as the bot's languages call it."""
    typed = "_".join(text.split()).casefold()
    key = _zones().get(typed)
    return None if key is None else ZoneInfo(key)


def delete(step: Step, workshop: Workshop, person: Person) -> None:
    """Delete a workshop with all that was said in it; its other facilitators are told.

    Who took part hears nothing; nobody who had no part in anything else stays known.
    """
    work = step.work
    step.tell_facilitators(
        workshop, lambda _: messages.deleted_by(_, workshop.title, person.name), but=(person,)
    )
    facilitators = [one.id for one in step.facilitators(workshop)]
    for participant in work.participants.joined(workshop.id):
        work.traces.forget_words(work.people.get(participant.person_id).chat)
    for reader in (*step.facilitators(workshop), *step.organisers(workshop)):
        work.traces.forget_words(reader.chat)
    work.workshops.delete(workshop.id)
    step.erased = True
    for person_id in facilitators:
        menus.refresh(step, work.people.get(person_id))
    work.people.forget_strangers()


@cache
def _zones() -> dict[str, str]:
    """Keys of all zones by their names in lower case, and by their cities where that is enough."""
    by_name: dict[str, str] = {}
    for key in sorted(available_timezones(), reverse=True):
        by_name[key.rsplit("/", 1)[-1].casefold()] = key
        for language in LANGUAGES:
            city = in_language(language).city(ZoneInfo(key))
            by_name["_".join(city.split()).casefold()] = key
    return by_name | {key.casefold(): key for key in available_timezones()}
