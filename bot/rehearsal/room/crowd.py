"""The simulated people of a run: they join, answer and decide, at a word or by themselves."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Final

from markupsafe import Markup

from bot.messages.wording import Wording
from bot.rehearsal.room.impossible import Impossible
from bot.rehearsal.room.scene import Scene, Someone
from bot.rehearsal.room.seeing import CrowdSeen
from bot.rehearsal.room.turns import acts_alone, begin_anew, can_act, joined, take_turn
from bot.rehearsal.stage import Stuck

MOST_TURNS: Final = 200
"""Turns of everybody, beyond which they turn in circles."""

STEPS_OF_JOINING: Final = 6

QUICKEST: Final = 0.05
SLOWEST: Final = 60
"""Seconds between two turns where people answer slowly."""


class Crowd:
    """Lets the people of one run act.

    Args:
        scene: the run.
        changed: called when they begin or end.
    """

    def __init__(self, scene: Scene, changed: Callable[[], None]) -> None:
        self._scene = scene
        self._changed = changed
        self._acting: asyncio.Task[None] | None = None
        self._stopped: Impossible | None = None

    def seen(self) -> CrowdSeen:
        """How far they are."""
        look = self._scene.look
        people = [one for one in self._scene.people.values() if one.simulated]
        return CrowdSeen(
            joined=look.joined,
            of=sum(joined(self._scene, one) or not one.phone.person.deactivated for one in people),
            answered=look.answered,
            acting=self._acting is not None,
            stopped=self._stopped,
        )

    async def let_one(self, one: Someone) -> None:
        """Let somebody take one turn, joining as a whole.

        Raises:
            Impossible: nothing waits for them.
        """
        if not can_act(one):
            raise Impossible(
                lambda _: _("{name} has blocked the bot, or is gone from Telegram.", name=one.name)
            )
        await self._scene.see()
        was_in = joined(self._scene, one)
        if not take_turn(self._scene, one, asked_to=True):
            self._require_invitation()
            raise Impossible(
                lambda _: _(
                    "Nothing waits for {name} now: no question, nothing to decide.", name=one.name
                )
            )
        for _ in range(STEPS_OF_JOINING):
            await self._settled()
            if was_in or joined(self._scene, one) or not take_turn(self._scene, one):
                return

    async def let_all(self) -> None:
        """Let everybody who is not silent take turns until nobody has any left.

        Raises:
            Impossible: nobody has been invited yet.
        """
        await self._scene.see()
        self._require_invitation()
        await self._begin(self._all())

    async def let_slowly(self, seconds: float) -> None:
        """As `let_all`, one person after the other, with so much time between two.

        Raises:
            Impossible: nobody has been invited yet, or that is no time to wait.
        """
        if not QUICKEST <= seconds <= SLOWEST:
            raise Impossible(
                lambda _: _(
                    "Choose between {least} and {most} seconds.", least=QUICKEST, most=SLOWEST
                )
            )
        await self._scene.see()
        self._require_invitation()
        await self._begin(self._slowly(seconds))

    async def stop(self) -> None:
        """Let nobody act by themselves any more."""
        acting, self._acting = self._acting, None
        if acting is not None:
            acting.cancel()
            await asyncio.gather(acting, return_exceptions=True)
            self._changed()

    def _require_invitation(self) -> None:
        if self._scene.heard.newest() is None:
            raise Impossible(
                lambda _: _(
                    "Nobody is invited yet. Set a workshop up with /new, so that its link is shown."
                )
            )

    async def _begin(self, acting: Coroutine[object, object, None]) -> None:
        await self.stop()
        self._stopped = None
        self._acting = asyncio.create_task(self._until_done(acting))
        self._changed()

    async def _until_done(self, acting: Coroutine[object, object, None]) -> None:
        try:
            await acting
        except Impossible as impossible:
            self._stopped = impossible
        except Exception as problem:  # noqa: BLE001 - whoever watches has to learn that it ended
            what = type(problem).__name__
            self._stopped = Impossible(
                lambda _: _("They stopped, for something went wrong: {what}.", what=what)
            )
        if self._acting is asyncio.current_task():
            self._acting = None
        self._changed()

    async def _all(self) -> None:
        await self._settled()  # what people did last, the bot may not have read yet
        self._go_on()
        for _ in range(MOST_TURNS):
            steps = [take_turn(self._scene, one) for one in self._active()]
            if not any(steps):
                return
            await self._settled()
        raise Impossible(_in_circles)

    async def _slowly(self, seconds: float) -> None:
        await self._settled()
        self._go_on()
        for _ in range(MOST_TURNS):
            acted = False
            for one in self._active():
                if acts_alone(self._scene, one) and take_turn(self._scene, one):
                    acted = True
                    await self._settled()
                    await asyncio.sleep(seconds)
            if not acted:
                return
        raise Impossible(_in_circles)

    def _go_on(self) -> None:
        for one in self._active():
            begin_anew(one)

    def _active(self) -> list[Someone]:
        """Everybody who acts by themselves, in an order that differs each time."""
        active = [one for one in self._scene.people.values() if acts_alone(self._scene, one)]
        self._scene.chance.shuffle(active)
        return active

    async def _settled(self) -> None:
        try:
            await self._scene.settled()
        except Stuck:
            raise Impossible(
                lambda _: _("The program takes too long. Wait a moment, and let them go on.")
            ) from None
        self._scene.heard.listen()
        await self._scene.see()


def _in_circles(_: Wording) -> Markup:
    return _("They stopped, for they turned in circles.")
