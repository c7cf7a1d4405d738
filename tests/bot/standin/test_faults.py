import asyncio

import aiohttp
import pytest

from bot.rehearsal.standin import Fault, Phone, StandIn
from tests.bot.standin.calling import Api, Refusal


def said(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if message.from_bot]


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (
            Fault.throttled(3),
            Refusal(429, "Too Many Requests: retry after 3", {"retry_after": 3}),
        ),
        (Fault.server_error(), Refusal(502, "Bad Gateway")),
        (Fault.server_error(500), Refusal(500, "Internal Server Error")),
        (Fault.rejected(400, "Bad Request: PEER_FLOOD"), Refusal(400, "Bad Request: PEER_FLOOD")),
    ],
)
async def test_a_refused_call_does_nothing(
    api: Api, ana: Phone, standin: StandIn, fault: Fault, refusal: Refusal
) -> None:
    standin.faults.next("sendMessage", fault)
    assert await api.say(ana, "1") == refusal
    await api.say(ana, "2")
    assert said(ana) == ["2"]


async def test_a_connection_may_break_before_or_after(
    api: Api, ana: Phone, standin: StandIn
) -> None:
    standin.faults.next("sendMessage", Fault.cut_before())
    standin.faults.next("sendMessage", Fault.cut_after())
    for text in ("vorher", "nachher"):
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await api.say(ana, text)
    assert said(ana) == ["nachher"]
    assert [(call.ok, call.heard) for call in standin.calls] == [(False, False), (True, False)]


async def test_an_answer_may_never_come(api: Api, ana: Phone, standin: StandIn) -> None:
    standin.faults.next("sendMessage", Fault.timeout_after())
    call = asyncio.create_task(api.say(ana))
    await standin.until(lambda: said(ana))
    assert not call.done()
    await standin.__aexit__(None, None, None)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await call


async def test_faults_may_be_meant_for_one_chat_and_come_several_times(
    api: Api, ana: Phone, standin: StandIn
) -> None:
    leo = standin.person("Leo")
    leo.start()
    standin.faults.next("sendMessage", Fault.server_error(504), chat=leo.id, times=2)
    answers = [await api.say(phone) for phone in (ana, leo, leo, leo)]
    failed = [isinstance(answer, Refusal) for answer in answers]
    assert failed == [False, True, True, False]
