"""Buttons about one's own part in a workshop: whose they are."""

from bot.chat.talk import Talk
from flows.workshop import Participant


def own_part(talk: Talk, arguments: str) -> tuple[Participant, str] | None:
    """The person's own part that a button `verb:PARTICIPANT:…` names, and what stands behind it.

    None where it is somebody else's or gone: buttons can be pressed by anyone.
    """
    number, _, rest = arguments.partition(":")
    for participant in talk.work.participants.of_person(talk.person.id):
        if str(participant.id) == number:
            return participant, rest
    return None
