"""Who runs the installation: appointed in the settings, or who opens the one-time link first."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from bot.service import menus
from bot.service.step import Step
from flows.ids import ChatId
from flows.workshop import Invitation, Person
from storage.work import Work

LINK_LASTS = timedelta(days=7)
"""How long the link that was printed at the start makes its opener the owner."""

APPOINTED = "owner_ids"
"""The fact that holds the appointed owners, also those whom the bot has not met yet."""


def appoint(work: Work, telegram_ids: Collection[ChatId]) -> None:
    """Let exactly these people be owners; with none named, owners stay as they are.

    Who has never written to the bot becomes an owner with their first message.
    """
    work.facts.put(APPOINTED, ",".join(str(number) for number in telegram_ids))
    if not telegram_ids:
        return
    for owner in work.people.owners():
        if owner.chat not in telegram_ids:
            work.people.save(replace(owner, owner=False))
    for chat in telegram_ids:
        person = work.people.by_chat(chat)
        if person is not None and not person.owner:
            work.people.save(replace(person, owner=True))


def recognise(step: Step, person: Person) -> Person:
    """Somebody wrote for the first time: an owner, if they were appointed before."""
    appointed = (step.work.facts.get(APPOINTED) or "").split(",")
    return _own(step, person) if str(person.chat) in appointed else person


def owner_link(work: Work) -> str | None:
    """A new start parameter that makes its opener the owner; None where there is an owner.

    Links from before stop working.
    """
    if work.people.owners():
        return None
    work.invitations.withdraw_owner_links()
    token = f"own_{work.token()}"
    work.invitations.add(Invitation(token, None, None, None, work.now + LINK_LASTS))
    return token


def take_over(step: Step, person: Person, token: str) -> Person | None:
    """Make someone the owner by the one-time link; None where it holds no more."""
    invitation = step.work.invitations.get(token)
    if invitation is None or invitation.role is not None:
        return None
    if step.work.now >= invitation.expires_at or not step.work.invitations.use(
        token, step.work.now
    ):
        return None
    return _own(step, person)


def _own(step: Step, person: Person) -> Person:
    owner = replace(person, owner=True)
    step.work.people.save(owner)
    menus.refresh(step, owner)
    return owner
