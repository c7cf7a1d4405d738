"""Somebody lets the bot in again after they had blocked it."""

import pytest
from sqlalchemy import update

from bot.chat.dispatch import dispatch
from bot.chat.incoming import BotBlocked, Said
from bot.service import asking
from bot.service.step import Step
from flows.attribution import Attribution
from storage.tables import outbox, prompts
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import BOT, Chat, Human
from tests.bot.sentences import is_asked, propose


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


@pytest.fixture
def amira(workshop: Arranged) -> Human:
    return workshop.joins("Amira Haddad", Attribution.FIRST_NAME)


def lets_in(human: Human, *, blocked: bool = False) -> None:
    human.chat.happens(BotBlocked(human.sender, blocked=blocked))


def never_arrives(workshop: Arranged, human: Human) -> None:
    """The newest message to somebody was refused instead of delivered."""
    with workshop.chat.engine.begin() as connection:
        newest = human.last.message_id
        here = (outbox.c.chat_id == human.id) & (outbox.c.message_id == newest)
        gone = {"state": "failed", "problem": "blocked", "message_id": None}
        connection.execute(update(outbox).where(here).values(**gone))
        mine = update(prompts).where(prompts.c.message_id == newest)
        connection.execute(mine.values(message_id=None))
    del workshop.chat.seen[human.id][newest]


def test_the_open_question_that_never_arrived_comes_once(workshop: Arranged, amira: Human) -> None:
    workshop.wakes(at(30, "17:00"))
    amira.says("Zuhören.")
    never_arrives(workshop, amira)
    before = len(amira.sees())
    lets_in(amira, blocked=True)
    lets_in(amira)
    lets_in(amira)
    assert [seen.text.splitlines()[0] for seen in amira.sees()[before:]] == ["Frage 2 von 5"]


def test_the_start_button_does_not_ask_twice(workshop: Arranged, amira: Human) -> None:
    workshop.wakes(at(30, "17:00"))
    amira.says("Zuhören.")
    never_arrives(workshop, amira)
    lets_in(amira, blocked=True)
    before = len(amira.sees())
    with workshop.chat.begin() as step:
        dispatch(step, BotBlocked(amira.sender, blocked=False))
        start = Said(amira.sender, workshop.chat.message_id(), step.work.now, "/start", None)
        dispatch(Step(step.work, "update:start", BOT), start)
    workshop.chat.deliver()
    here = [seen.text.splitlines()[0] for seen in amira.sees()[before:]]
    assert here == ["Frage 2 von 5", "Deine Frage ist unterwegs."]


def test_a_question_that_stands_in_the_chat_does_not_come_again(
    workshop: Arranged, amira: Human
) -> None:
    workshop.wakes(at(30, "17:00"))
    before = amira.sees()
    lets_in(amira, blocked=True)
    lets_in(amira)
    assert amira.sees() == before


def test_who_has_paused_is_left_alone(workshop: Arranged, amira: Human) -> None:
    workshop.wakes(at(30, "17:00"))
    amira.says("Zuhören.")
    amira.says("/pause")
    never_arrives(workshop, amira)
    never_arrives(workshop, amira)
    before = amira.sees()
    lets_in(amira, blocked=True)
    lets_in(amira)
    assert amira.sees() == before


def test_the_sentence_that_waits_comes_once(workshop: Arranged, amira: Human) -> None:
    workshop.wakes(at(30, "17:00"))
    amira.says("Zuhören.")
    workshop.wakes(at(30, "21:00"))
    propose(workshop)
    here = workshop.workshop
    with workshop.chat.begin() as step:
        asking.ask(step, here)
    workshop.chat.deliver()
    never_arrives(workshop, amira)
    assert not is_asked(amira)
    lets_in(amira, blocked=True)
    lets_in(amira)
    assert is_asked(amira)
    before = amira.sees()
    lets_in(amira, blocked=True)
    lets_in(amira)
    assert amira.sees() == before


def test_where_nothing_is_open_nothing_comes(workshop: Arranged, amira: Human) -> None:
    lets_in(amira, blocked=True)
    lets_in(amira)
    assert amira.sees() == []


def test_a_stranger_who_lets_the_bot_in_is_not_written_to(workshop: Arranged) -> None:
    stranger = workshop.chat.person(77, "Sam Berger")
    lets_in(stranger)
    assert stranger.sees() == []
