"""Inviting participants, facilitators and organisers, and what the invited see."""

from bot.chat import helping, workshops
from bot.chat.talk import Handler, Talk, WorkshopHandler
from bot.messages import inviting as messages
from bot.messages.wording import LANGUAGES, Wording, in_language
from bot.service import inviting
from flows.workshop import Role, Workshop

ROLES = {
    "facilitator": Role.FACILITATOR,
    "facilitators": Role.FACILITATOR,
    "moderation": Role.FACILITATOR,
    "moderator": Role.FACILITATOR,
    "moderatorin": Role.FACILITATOR,
    "organiser": Role.ORGANISER,
    "organisers": Role.ORGANISER,
    "organizer": Role.ORGANISER,
    "veranstaltende": Role.ORGANISER,
    "veranstalter": Role.ORGANISER,
    "veranstalterin": Role.ORGANISER,
}
"""What stands behind /invite, in both languages."""


def open_invitation(talk: Talk, token: str) -> bool:
    """Show what a link for the team is about; False if it was used, withdrawn or is too old.

    Nothing is stored about a stranger before they accept.
    """
    found = inviting.valid(talk.step, token)
    if found is None:
        return False
    workshop, role, _ = found
    if role in talk.work.teams.roles(workshop.id, talk.person.id):
        talk.say(messages.has_role(talk.wording, workshop, role))
    else:
        _show(talk, talk.wording, token)
    return True


def _show(talk: Talk, wording: Wording, token: str) -> None:
    found = inviting.valid(talk.step, token)
    if found is None:
        talk.settle(messages.expired(wording))
        return
    workshop, role, invitation = found
    inviter = inviting.inviter(talk.step, invitation)
    first_name = talk.person.first_name
    talk.show(messages.invited(wording, first_name, workshop, role, inviter, token))


def _in_the_language(handle: Handler) -> Handler:
    """A button `verb:LANGUAGE:TOKEN` with a language that the bot speaks."""

    def checked(talk: Talk, arguments: str) -> None:
        if arguments.partition(":")[0] in LANGUAGES:
            handle(talk, arguments)
        else:
            helping.stale(talk)

    return checked


def _other_language(talk: Talk, arguments: str) -> None:
    language, _, token = arguments.partition(":")
    _show(talk, in_language(language), token)


def _accept(talk: Talk, arguments: str) -> None:
    language, _, token = arguments.partition(":")
    found = inviting.valid(talk.step, token)
    accepted = inviting.accept(talk.step, talk.person, token, language)
    if found is None or accepted is None:
        talk.settle(messages.expired(in_language(language)))
        return
    workshop, role, _invitation = found
    talk.settle(messages.accepted(in_language(language), workshop, role))
    if role is Role.FACILITATOR:
        workshops.send_card(Talk(talk.step, accepted[1], talk.message_id), workshop)


def _decline(talk: Talk, arguments: str) -> None:
    language = arguments.partition(":")[0]
    pressed = talk.message_id if talk.pressed else None
    inviting.decline(talk.step, talk.person, pressed, in_language(language))


def _invite_command(talk: Talk, workshop: Workshop, arguments: str) -> None:
    if not arguments:
        inviting.send_invitation(talk.step, talk.person, workshop)
    elif arguments.casefold() in ROLES:
        _make_link(talk, workshop, ROLES[arguments.casefold()])
    else:
        talk.say(messages.whom(talk.wording, workshop))


def _invite_participants(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    inviting.send_invitation(talk.step, talk.person, workshop)


def _team(talk: Talk, workshop: Workshop, role: str) -> None:
    if role in ROLES:
        _make_link(talk, workshop, ROLES[role])
    else:
        talk.show(messages.whom(talk.wording, workshop))


def _make_link(talk: Talk, workshop: Workshop, role: Role) -> None:
    invitation = inviting.invite(talk.step, talk.person, workshop, role)
    link = talk.step.link(invitation.token)
    talk.show(
        messages.team_link(
            talk.wording, workshop, role, link, invitation.token, invitation.expires_at
        )
    )


def _withdraw(talk: Talk, workshop: Workshop, token: str) -> None:
    invitation = talk.work.invitations.get(token)
    if invitation is not None and invitation.workshop_id != workshop.id:
        helping.stale(talk)
    elif invitation is not None and invitation.used_at is not None:
        talk.settle(messages.used_already(talk.wording))
    else:
        talk.work.invitations.withdraw(token)
        talk.settle(messages.withdrawn(talk.wording))


TAPS: dict[str, Handler] = {
    "teamyes": _in_the_language(_accept),
    "teamno": _in_the_language(_decline),
    "teamlang": _in_the_language(_other_language),
}
WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {"invite": _invite_command}
WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "invite": _invite_participants,
    "team": _team,
    "invitedrop": _withdraw,
}
