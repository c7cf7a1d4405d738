"""People who join the workshop of the examples by its link."""

from dataclasses import replace

from flows.attribution import Attribution
from flows.workshop import Participant
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
    """The post is out."""
    before = arranged.workshop
    with arranged.chat.begin() as step:
        step.work.workshops.save(replace(before, published_at=arranged.chat.now))
