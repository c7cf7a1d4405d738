"""A whole workshop in the room, by actions alone."""

from bot.rehearsal.room.actions import NextDue
from tests.bot.rehearsal.room.hands import Hands, hands


async def next_due(at: Hands, what: str) -> None:
    """Jump to what is due next, which is this."""
    assert at.look().upcoming[0].what == what
    await at.do(NextDue())


async def test_a_whole_workshop_from_new_to_the_published_post() -> None:
    async with hands() as at:
        await at.set_up()
        await at.connect()
        await at.all_answer()
        assert at.look().crowd.joined == 6

        await next_due(at, "Day 1 opens")
        assert [one.answers for one in at.look().crowd.answered] == [0, 0, 0, 0]
        await at.all_answer()
        assert [one.answers for one in at.look().crowd.answered] == [6, 6, 5, 6]
        await next_due(at, "Day 1: reminder")
        await next_due(at, "Day 1 closes")
        await next_due(at, "Day 2 opens")
        await at.all_answer()
        await next_due(at, "Day 2: reminder")
        await next_due(at, "Day 2 closes")
        assert at.look().upcoming == ()

        await at.say(at.jonna, "/publish")
        await at.press(at.jonna, "publish:")

        post = [one.text for one in at.chat(at.group).messages if one.from_bot]
        assert any("Was ist dir klar geworden?" in text for text in post)
        assert any("6" in text for text in post)
