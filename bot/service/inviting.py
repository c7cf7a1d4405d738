"""Invitations: the picture for participants, and one-time links that give a role."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import segno

from bot.messages import inviting as messages
from bot.messages.wording import Wording, in_language
from bot.service import menus
from bot.service.erasing import farewell
from bot.service.step import Step
from flows.ids import MessageId
from flows.workshop import Invitation, Person, Role, Workshop
from storage.calls import Attachment

LINK_LASTS = timedelta(hours=48)
"""How long a link for the team can be used."""

PIXELS = 12
"""Of a module of the QR code; a phone photographs it from a screen or from paper."""

PREFIX = {Role.FACILITATOR: "f_", Role.ORGANISER: "o_"}


def send_invitation(step: Step, person: Person, workshop: Workshop) -> None:
    """Send the invitation for participants as a picture that can be forwarded.

    Its words are in the workshop's language, for it is others who read it.
    """
    link = step.link(workshop.invite_token)
    dates = tuple(
        round_.slot.opens.date()
        for round_ in step.work.rounds.of(workshop.id)
        if round_.slot is not None
    )
    caption = messages.for_participants(in_language(workshop.language), workshop, dates, link)
    picture = Attachment("photo", "nachklang.png", qr_code(link))
    step.send_file(person.chat, picture, caption)


def qr_code(link: str) -> bytes:
    """A PNG that opens a link when it is photographed (ISO/IEC 18004, error correction M)."""
    picture = BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=PIXELS, border=4)
    return picture.getvalue()


def invite(step: Step, person: Person, workshop: Workshop, role: Role) -> Invitation:
    """A new one-time link."""
    invitation = Invitation(
        token=f"{PREFIX[role]}{step.work.token()}",
        role=role,
        workshop_id=workshop.id,
        invited_by=person.id,
        expires_at=step.work.now + LINK_LASTS,
    )
    step.work.invitations.add(invitation)
    return invitation


def valid(step: Step, token: str) -> tuple[Workshop, Role, Invitation] | None:
    """What a link stands for; None if it was used, withdrawn, or is too old."""
    invitation = step.work.invitations.get(token)
    if invitation is None or invitation.role is None or invitation.workshop_id is None:
        return None
    if invitation.used_at is not None or step.work.now >= invitation.expires_at:
        return None
    return step.work.workshops.get(invitation.workshop_id), invitation.role, invitation


def inviter(step: Step, invitation: Invitation) -> str | None:
    """The name of who made a link, if they are still known."""
    if invitation.invited_by is None:
        return None
    person = step.work.people.find(invitation.invited_by)
    return person.name if person else None


def accept(step: Step, person: Person, token: str, language: str) -> tuple[Workshop, Person] | None:
    """Give the role that a link stands for, once; None where it stands for nothing any more.

    Args:
        step: the step that this is part of.
        person: who opened the link.
        token: the link's.
        language: in which they read the invitation; from now on it is theirs.
    """
    found = valid(step, token)
    if found is None or not step.work.invitations.use(token, step.work.now):
        return None
    workshop, role, _ = found
    step.work.teams.add(workshop.id, person.id, role, step.work.now)
    chosen = language != person.language
    person = replace(person, language=language, language_chosen=person.language_chosen or chosen)
    if role is Role.FACILITATOR:
        person = replace(person, workshop_id=workshop.id)
    step.work.people.save(person)
    menus.refresh(step, person)
    step.tell_facilitators(
        workshop,
        lambda _: messages.joined_team(_, person.name, workshop.title, role),
        but=(person,),
    )
    return workshop, person


def decline(step: Step, person: Person, message_id: MessageId | None, _: Wording) -> None:
    """Forget who did not want a role and has no other part in anything; the link stays good."""
    work = step.work
    known = (
        person.owner
        or work.teams.roles_anywhere(person.id)
        or work.participants.of_person(person.id)
    )
    if not known:
        farewell(step, person.chat, messages.declined(_), message_id)
    elif message_id is None:
        step.say(person.chat, messages.declined_known(_))
    else:
        step.edit(person.chat, message_id, messages.declined_known(_))
