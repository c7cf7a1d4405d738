"""/start, with and without a link: the invitation and its consent."""

from typing import assert_never

from bot.chat import helping, inviting, setting_up, workshops
from bot.chat.participants import own_part
from bot.chat.speaking import speak
from bot.chat.talk import Handler, Talk
from bot.messages import joining as messages
from bot.messages import privacy, quoting
from bot.messages.message import Message
from bot.messages.wording import LANGUAGES
from bot.service import answering, joining, returning
from bot.service.asked import asked_now
from bot.service.occasion import handling
from bot.service.rights import current_workshop
from bot.service.whereabouts import whereabouts
from flows import engine
from flows.workshop import Joining, Participant, Workshop


def _start(talk: Talk, arguments: str) -> None:
    token = arguments.split(maxsplit=1)[0] if arguments else ""
    if not token:
        _continue(talk)
        return
    workshop = talk.work.workshops.by_invite_token(token)
    if workshop is not None:
        _arrive(talk, workshop)
    elif not _gives_role(talk, token):
        talk.say(messages.no_such_link(talk.wording))


def _gives_role(talk: Talk, token: str) -> bool:
    """Open a link for the team or for the owner; False where it is none that holds."""
    if token.startswith("own_"):
        return setting_up.take_over(talk, token)
    if token.startswith(("f_", "o_")):
        return inviting.open_invitation(talk, token)
    return False


def _continue(talk: Talk) -> None:
    """Without a link: the open question, a facilitator's card, or whatever is most useful."""
    stored = asked_now(talk.step, talk.person)
    if stored is not None and returning.is_coming(talk.step, talk.person):
        # Who lets the bot in again by its start button has just been asked.
        talk.say(Message(messages.on_its_way(talk.wording)))
        return
    if stored is not None:
        answering.turn(talk.step, stored, engine.show)
        return
    workshop = current_workshop(talk.work, talk.person)
    if workshop is not None:
        workshops.send_card(talk, workshop)
    else:
        talk.say(whereabouts(talk.step, talk.person))


def _arrive(talk: Talk, workshop: Workshop) -> None:
    match joining.arrive(talk.step, talk.person, workshop):
        case joining.Invited(participant) if participant.state is Joining.JOINED:
            talk.say(joining.renewal(talk.step, talk.wording, talk.person, participant))
        case joining.Invited(participant):
            talk.say(joining.invitation(talk.step, talk.wording, talk.person, participant))
        case joining.ToBeQuoted(participant):
            talk.say(quoting.how_to_quote(talk.wording, talk.person, participant))
        case joining.TakesPart():
            talk.say(messages.already_in(talk.wording, workshop.title))
            _continue(talk)
        case _ as never:
            assert_never(never)


def _agree(talk: Talk, arguments: str) -> None:
    found = own_part(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    pressed = talk.message_id if talk.pressed else None
    participant = joining.agree(talk.step, talk.person, found[0], pressed)
    today = talk.work.now.astimezone(_workshop(talk, participant).zone).date()
    talk.settle(messages.agreed(talk.wording, today))
    if participant.state is Joining.AGREED:
        talk.say(quoting.how_to_quote(talk.wording, talk.person, participant))


def _decline(talk: Talk, arguments: str) -> None:
    found = own_part(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    pressed = talk.message_id if talk.pressed else None
    joining.decline(talk.step, talk.person, found[0], pressed)


def _more(talk: Talk, arguments: str) -> None:
    found = own_part(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    participant, _ = found
    text = privacy.privacy(talk.wording, handling(talk.step, _workshop(talk, participant)))
    talk.show(Message(text, privacy.back_row(talk.wording, participant.id)))


def _back(talk: Talk, arguments: str) -> None:
    found = own_part(talk, arguments)
    if found is None:
        helping.stale(talk)
    else:
        talk.show(joining.invitation(talk.step, talk.wording, talk.person, found[0]))


def _other_language(talk: Talk, arguments: str) -> None:
    found = own_part(talk, arguments)
    if found is None or found[1] not in LANGUAGES:
        helping.stale(talk)
        return
    participant, language = found
    spoken = speak(talk, language)
    spoken.show(joining.invitation(spoken.step, spoken.wording, spoken.person, participant))


def _workshop(talk: Talk, participant: Participant) -> Workshop:
    return talk.work.workshops.get(participant.workshop_id)


COMMANDS: dict[str, Handler] = {"start": _start}
TAPS: dict[str, Handler] = {
    "joinyes": _agree,
    "joinno": _decline,
    "joinmore": _more,
    "joinback": _back,
    "joinlang": _other_language,
}
