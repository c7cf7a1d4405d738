from datetime import timedelta

from bot.service import owning
from flows.ids import ChatId
from tests.bot.chatting import Chat
from tests.bot.setting_up.people import JONNA, TAREK, owner


def link(chat: Chat) -> str | None:
    with chat.begin() as step:
        return owning.owner_link(step.work)


def owners(chat: Chat) -> list[str]:
    with chat.begin() as step:
        return [person.name for person in step.work.people.owners()]


def test_whoever_opens_the_one_time_link_first_owns_the_bot(chat: Chat) -> None:
    token = link(chat)
    jonna, tarek = chat.person(JONNA, "Jonna Beispiel"), chat.person(TAREK, "Tarek Muster")
    jonna.says(f"/start {token}")
    tarek.says(f"/start {token}")
    assert jonna.last.text == (
        "Hallo Jonna. Du betreibst jetzt diesen Bot. Der Link ist damit verbraucht.\n"
        "Leg jetzt einen Workshop an. Das dauert etwa zwei Minuten."
    )
    assert jonna.last.labels == [["Workshop anlegen"], ["Hilfe", "English"]]
    assert owners(chat) == ["Jonna Beispiel"]
    assert link(chat) is None


def test_a_new_link_makes_the_one_before_invalid(chat: Chat) -> None:
    before = link(chat)
    link(chat)
    chat.person(JONNA, "Jonna Beispiel").says(f"/start {before}")
    assert owners(chat) == []


def test_the_link_ends_after_a_week(chat: Chat) -> None:
    token = link(chat)
    chat.now += timedelta(days=7)
    chat.person(JONNA, "Jonna Beispiel").says(f"/start {token}")
    assert owners(chat) == []


def test_a_team_link_makes_nobody_an_owner(chat: Chat) -> None:
    chat.person(JONNA, "Jonna Beispiel").says("/start own_nothing")
    assert owners(chat) == []


def test_the_new_owner_can_switch_the_language(chat: Chat) -> None:
    jonna = chat.person(JONNA, "Jonna Beispiel")
    jonna.says(f"/start {link(chat)}")
    jonna.presses("English")
    assert jonna.last.text.startswith("Hello Jonna. You now run this bot.")
    jonna.taps(jonna.last.message_id, "ownlang:xx")
    assert jonna.last.text.startswith("Hello Jonna. You now run this bot.")


def test_somebody_appointed_is_an_owner_from_the_first_message_on(chat: Chat) -> None:
    jonna = owner(chat)
    assert owners(chat) == []
    jonna.says("/start")
    assert owners(chat) == ["Jonna Beispiel"]


def test_whoever_is_no_longer_appointed_is_no_owner(chat: Chat) -> None:
    owner(chat).says("/start")
    tarek = chat.person(TAREK, "Tarek Muster")
    with chat.begin() as step:
        owning.appoint(step.work, (ChatId(TAREK),))
    tarek.says("/start")
    assert owners(chat) == ["Tarek Muster"]
    with chat.begin() as step:
        owning.appoint(step.work, ())
    assert owners(chat) == ["Tarek Muster"]


def test_somebody_known_can_be_appointed(chat: Chat) -> None:
    with chat.begin() as step:
        step.work.people.add(ChatId(JONNA), "Jonna Beispiel", "de", step.work.now)
        owning.appoint(step.work, (ChatId(JONNA),))
    assert owners(chat) == ["Jonna Beispiel"]
