"""The direction of a play: who acts when, from taking the bot over to the post."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.rehearsal import habits
from bot.rehearsal.cast import cast
from bot.rehearsal.deciding import Author, gathered
from bot.rehearsal.evidence import Evidence, Post, collected, phones
from bot.rehearsal.participant import Participant
from bot.rehearsal.stage import Stage, Stuck
from bot.rehearsal.standin import transcript
from bot.rehearsal.team import Team, phone_of
from bot.rehearsal.voices import Voices
from bot.service import rounds
from flows.rounds import CloseRound, Due, OpenRound, RemindRound
from flows.script import Flow

FIRST_DAY = date(2027, 1, 30)
BETWEEN_ANSWERS = timedelta(minutes=4)
"""How long people take for an answer, as long as the day is not nearly over."""

MOST_TURNS = 200
"""Turns of all participants in one round, beyond which they turn in circles."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened in a play.

    Attributes:
        what: in a word or two.
        done: steps done so far.
        of: steps in all.
        at: the moment in the play, in the workshop's zone.
    """

    what: str
    done: int
    of: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Play:
    """A play that is over.

    Attributes:
        evidence: what is to be checked.
        post: what was published.
        chats: the transcripts by name.
    """

    evidence: Evidence
    post: Post
    chats: dict[str, str]


OnDue = Callable[[Sequence[str], datetime], Awaitable[None]]
"""Told what is due, in words, and when that is in the play."""


class Direction:
    """One play, while it lasts.

    Args:
        stage: where it is played.
        flow: what is asked.
        participants: how many take part besides the team.
        chance: decides everything that is left to chance.
        on_progress: told what happens.
        on_due: told what is due before it happens; the play waits for it.
    """

    def __init__(
        self,
        stage: Stage,
        flow: Flow,
        participants: int,
        chance: random.Random,
        on_progress: Callable[[Happening], None],
        on_due: OnDue,
    ) -> None:
        self._stage = stage
        self._flow = flow
        self._chance = chance
        self._zone = stage.clock.zone
        self._team = Team.gathered(stage, flow)
        voices = Voices(flow.id, chance)
        self._people = [
            Participant(member, phone_of(stage, member), flow, voices)
            for member in cast(participants, chance)
        ]
        self._on_progress = on_progress
        self._on_due = on_due
        questions = sum(len(day.questions) for day in flow.days)
        self._of = 4 + participants * (1 + questions)

    async def play(self) -> Play:
        """From taking the bot over to the post."""
        link = await self._team.set_up(FIRST_DAY)
        await self._team.invite()
        self._tell("set up")
        await self._join(link)
        await self._days()
        self._tell("writing the summary")
        await self._team.write()
        authors = await self._decide()
        await self._team.publish()
        self._tell("published")
        evidence, post = await collected(self._stage, self._team, self._people, authors)
        everybody = phones(self._team, self._people)
        chats = {phone.person.name: transcript(phone) for phone in everybody}
        chats[self._team.group.title] = transcript(self._team.group)
        return Play(evidence, post, chats)

    async def _join(self, link: str) -> None:
        for one in self._people:
            one.phone.open_link(link)
        await self._stage.settled()
        while [one for one in self._people if not one.joined and one.join()]:
            await self._stage.settled()
            self._tell("joining")
        if waiting := [one.member.name for one in self._people if not one.joined]:
            raise Stuck(f"These cannot join: {', '.join(waiting)}.")

    async def _decide(self) -> list[Author]:
        """Everybody is asked for the sentences that are to go into the post, and reminded once."""
        if not await self._team.ask_for_quotes():
            return []
        authors = gathered(self._people)
        await self._decisions(authors)
        await self._team.remind_of_quotes()
        await self._decisions(authors)
        await self._team.go_on()
        return authors

    async def _decisions(self, authors: Sequence[Author]) -> None:
        for _ in range(MOST_TURNS):
            steps = [author.act() for author in authors]
            if not any(steps):
                return
            await self._stage.settled()
            self._tell("allowing quotes")
        raise Stuck("The participants decide without an end.")

    async def _days(self) -> None:
        """From one due moment to the next, as long as something is due."""
        while (moment := await self._stage.app.writer.run(rounds.next_moment)) is not None:
            self._stage.clock.jump_to(moment)
            due = await self._stage.app.writer.run(rounds.due_now)
            with self._stage.clock.held():
                await self._on_due([_in_words(one) for one in due], self._now())
            if any(isinstance(one, RemindRound) for one in due):
                self._expect_reminder()
            await self._stage.app.alarm.wake()
            await self._stage.settled()
            for one in due:
                await self._after(one)

    async def _after(self, due: Due) -> None:
        match due:
            case OpenRound():
                await self._turns(habits.act)
            case RemindRound():
                await self._team.watch()
                await self._turns(habits.after_reminder, most=1)
                await self._turns(habits.act)
            case CloseRound():
                await self._turns(habits.after_closing, most=1)
                await self._turns(habits.act)
                await self._team.decide_late()
                await self._team.confirm()
            case _:
                raise Stuck(f"A round was missed: {type(due).__name__}.")

    async def _turns(self, step: Callable[[Participant], bool], *, most: int = MOST_TURNS) -> None:
        """Let everybody take one step after the other, until nobody has any left."""
        limit = await self._stage.app.writer.run(rounds.next_moment)
        for _ in range(most):
            for one in self._people:
                one.look()
            self._chance.shuffle(self._people)
            steps = [step(one) for one in self._people]
            if not any(steps):
                return
            await self._stage.settled()
            self._tell("answering")
            self._time_passes(limit)
        if most == MOST_TURNS:
            raise Stuck("The participants turn in circles.")

    def _time_passes(self, limit: datetime | None) -> None:
        """A few minutes, but not beyond the moment at which something else is due."""
        later = self._stage.clock.now() + BETWEEN_ANSWERS
        if limit is None or later < limit - BETWEEN_ANSWERS:
            self._stage.clock.jump_to(later)

    def _expect_reminder(self) -> None:
        """Who has an open question and does not pause gets it once more."""
        for one in self._people:
            one.look()
            if one.asked is not None and not one.gone and not one.pausing:
                one.called_for[one.asked.question.id] += 1

    def _tell(self, what: str) -> None:
        joined = sum(one.joined for one in self._people)
        said = sum(len(one.said) for one in self._people)
        begun = {"set up": 1, "joining": 1, "answering": 1}
        extra = (begun | {"writing the summary": 2, "allowing quotes": 3}).get(what)
        done = self._of if extra is None else extra + joined + said
        self._on_progress(Happening(what, min(done, self._of), self._of, self._now()))

    def _now(self) -> datetime:
        return self._stage.clock.now().astimezone(self._zone)


def _in_words(due: Due) -> str:
    words = {OpenRound: "a day opens", RemindRound: "a reminder", CloseRound: "a day closes"}
    return words.get(type(due), "a day was missed")
