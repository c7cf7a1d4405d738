"""/privacy: what is stored, and what one has agreed to."""

from bot.chat import helping
from bot.chat.participants import own_part
from bot.chat.talk import Handler, Talk
from bot.messages import privacy
from bot.messages.message import Message
from bot.service import wall_names
from bot.service.occasion import handling, owners
from flows.workshop import Participant


def _command(talk: Talk, _arguments: str) -> None:
    parts = talk.work.participants.of_person(talk.person.id)
    match parts:
        case ():
            talk.say(privacy.general(talk.wording, owners(talk.step)))
        case (participant,):
            talk.say(_text(talk, participant))
        case _:
            titled = [(one.id, _title(talk, one)) for one in parts]
            question = privacy.which_privacy(talk.wording)
            talk.say(privacy.which_workshop(talk.wording, titled, "privacy", question))


def _tap(talk: Talk, arguments: str) -> None:
    found = own_part(talk, arguments)
    if found is None:
        helping.stale(talk)
    else:
        talk.show(_text(talk, found[0]))


def _text(talk: Talk, participant: Participant) -> Message:
    workshop = talk.work.workshops.get(participant.workshop_id)
    name = participant.quoted_name or talk.person.name
    theirs = talk.work.quotes.placed_of(participant.id)
    return privacy.of_participant(
        talk.wording,
        handling(talk.step, workshop),
        participant,
        name,
        [one.quote.state for one in theirs],
        wall_names.choice(talk.work, participant),
    )


def _title(talk: Talk, participant: Participant) -> str:
    return talk.work.workshops.get(participant.workshop_id).title


COMMANDS: dict[str, Handler] = {"privacy": _command}
TAPS: dict[str, Handler] = {"privacy": _tap}
