"""Whether people can be written to."""

from dataclasses import replace

from flows.workshop import Person, Reach
from storage.work import Work


def lost(work: Work, person: Person, reach: Reach) -> None:
    """Telegram lets the bot write to this person no more; what was planned for them will not go.

    Their facilitators see it in the status of the round.
    """
    work.people.save(replace(person, reach=reach))
    work.outbox.drop_chat(person.chat, reach.value)


def found(work: Work, person: Person) -> Person:
    """The person wrote, or let the bot in again."""
    back = replace(person, reach=Reach.REACHABLE)
    work.people.save(back)
    return back
