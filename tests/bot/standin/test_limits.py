from bot.rehearsal.standin import Limits, StandIn
from tests.bot.standin.calling import Api, Clock, Refusal, api_of


def too_many(seconds: int) -> Refusal:
    description = f"Too Many Requests: retry after {seconds}"
    return Refusal(429, description, {"retry_after": seconds})


async def allowed(api: Api, chat: int, tries: int) -> tuple[int, object]:
    """How many of so many messages pass, and what the first refusal is."""
    answers = [await api("sendMessage", chat_id=chat, text="x") for _ in range(tries)]
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    return tries - len(refusals), next(iter(refusals), None)


async def test_a_private_chat_takes_a_short_burst_and_then_one_a_second(clock: Clock) -> None:
    async with StandIn(now=clock) as standin, api_of(standin) as api:
        ana = standin.person("Ana")
        ana.start()
        assert await allowed(api, ana.id, 5) == (3, too_many(1))
        clock.forward(seconds=1)
        assert await allowed(api, ana.id, 2) == (1, too_many(1))
        clock.forward(seconds=60)
        assert await allowed(api, ana.id, 4) == (3, too_many(1))
        assert standin.throttled == 4


async def test_a_group_takes_twenty_a_minute(clock: Clock) -> None:
    async with StandIn(now=clock) as standin, api_of(standin) as api:
        ana = standin.person("Ana")
        group = standin.group("Gruppe", creator=ana)
        group.add_bot(ana)
        assert await allowed(api, group.id, 21) == (20, too_many(60))
        clock.forward(seconds=59.5)
        assert await allowed(api, group.id, 1) == (0, too_many(1))
        clock.forward(seconds=0.5)
        assert await allowed(api, group.id, 21) == (20, too_many(60))


async def test_all_chats_together_take_thirty_a_second(clock: Clock) -> None:
    async with StandIn(now=clock) as standin, api_of(standin) as api:
        people = [standin.person(f"P{number}") for number in range(31)]
        for person in people:
            person.start()
        passed = [await allowed(api, person.id, 1) for person in people]
        assert passed == [(1, None)] * 30 + [(0, too_many(1))]
        clock.forward(seconds=1)
        assert await allowed(api, people[30].id, 1) == (1, None)


async def test_edits_count_and_answers_to_presses_do_not(clock: Clock) -> None:
    limits = Limits(overall=None, private=0.5, burst=1, group=None)
    async with StandIn(now=clock, limits=limits) as standin, api_of(standin) as api:
        ana = standin.person("Ana")
        ana.start()
        sent = await api.say(ana)
        place = {"chat_id": ana.id, "message_id": sent["message_id"]}
        assert await api("editMessageText", **place, text="x") == too_many(2)
        query = ana.press_stale("ja", sent["message_id"])
        assert await api("answerCallbackQuery", callback_query_id=query) is True
        assert await api("sendMessage", text="x") == Refusal(400, "Bad Request: chat_id is empty")


async def test_limits_can_be_off(api: Api) -> None:
    ana = api.standin.person("Ana")
    ana.start()
    assert await allowed(api, ana.id, 50) == (50, None)
