"""The stub of measurements answers like the Bot API, as far as clients need it."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot

from bench.measuring.work import quantile
from bench.stub.client import TOKEN, Stub
from bench.stub.wire import chat_of, first_request, offset_of
from bot.chat.transport import Transport

CHAT = 10_000_007


@pytest.fixture(scope="module")
def stub() -> Iterator[Stub]:
    with Stub() as running:
        yield running


@pytest.fixture
async def bot(stub: Stub) -> AsyncIterator[Bot]:
    stub.reset()
    async with Bot(TOKEN, base_url=f"{stub.url}/bot") as bot:
        yield bot


async def test_a_message_is_sent_and_counted_with_its_chat(stub: Stub, bot: Bot) -> None:
    first = await bot.send_message(CHAT, "Guten Tag")
    second = await bot.send_message(CHAT + 1, "Guten Tag")
    assert (first.chat.id, second.chat.id) == (CHAT, CHAT + 1)
    assert second.message_id > first.message_id
    report = stub.report("sendMessage")
    assert report.chats == [CHAT, CHAT + 1]
    assert report.times == sorted(report.times)


async def test_updates_are_handed_out_until_an_offset_acknowledges_them(
    stub: Stub, bot: Bot
) -> None:
    stub.feed(first=CHAT, chats=2, many=150)
    batch = await bot.get_updates()
    again = await bot.get_updates()
    rest = await bot.get_updates(offset=batch[-1].update_id + 1)
    assert [len(batch), len(again), len(rest)] == [100, 100, 50]
    assert batch == again
    message = batch[1].message
    assert message is not None
    assert message.chat.id == CHAT + 1
    assert message.text


async def test_a_long_poll_ends_when_an_update_comes(stub: Stub, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.to_thread(stub.polled)
    stub.feed(first=CHAT, chats=1, many=1)
    assert len(await polling) == 1


async def test_a_message_after_an_update_has_a_higher_number(stub: Stub, bot: Bot) -> None:
    stub.feed(first=CHAT, chats=1, many=1)
    (update,) = await bot.get_updates()
    sent = await bot.send_message(CHAT, "Danke")
    assert update.message is not None
    assert sent.message_id > update.message.message_id


async def test_what_is_more_than_the_limit_gets_a_429(stub: Stub) -> None:
    stub.reset()
    stub.limit(2)
    transport = Transport(stub.url, TOKEN)
    await transport.initialize()
    try:
        body = {"chat_id": CHAT, "text": "Guten Tag"}
        answers = [await transport.call("sendMessage", body) for _ in range(3)]
    finally:
        await transport.shutdown()
        stub.limit(0)
    assert [answer.status for answer in answers] == [200, 200, 429]
    assert answers[-1].body["parameters"] == {"retry_after": 1}
    assert stub.report().refused == 1


async def test_other_methods_are_answered_too(bot: Bot) -> None:
    assert (await bot.get_me()).username == "bench_bot"
    assert await bot.delete_webhook()
    assert await bot.edit_message_reply_markup(CHAT, 5)


@pytest.mark.parametrize(
    "body",
    [
        b'{"chat_id":-100123,"text":"x"}',
        b'{"text":"x","chat_id": "-100123"}',
        b"text=x&chat_id=-100123",
        b'--b\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n-100123\r\n--b--',
        b'--b\r\nContent-Type: text/plain\r\nContent-Disposition: form-data; name="chat_id"'
        b"\r\nX: y\r\n\r\n-100123\r\n--b--",
    ],
)
def test_a_chat_is_read_from_every_form_that_clients_use(body: bytes) -> None:
    assert chat_of(body) == -100123


def test_requests_are_told_apart_however_they_arrive() -> None:
    one = b"POST /bot1:a/sendMessage HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"
    two = b"GET /bot1:a/getUpdates?offset=7 HTTP/1.1\r\nHost: x\r\n\r\n"
    assert first_request(one[:-1]) is None
    found = first_request(one + two)
    assert found is not None
    assert found[0].target == b"sendMessage"
    rest = first_request(found[1])
    assert rest is not None
    assert offset_of(rest[0].content) == 7
    assert rest[1] == b""


def test_a_quantile_is_one_of_the_values() -> None:
    values = [float(number) for number in range(100)]
    assert [quantile(values, share) for share in (0.5, 0.99, 1.0)] == [50, 99, 99]
