"""The simulated team: sets the workshop up, decides on late answers, writes, publishes."""

from dataclasses import dataclass
from datetime import date

from bot.rehearsal.cast import GROUP, JONNA, RENATE, TAREK, Member
from bot.rehearsal.stage import Stage, button
from bot.rehearsal.standin import Group, Phone
from bot.rehearsal.voices import team
from flows.script import Flow

LINK = r"(https://t\.me/\w+\?start={kind}_[\w-]+)"
CONNECT = r"/connect ([\w-]+)"


@dataclass(frozen=True, slots=True)
class Team:
    """The people around a workshop.

    Attributes:
        jonna: runs the bot and facilitates.
        tarek: facilitates too.
        renate: organises.
        group: where the post goes.
    """

    stage: Stage
    flow: Flow
    jonna: Phone
    tarek: Phone
    renate: Phone
    group: Group

    @classmethod
    def gathered(cls, stage: Stage, flow: Flow) -> "Team":
        """Give everybody a phone, and the network its group."""
        jonna, tarek, renate = (phone_of(stage, one) for one in (JONNA, TAREK, RENATE))
        group = stage.standin.group(GROUP, creator=jonna)
        return cls(stage, flow, jonna, tarek, renate, group)

    async def set_up(self, first_day: date) -> str:
        """Take the bot over and set the workshop up; returns the participants' link.

        Raises:
            Stuck: the bot does not answer as it should.
        """
        link = self.stage.app.owner_link
        if link is not None:
            self.jonna.open_link(link)
            await self.stage.settled()
        await self.stage.press(self.jonna, "new")
        await self.stage.press(self.jonna, f"new:flow:{self.flow.id}")
        await self.stage.press(self.jonna, "new:suggestion")
        await self.stage.say(self.jonna, team("host", JONNA.language))
        await self.stage.say(self.jonna, team("contact", JONNA.language))
        await self.stage.say(self.jonna, f"{first_day:%d.%m.%Y}")
        await self.stage.say(self.jonna, "/workshop")
        return self.stage.read(self.jonna, LINK.format(kind="p"))

    async def invite(self) -> None:
        """Let the second facilitator and the organiser in, and connect the group.

        Raises:
            Stuck: the bot does not answer as it should.
        """
        for phone, role, kind in (
            (self.tarek, "facilitator", "f"),
            (self.renate, "organiser", "o"),
        ):
            await self.stage.say(self.jonna, f"/invite {role}")
            phone.open_link(self.stage.read(self.jonna, LINK.format(kind=kind)))
            await self.stage.settled()
            await self.stage.press_primary(phone)
        await self.stage.say(self.jonna, "/workshop")
        token = self.stage.read(self.jonna, CONNECT)
        self.group.add_bot(self.jonna, token)
        await self.stage.settled()

    async def watch(self) -> None:
        """Look how far the participants are, and who is missing.

        Raises:
            Stuck: the bot does not answer as it should.
        """
        await self.stage.say(self.tarek, "/status")
        if button(self.tarek, "missing:") is not None:
            await self.stage.press(self.tarek, "missing:")

    async def decide_late(self) -> int:
        """Include every late answer that somebody asked for; returns how many there were.

        Raises:
            Stuck: the program does not come to rest.
        """
        included = 0
        while button(self.tarek, "latein:") is not None:
            await self.stage.press(self.tarek, "latein:")
            included += 1
        return included

    async def confirm(self) -> int:
        """Look at all themes that were found and confirm them; returns how many there were.

        Raises:
            Stuck: the bot does not answer as it should.
        """
        confirmed = 0
        await self.stage.say(self.jonna, "/summary")
        if self._before_jonna("thwait:"):
            await self.stage.press(self.jonna, "thwait:")
        while self._before_jonna("thok:"):
            await self.stage.press(self.jonna, "thok:")
            confirmed += 1
        return confirmed

    def _before_jonna(self, beginning: str) -> bool:
        """Whether the newest message that Jonna can press has such a button."""
        found = button(self.jonna, "")
        rows = () if found is None else found[0].buttons
        return any(
            one.data is not None and one.data.startswith(beginning) for row in rows for one in row
        )

    async def write(self) -> None:
        """Leave an answer out, look again, write the introduction and the last paragraph.

        Raises:
            Stuck: the bot does not answer as it should.
        """
        await self.stage.say(self.jonna, "/summary")
        await self.stage.press(self.jonna, "sumpick:")
        await self.stage.press(self.jonna, "sumq:")
        await self._leave_one_out()
        await self.confirm()
        for part in ("introduction", "closing"):
            await self.stage.say(self.jonna, "/summary")
            found = button(self.jonna, "sumtext:")
            number = str(found[1].data).split(":")[1] if found else ""
            await self.stage.press(self.jonna, f"sumtext:{number}:{part}")
            await self.stage.say(self.jonna, team(part, JONNA.language))

    async def ask_for_quotes(self) -> bool:
        """Have everybody asked for their sentences; False where none is chosen.

        Raises:
            Stuck: the bot does not answer as it should.
        """
        await self._see_quotes()
        if button(self.jonna, "quoteask:") is None:
            return False
        await self.stage.press(self.jonna, "quotelist:")
        await self.stage.press(self.jonna, "quotes:")
        await self.stage.press(self.jonna, "quoteask:")
        return True

    async def remind_of_quotes(self) -> None:
        """Remind whoever has not decided, as far as there is somebody.

        Raises:
            Stuck: the bot does not answer as it should.
        """
        await self._see_quotes()
        if button(self.jonna, "quoteremind:") is not None:
            await self.stage.press(self.jonna, "quoteremind:")

    async def go_on(self) -> None:
        """Go on without those who have not decided.

        Raises:
            Stuck: the bot does not answer as it should.
        """
        await self._see_quotes()
        if button(self.jonna, "check:") is not None:
            await self.stage.press(self.jonna, "check:")

    async def _see_quotes(self) -> None:
        await self.stage.say(self.jonna, "/summary")
        await self.stage.press(self.jonna, "quotes:")

    async def _leave_one_out(self) -> None:
        """The first answer of the theme, or the voice, that stands at the bottom of the chat."""
        for pick, leave in (("thpick:", "tho:"), ("vopick:", "voo:")):
            found = button(self.jonna, pick)
            if found is not None and self._before_jonna(pick):
                which = str(found[1].data).rpartition(":")[0]
                await self.stage.press(self.jonna, f"{which}:o")
                await self.stage.press(self.jonna, leave)
                return
        if self._before_jonna("sumleave:"):
            await self.stage.press(self.jonna, "sumleave:")

    async def publish(self) -> None:
        """Take the last look, and publish.

        Raises:
            Stuck: the bot does not answer as it should.
        """
        await self.stage.say(self.jonna, "/publish")
        await self.stage.press(self.jonna, "publish:")


def phone_of(stage: Stage, member: Member) -> Phone:
    """The phone of somebody who plays along."""
    return stage.standin.person(member.first_name, member.last_name, language_code=member.phone)
