"""What goes wrong on the way to Telegram, and what people get all the same."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.rehearsal.standin import Fault
from flows.ids import ChatId
from storage.calls import Draft, Known, Lane
from tests.bot.chatting import Chat
from tests.bot.delivery.post_office import PostOffice, post_office, texts


async def test_after_a_429_nothing_leaves_for_anybody_until_it_is_over(chat: Chat) -> None:
    async with post_office(chat) as office:
        people = [office.person(str(number)) for number in range(12)]
        office.telegram.faults.next("sendMessage", Fault.throttled(30), chat=people[0].id)
        for phone in people:
            office.say(phone.id, "eins")
        await office.deliver()
        assert [texts(phone) for phone in people] == [["eins"]] * 12
        # Two leave in the same moment, before the 429 can be known.
        assert [time for time in sorted(office.times()) if time < 30] == [0.0] * 2


@pytest.mark.parametrize("code", [500, 502, 504])
async def test_what_was_perhaps_sent_is_repeated_once_where_that_is_allowed(
    chat: Chat, code: int
) -> None:
    async with post_office(chat) as office:
        amira = office.person("Amira")
        office.telegram.faults.next("sendMessage", Fault.server_error(code), times=2)
        key = office.say(amira.id, "Frage 1")
        await office.deliver()
        assert office.times() == [0.0, 1.0]
        assert office.state(key) == Known(key, ChatId(amira.id), "unknown", None, f"HTTP {code}")


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (Fault.timeout_after(), "TimeoutError"),
        (Fault.cut_after(), "ServerDisconnectedError"),
    ],
)
async def test_a_reminder_or_post_that_perhaps_arrived_is_never_repeated(
    chat: Chat, fault: Fault, problem: str
) -> None:
    async with post_office(chat, patience=0.3) as office:
        amira = office.person("Amira")
        office.telegram.faults.next("sendMessage", fault)
        key = office.say(amira.id, "Erinnerung", repeatable=False)
        await office.deliver()
        assert texts(amira) == ["Erinnerung"]
        known = office.state(key)
        assert (known.state, known.problem) == ("unknown", problem)


async def test_a_question_that_perhaps_arrived_comes_once_more_and_no_more(chat: Chat) -> None:
    async with post_office(chat) as office:
        amira = office.person("Amira")
        office.telegram.faults.next("sendMessage", Fault.cut_after(), times=5)
        office.say(amira.id, "Frage 1")
        await office.deliver()
        assert texts(amira) == ["Frage 1", "Frage 1"]


async def test_an_edit_is_repeated_until_it_is_there(chat: Chat) -> None:
    async with post_office(chat) as office:
        amira = office.person("Amira")
        key = office.say(amira.id, "vorher")
        await office.deliver()
        number = office.state(key).message_id
        faults = office.telegram.faults
        faults.next("editMessageText", Fault.server_error(), times=4)
        faults.next("editMessageText", Fault.cut_after())
        body = {"message_id": number, "text": "nachher"}
        office.plan(Draft("edit:1", ChatId(amira.id), "editMessageText", body))
        await office.deliver()
        assert texts(amira) == ["nachher"]
        assert office.state("edit:1").state == "sent"
        assert len(office.times("editMessageText")) == 6


async def test_an_answer_to_a_tap_that_perhaps_arrived_is_dropped(chat: Chat) -> None:
    async with post_office(chat) as office:
        office.telegram.faults.next("answerCallbackQuery", Fault.server_error())
        body = {"callback_query_id": "1"}
        office.plan(Draft("toast:1", None, "answerCallbackQuery", body, Lane.RECEIPT))
        await office.deliver()
        assert office.state("toast:1").state == "failed"
        assert len(office.times("answerCallbackQuery")) == 1


async def test_what_a_refused_token_held_up_is_sent_a_minute_later(
    chat: Chat,
) -> None:
    async with post_office(chat) as office:
        amira = office.person("Amira")
        key = office.say(amira.id, "eins", repeatable=False)
        office.telegram.faults.next("sendMessage", Fault.rejected(401, "Unauthorized"))
        await office.deliver()
        assert texts(amira) == ["eins"]
        assert office.state(key).state == "sent"
        assert office.times()[1] == 60.0


async def test_a_broken_text_fails_alone(chat: Chat) -> None:
    async with post_office(chat) as office:
        amira, leo = office.person("Amira"), office.person("Leo")
        broken = office.say(amira.id, "1 < 2")
        office.say(amira.id, "danach")
        office.say(leo.id, "anderswo")
        await office.deliver()
        assert office.state(broken).state == "failed"
        assert (texts(amira), texts(leo)) == (["danach"], ["anderswo"])


async def test_what_was_being_sent_when_the_program_was_killed_counts_as_perhaps_sent(
    chat: Chat,
) -> None:
    async with post_office(chat) as office:
        amira, leo = office.person("Amira"), office.person("Leo")
        question = office.say(amira.id, "Frage 1")
        reminder = office.say(leo.id, "Erinnerung", repeatable=False)
        await office.writer.run(
            lambda work: work.outbox.claim(work.now, most=4, resting=frozenset())
        )
        await office.delivering.recover()
        await office.deliver()
        assert (texts(amira), texts(leo)) == (["Frage 1"], [])
        assert [office.state(key).state for key in (question, reminder)] == ["sent", "unknown"]


async def test_what_waits_for_its_turn_when_the_program_stops_is_sent_at_the_next_start(
    chat: Chat,
) -> None:
    async with post_office(chat) as office:
        people = [office.person(str(number)) for number in range(4)]
        office.telegram.faults.next("sendMessage", Fault.throttled(30))
        keys = [office.say(phone.id, "Erinnerung", repeatable=False) for phone in people]
        await stop_in_a_halt(office)
        assert {office.state(key).state for key in keys} <= {"sent", "retry", "planned"}
        await office.delivering.recover()
        await office.deliver()
        assert [texts(phone) for phone in people] == [["Erinnerung"]] * 4


async def stop_in_a_halt(office: PostOffice) -> None:
    """Stop as soon as calls are claimed and the first of them has left."""
    running = asyncio.create_task(office.delivering.run())
    await office.telegram.until(office.times)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_certain_failure_does_not_use_up_the_second_attempt(chat: Chat) -> None:
    async with post_office(chat) as office:
        amira = office.person("Amira")
        office.telegram.faults.next("sendMessage", Fault.throttled(1))
        office.telegram.faults.next("sendMessage", Fault.server_error(502))
        office.say(amira.id, "Frage 1")
        await office.deliver()
        assert texts(amira) == ["Frage 1"]


async def test_a_claim_whose_commit_is_unknown_is_sent_once(chat: Chat) -> None:
    async with post_office(chat) as office:
        amira = office.person("Amira")
        key = office.say(amira.id, "Erinnerung", repeatable=False)
        with lost_acknowledgement(chat.engine):
            await office.deliver()
        assert (texts(amira), office.state(key).state) == (["Erinnerung"], "sent")


@contextmanager
def lost_acknowledgement(engine: Engine) -> Iterator[None]:
    """The first commit that claims something is kept, but its acknowledgement never comes."""
    claims: list[str] = []

    def look(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("UPDATE outbox SET state") and "RETURNING" in statement:
            claims.append(statement)

    def lose(connection: Any) -> None:
        if len(claims) == 1:
            claims.append("lost")
            connection.connection.driver_connection.commit()
            raise OSError("the connection broke")

    event.listen(engine, "before_cursor_execute", look)
    event.listen(engine, "commit", lose)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", look)
        event.remove(engine, "commit", lose)
    assert "lost" in claims
