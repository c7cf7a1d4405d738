"""The link to the wall is the facilitators' to make, to renew and to switch off."""

from bot.service import wall
from tests.bot.arranging import Arranged, arrange
from tests.bot.chatting import Chat, Human
from tests.bot.setting_up.people import TAREK
from tests.bot.wall.setting import PUBLIC, with_pages


def token(arranged: Arranged) -> str | None:
    with arranged.chat.begin() as step:
        return step.work.walls.token(arranged.id)


def opens(arranged: Arranged, word: str) -> bool:
    with arranged.chat.begin() as step:
        return step.work.walls.find(word) == arranged.id


def before_the_card(human: Human) -> None:
    human.says("/workshop")


def test_without_web_pages_the_card_has_no_wall(chat: Chat) -> None:
    arranged = arrange(chat, language="en")
    before_the_card(arranged.jonna)
    assert ["Wall"] not in arranged.jonna.last.labels
    arranged.jonna.taps(arranged.jonna.last.message_id, f"wall:{arranged.id}")
    assert arranged.jonna.last.text == (
        "This bot has no web pages. Whoever runs it can set them up."
    )
    arranged.jonna.taps(arranged.jonna.last.message_id, f"wallnew:{arranged.id}")
    assert token(arranged) is None


def test_the_link_is_made_when_it_is_first_asked_for_and_stays(chat: Chat) -> None:
    arranged = with_pages(chat)
    assert token(arranged) is None
    before_the_card(arranged.jonna)
    arranged.jonna.presses("Wall")
    first = token(arranged)
    assert first is not None
    assert arranged.jonna.last.text == (
        "<b>Wall for “Netzwerkarbeit”</b>\n"
        "Open this page on the projector in the room. It shows live how to join, how many take "
        "part and how far the answers are. After a day it shows themes and words, and at the end "
        "the post.\n"
        "Nobody's answer stands there before its author allows it, and no name either.\n\n"
        f"{PUBLIC}/wall/{first}\n"
        "Whoever has the link can look, without Telegram."
    )
    assert arranged.jonna.last.labels == [
        ["Open wall", "Copy link"],
        ["New link", "Switch off"],
        ["Back"],
    ]
    assert arranged.jonna.last.button("Open wall")["url"] == f"{PUBLIC}/wall/{first}"
    arranged.jonna.presses("Back")
    arranged.jonna.presses("Wall")
    assert token(arranged) == first


def test_a_new_link_makes_the_old_one_void_at_once(chat: Chat) -> None:
    arranged = with_pages(chat)
    before_the_card(arranged.jonna)
    arranged.jonna.presses("Wall")
    first = token(arranged)
    arranged.jonna.presses("New link")
    second = token(arranged)
    assert first is not None
    assert second is not None
    assert (opens(arranged, first), opens(arranged, second)) == (False, True)
    assert "The old one opens nothing any more." in arranged.jonna.last.text
    assert f"{PUBLIC}/wall/{second}" in arranged.jonna.last.text


def test_switched_off_it_opens_nothing_until_somebody_wants_a_new_link(chat: Chat) -> None:
    arranged = with_pages(chat)
    before_the_card(arranged.jonna)
    arranged.jonna.presses("Wall")
    first = token(arranged)
    arranged.jonna.presses("Switch off")
    assert arranged.jonna.last.text == (
        "✓ The wall for “Netzwerkarbeit” is off. Its link opens nothing."
    )
    assert first is not None
    assert (token(arranged), opens(arranged, first)) == (None, False)
    arranged.jonna.presses("New link")
    assert token(arranged) not in {None, first}


def test_only_facilitators_of_the_workshop_come_to_its_link(chat: Chat) -> None:
    arranged = with_pages(chat)
    other = arrange(chat, language="en", number=2)
    amira = arranged.joins("Amira Haddad", language="en")
    for human in (amira, other.jonna, chat.person(TAREK, "Tarek Muster", "en")):
        for verb in ("wall", "wallnew", "walloff"):
            human.taps(chat.message_id(), f"{verb}:{arranged.id}")
            assert PUBLIC not in human.last.text if human.sees() else True
    assert token(arranged) is None


def test_the_link_of_a_deleted_workshop_opens_nothing(chat: Chat) -> None:
    arranged = with_pages(chat)
    workshop = arranged.workshop
    with chat.begin() as step:
        wall.renew(step, workshop)
        word = step.work.walls.token(workshop.id)
        step.work.workshops.delete(workshop.id)
        assert word is not None
        assert step.work.walls.find(word) is None


def test_on_this_machine_alone_the_address_is_no_button(chat: Chat) -> None:
    arranged = with_pages(chat)
    with chat.begin() as step:
        step.work.facts.put(wall.PUBLIC_URL, "http://127.0.0.1:8080")
    before_the_card(arranged.jonna)
    arranged.jonna.presses("Wall")
    assert arranged.jonna.last.labels[0] == ["Copy link"]
    assert f"http://127.0.0.1:8080/wall/{token(arranged)}" in arranged.jonna.last.text
