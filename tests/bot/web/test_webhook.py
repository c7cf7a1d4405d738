"""What Telegram posts is committed before it is accepted, and from nobody else."""

import asyncio
import threading
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest

from bot.chat.receiving import accept
from bot.web.webhook import LARGEST_BODY, webhook
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Writer
from tests.bot.chatting import Chat
from tests.bot.web.posting import SECRET, Client, served

UPDATE = {
    "update_id": 500_000_001,
    "message": {
        "message_id": 1,
        "date": 0,
        "chat": {"id": 7, "type": "private"},
        "text": "Hello",
    },
}


@pytest.fixture
async def writer(chat: Chat) -> AsyncIterator[Writer[Work]]:
    async with Writer(chat.engine, chat.work) as writer:
        yield writer


@pytest.fixture
async def client(writer: Writer[Work]) -> AsyncIterator[Client]:
    async def take_in(update: dict[str, Any]) -> None:
        await accept(writer, update)

    async with served(webhook("/telegram", SECRET, take_in)) as client:
        yield client


async def stored(writer: Writer[Work]) -> list[dict[str, Any]]:
    return [arrival.body for arrival in await writer.run(lambda work: work.inbox.next(10))]


async def test_an_update_is_stored_as_it_came(client: Client, writer: Writer[Work]) -> None:
    assert await client.post(UPDATE) == (200, "")
    assert await stored(writer) == [UPDATE]


async def test_an_update_that_is_posted_twice_is_stored_once(
    client: Client, writer: Writer[Work]
) -> None:
    assert [await client.post(UPDATE), await client.post(UPDATE)] == [(200, ""), (200, "")]
    assert await stored(writer) == [UPDATE]


async def test_what_people_tell_each_other_in_a_group_is_accepted_and_not_stored(
    client: Client, writer: Writer[Work]
) -> None:
    message = {**UPDATE["message"], "chat": {"id": -7, "type": "group"}}  # type: ignore[dict-item]
    assert await client.post({**UPDATE, "message": message}) == (200, "")
    assert await stored(writer) == []


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", "ü"])
async def test_without_the_secret_nothing_is_read_and_nothing_is_said(
    client: Client, writer: Writer[Work], secret: str | None
) -> None:
    assert await client.post(UPDATE, secret=secret) == (403, "")
    assert await stored(writer) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not JSON",
        b"\xff\xfe",
        b"[" * 100_000,
        [UPDATE],
        {"message": UPDATE["message"]},
        {**UPDATE, "update_id": "500000001"},
        {**UPDATE, "update_id": True},
        {**UPDATE, "update_id": 1.5},
        {**UPDATE, "update_id": -1},
        {**UPDATE, "update_id": 2**63},
        {**UPDATE, "message": "Hello"},
        {**UPDATE, "message": {"chat": "here"}},
    ],
    ids=lambda body: repr(body)[:30],
)
async def test_what_is_no_update_is_refused(
    client: Client, writer: Writer[Work], body: object
) -> None:
    assert await client.post(body) == (400, "")
    assert await stored(writer) == []


async def test_a_body_that_is_too_large_is_refused_also_when_it_does_not_say_so(
    client: Client, writer: Writer[Work]
) -> None:
    large = b'{"update_id": 1, "text": "' + b"a" * LARGEST_BODY + b'"}'

    async def in_pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 65_536):
            yield large[start : start + 65_536]

    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    url = f"{client.root}/telegram"
    for body in (BytesIO(large), in_pieces()):
        async with client.session.post(url, data=body, headers=headers) as answer:
            assert answer.status == 413
    assert await stored(writer) == []


async def test_other_paths_and_methods_are_not_there(client: Client) -> None:
    assert (await client.post(UPDATE, path="/elsewhere"))[0] == 404
    assert (await client.get("/telegram"))[0] == 405


@pytest.mark.parametrize("error", [StorageFailed(), CommitUnknown()])
async def test_telegram_is_asked_to_post_again_what_the_storage_did_not_take(
    error: Exception,
) -> None:
    async def failing(_update: dict[str, Any]) -> None:
        raise error

    async with served(webhook("/telegram", SECRET, failing)) as client:
        assert await client.post(UPDATE) == (503, "")


async def test_a_mistake_of_our_own_is_not_told_in_words() -> None:
    async def broken(_update: dict[str, Any]) -> None:
        raise LookupError("somebody's words")

    async with served(webhook("/telegram", SECRET, broken)) as client:
        assert await client.post(UPDATE) == (500, "")


async def test_an_update_is_accepted_only_after_its_commit(
    client: Client, writer: Writer[Work]
) -> None:
    entered, opened = threading.Event(), threading.Event()

    def hold(_work: Work) -> None:
        entered.set()
        assert opened.wait(10)

    held = asyncio.create_task(writer.run(hold))
    await asyncio.to_thread(entered.wait, 10)
    posting = asyncio.create_task(client.post(UPDATE))
    # Whoever asks for something else is answered meanwhile: the post had its time.
    assert (await client.get("/elsewhere"))[0] == 404
    assert not posting.done()

    opened.set()
    assert await posting == (200, "")
    await held
    assert await stored(writer) == [UPDATE]
