"""People who join the workshop of the examples by its link."""

from bot.service import publishing
from flows.attribution import Attribution
from flows.workshop import Participant, Role
from storage.participants import Consent
from tests.bot.arranging import Arranged
from tests.bot.chatting import Chat, Human, Seen

LINK = "/start p_Kf7Qm2Zx9TbL1"


def joined(chat: Chat, name: str = "Leo Lind", telegram_id: int = 50) -> Human:
    """Somebody who speaks English, has agreed, and is quoted by their first name."""
    human = chat.person(telegram_id, name, "en")
    human.says(LINK)
    human.presses("I agree")
    human.presses(f"As “{name.split(maxsplit=1)[0]}”")
    return human


def consents(arranged: Arranged, human: Human) -> list[Consent]:
    participant = arranged.participant(human)
    with arranged.chat.begin() as step:
        return list(step.work.consents.of(participant.id))


def quoting(participant: Participant) -> tuple[Attribution | None, str | None]:
    return participant.attribution, participant.quoted_name


def texts(seen: list[Seen]) -> list[str]:
    return [message.text for message in seen]


def published(arranged: Arranged) -> None:
    """The post is out, in a group and with an organiser."""
    arranged.connects()
    arranged.has_role("Renate Probe", Role.ORGANISER)
    workshop = arranged.workshop
    with arranged.chat.begin() as step:
        publishing.publish(step, workshop)
    arranged.attends()
