"""The people of these conversations, and the quick way to a workshop."""

from dataclasses import replace

from bot.service import owning
from flows.ids import ChatId
from flows.workshop import Joining, Workshop
from tests.bot.chatting import Chat, Human

JONNA, TAREK, RENATE, AMIRA = 7001, 7002, 7003, 7004


def owner(chat: Chat, language: str = "de") -> Human:
    """Jonna, whom the settings name as the owner."""
    with chat.begin() as step:
        owning.appoint(step.work, (ChatId(JONNA),))
    return chat.person(JONNA, "Jonna Beispiel", language)


def facilitator(chat: Chat, language: str = "de") -> Human:
    """Jonna with a complete workshop on 30 and 31 January, and its card before her."""
    jonna = owner(chat, language)
    jonna.says("/new")
    jonna.presses({"de": "Netzwerkarbeit", "en": "Networking"}[language])
    jonna.says("Netzwerkarbeit")
    jonna.says("Beispielhaus e. V., Musterstadt")
    jonna.says("Renate Probe, datenschutz@beispielhaus.example")
    jonna.says("30.1.")
    return jonna


def workshop(chat: Chat) -> Workshop:
    """The newest workshop as it is stored."""
    with chat.begin() as step:
        person = step.work.people.by_chat(ChatId(JONNA))
        assert person is not None
        return step.work.workshops.facilitated_by(person.id)[0]


def participant(chat: Chat, telegram_id: int = AMIRA, language: str = "de") -> Human:
    """Somebody who takes part in the newest workshop."""
    found = workshop(chat)
    with chat.begin() as step:
        person = step.work.people.add(ChatId(telegram_id), "Amira Haddad", language, step.work.now)
        joined = step.work.participants.add(found.id, person.id)
        step.work.participants.save(replace(joined, state=Joining.JOINED))
    return chat.person(telegram_id, "Amira Haddad", language)


def team_token(jonna: Human, role: str = "facilitator") -> str:
    """The token of a new one-time link."""
    jonna.says(f"/invite {role}")
    return jonna.last.text.split("start=")[1]
