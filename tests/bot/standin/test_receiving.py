import asyncio

import aiohttp
import pytest

from bot.rehearsal.standin import Phone, StandIn
from tests.bot.standin.calling import Api, Clock, Refusal, bad

OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"


def texts(updates: list[dict[str, dict[str, str]]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_stay_until_what_comes_after_is_asked_for(
    api: Api, ana: Phone, standin: StandIn
) -> None:
    for word in ("eins", "zwei", "drei"):
        ana.say(word)
    first = await api("getUpdates", limit=2)
    assert texts(first) == ["eins", "zwei"]
    assert texts(await api("getUpdates")) == ["eins", "zwei", "drei"]
    assert texts(await api("getUpdates", offset=first[-1]["update_id"] + 1)) == ["drei"]
    assert standin.updates_waiting == 1


async def test_a_negative_offset_keeps_the_last_ones(api: Api, ana: Phone) -> None:
    for word in ("eins", "zwei", "drei"):
        ana.say(word)
    assert texts(await api("getUpdates", offset=-1)) == ["drei"]
    assert texts(await api("getUpdates")) == ["drei"]


async def test_no_more_than_a_hundred_come_at_once(api: Api, ana: Phone) -> None:
    for number in range(101):
        ana.say(str(number))
    assert len(await api("getUpdates", limit=1000)) == 100


async def test_a_poll_waits_for_the_next_update(api: Api, ana: Phone) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await started(api.standin)
    ana.say("endlich")
    assert texts(await poll) == ["endlich"]


async def test_a_poll_ends_with_nothing(api: Api) -> None:
    assert await api("getUpdates", timeout=1) == []


async def test_of_two_pollers_the_older_loses(api: Api, ana: Phone) -> None:
    older = asyncio.create_task(api("getUpdates", timeout=30))
    await started(api.standin)
    newer = asyncio.create_task(api("getUpdates", timeout=30))
    assert await older == Refusal(409, f"Conflict: {OTHER}")
    ana.say("hier")
    assert texts(await newer) == ["hier"]


async def started(standin: StandIn) -> None:
    await standin.until(lambda: standin.updates.waited_for)


async def test_unwanted_kinds_are_not_even_kept(api: Api, ana: Phone) -> None:
    await api("getUpdates", allowed_updates=["message"])
    ana.edit(ana.say("eins"), "zwei")
    ana.block()
    assert [set(update) for update in await api.updates()] == [{"update_id", "message"}]
    assert (await api("getWebhookInfo"))["allowed_updates"] == ["message"]
    await api("getUpdates", allowed_updates=[])
    ana.unblock()
    assert [set(update) for update in await api.updates()] == [{"update_id", "my_chat_member"}]


async def test_a_webhook_excludes_polling(api: Api, ana: Phone, clock: Clock) -> None:
    ana.say("eins")
    url = "https://bot.example/hook"
    assert await api("setWebhook", url=url, allowed_updates=["message"]) is True
    assert await api("setWebhook", url=url) == Refusal(
        429, "Too Many Requests: retry after 1", {"retry_after": 1}
    )
    assert await api("getUpdates") == Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first",
    )
    assert await api("getWebhookInfo") == {
        "url": url,
        "has_custom_certificate": False,
        "pending_update_count": 1,
        "allowed_updates": ["message"],
    }
    clock.forward(seconds=1)
    refusal = await api("setWebhook", url="ftp://bot.example")
    assert refusal == bad("bad webhook: An HTTPS URL must be provided for webhook")
    assert await api("deleteWebhook", drop_pending_updates=True) is True
    assert await api("getUpdates") == []


async def test_setting_a_webhook_may_drop_what_waits(
    api: Api, ana: Phone, standin: StandIn
) -> None:
    ana.say("eins")
    await api("setWebhook", url="", drop_pending_updates=True)
    assert standin.updates_waiting == 0
    assert "allowed_updates" not in await api("getWebhookInfo")


async def test_acknowledged_updates_may_come_again(api: Api, ana: Phone, standin: StandIn) -> None:
    ana.say("eins")
    ana.say("zwei")
    taken = await api.updates()
    standin.redeliver()
    after = taken[-1]["update_id"] + 1
    assert await api("getUpdates", offset=after) == taken[-1:]
    assert await api("getUpdates", offset=after) == []
    standin.redeliver(5)
    assert texts(await api("getUpdates", offset=after)) == ["/start", "eins", "zwei"]


async def test_ids_may_jump_back_after_a_quiet_week(api: Api, ana: Phone, standin: StandIn) -> None:
    ana.say("vorher")
    (before,) = await api.updates()
    standin.updates.next_id = 7
    ana.say("nachher")
    (after,) = await api("getUpdates", offset=before["update_id"] + 1)
    assert (after["update_id"], after["message"]["text"]) == (7, "nachher")


async def test_presses_are_kept_for_less_long_than_messages(
    api: Api, ana: Phone, clock: Clock
) -> None:
    ana.press_stale("ja", 1)
    ana.say("eins")
    clock.forward(seconds=151)
    assert texts(await api("getUpdates")) == ["eins"]
    clock.forward(hours=24)
    assert await api("getUpdates") == []


async def test_one_can_wait_for_what_happens(api: Api, ana: Phone, standin: StandIn) -> None:
    waiting = asyncio.create_task(standin.until(lambda: ana.messages[-1].from_bot))
    await api.say(ana)
    await waiting


async def test_waiting_in_vain_shows_the_chats(ana: Phone, standin: StandIn) -> None:
    ana.say("Hallo?")
    with pytest.raises(TimeoutError) as late:
        await standin.until(lambda: ana.messages[-1].from_bot, timeout=0)
    assert str(late.value).startswith("1 updates wait for the bot\n--- Ana Muster\n")
    assert "Hallo?" in str(late.value)


async def test_each_time_the_bot_asks_is_counted(api: Api, standin: StandIn) -> None:
    await api("getUpdates")
    await api("getUpdates")
    assert standin.updates.polls == 2


async def test_of_many_calls_only_the_last_are_kept_where_that_is_wanted() -> None:
    async with StandIn(most_calls=2) as standin, aiohttp.ClientSession() as session:
        api = Api(session, standin)
        for method in ("getMe", "getMe", "getUpdates", "getMyCommands", "getMyName"):
            await api(method)
        assert [call.method for call in standin.calls] == ["getMyCommands", "getMyName"]
