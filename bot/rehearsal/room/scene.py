"""One run of the real program in the room, from the beginning: who is there, and what they have."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from bot.rehearsal.cast import FIRST, GROUP, JONNA, Habit, Member, newcomer
from bot.rehearsal.deciding import Author, Temper
from bot.rehearsal.participant import Participant
from bot.rehearsal.room.heard import Heard
from bot.rehearsal.room.impossible import Impossible
from bot.rehearsal.room.looking import Look, look
from bot.rehearsal.stage import Stage
from bot.rehearsal.staging import staged
from bot.rehearsal.standin import Channel, Group, Phone
from bot.rehearsal.team import phone_of
from bot.rehearsal.voices import Voices
from flows.ids import FlowId
from flows.script import Flow

MOST_PEOPLE = 500

_TEMPERS = {3: Temper.DECLINES, 5: Temper.REWORDS}
"""Which of every eight people are awkward when a sentence of theirs is to be quoted."""

_EVERY = 8


@dataclass(slots=True)
class Someone:
    """Somebody with a phone: the page may act for them, and they may be let act by themselves.

    Attributes:
        simulated: acts when all are let.
        silent: does not, for now.
    """

    participant: Participant
    author: Author
    simulated: bool = True
    silent: bool = False

    @property
    def phone(self) -> Phone:
        """Their phone."""
        return self.participant.phone

    @property
    def name(self) -> str:
        """As it stands above messages."""
        return self.phone.name


@dataclass(slots=True)
class Scene:
    """One run.

    Attributes:
        flow: what is rehearsed.
        people: by their ids, the facilitator first.
        places: groups and channels by their ids; one that became a supergroup by both.
        look: what was seen in the storage last.
    """

    stage: Stage
    flow: Flow
    chance: random.Random
    heard: Heard
    people: dict[int, Someone] = field(default_factory=dict)
    places: dict[int, Group | Channel] = field(default_factory=dict)
    look: Look = field(default_factory=Look)
    _voices: dict[FlowId, Voices] = field(default_factory=dict)

    def person(self, number: int) -> Someone:
        """Somebody by their id.

        Raises:
            Impossible: there is nobody with it.
        """
        found = self.people.get(number)
        if found is None:
            raise Impossible(
                lambda _: _("There is nobody with that phone any more. Choose somebody else.")
            )
        return found

    def place(self, number: int) -> Group | Channel:
        """A group or channel by its id, also by the one that it had before.

        Raises:
            Impossible: there is none.
        """
        found = self.places.get(number)
        if found is None:
            raise Impossible(lambda _: _("There is no such group any more. Choose another one."))
        return found

    def come(self, number: int) -> None:
        """Let more people come.

        Raises:
            Impossible: there would be too many.
        """
        left = MOST_PEOPLE - len(self.people)
        if not left:
            raise Impossible(
                lambda _: _(
                    "A rehearsal has at most {most} people. All are here.", most=MOST_PEOPLE
                )
            )
        if not 1 <= number <= left:
            raise Impossible(
                lambda _: _(
                    "A rehearsal has at most {most} people. Add 1 to {left} more.",
                    most=MOST_PEOPLE,
                    left=left,
                )
            )
        for _ in range(number):
            # The facilitator is no participant.
            self._enter(newcomer(len(self.people) - 1, self.chance))

    def found(self, place: Group | Channel) -> None:
        """There is a group or channel, or one has another id."""
        self.places[place.id] = place

    def voices(self, flow: Flow) -> Voices:
        """What people say to the questions of a flow."""
        return self._voices.setdefault(flow.id, Voices(flow.id, self.chance))

    async def see(self) -> Look:
        """Look into the storage anew."""
        self.heard.listen()
        looking = partial(look, chats=tuple(self.people), invitation=self.heard.newest_token())
        self.look = await self.stage.app.writer.run(looking)
        return self.look

    async def settled(self) -> None:
        """Return when all that people did has had its effect; raises as `Stage.settled`."""
        await self.stage.settled(wholly=False)

    def begin(self) -> None:
        """Let everybody come who is there from the beginning."""
        jonna = self._enter(JONNA)
        jonna.simulated = False
        for member in FIRST:
            self._enter(member)
        self.found(self.stage.standin.group(GROUP, creator=jonna.phone))
        if self.stage.app.owner_link is not None:
            jonna.phone.open_link(self.stage.app.owner_link)

    def _enter(self, member: Member) -> Someone:
        phone = phone_of(self.stage, member)
        silent = member.habit is Habit.SILENT
        if silent:
            # Said at the page, where it can be changed.
            member = replace(member, habit=None)
        who = Participant(member, phone, self.flow, self.voices(self.flow))
        temper = _TEMPERS.get(len(self.people) % _EVERY, Temper.ALLOWS)
        someone = Someone(who, Author(who, temper), silent=silent)
        self.people[phone.id] = someone
        return someone


@asynccontextmanager
async def open_scene(flow: Flow, seed: int) -> AsyncIterator[Scene]:
    """A run with this flow, until the block is left.

    Args:
        flow: what is rehearsed.
        seed: decides what simulated people say.
    """
    async with staged(flow, pages=True) as stage:
        chance = random.Random(seed)  # noqa: S311 - a play, no secret
        scene = Scene(stage, flow, chance, Heard(stage.standin))
        scene.begin()
        await scene.settled()
        await scene.see()
        yield scene
