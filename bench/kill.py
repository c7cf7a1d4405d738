"""Kill the running bot in the middle of rounds, again and again, and count what is lost or doubled.

`nachklang run` is a process of its own against the local stand-in of Telegram, in real time. People
join, rounds are opened by hand, everybody answers what they are asked; meanwhile the process gets
SIGKILL at random instants and is started again at once. At the end the database is read:

- lost: an answer that is not stored, or not under the question that its author had before them;
- doubled: an answer that is stored more than once;
- asked twice: a question that came twice to a chat. Allowed only where its sending was under way
  at a kill, for then nobody can know whether it arrived; once more, and never a third time. So two
  kills in the same sending can leave somebody without the question: like people, who are waiting
  for it, they type /next after a while, and that is counted too.

    uv run python -m bench.kill [--kills 100] [--people 12] [--seed 1]
"""

import argparse
import asyncio
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlalchemy import select

from bot.main import open_storage
from bot.rehearsal.standin import Phone, SeenMessage, StandIn
from bot.service.ports import SystemClock
from bot.settings import load
from storage.tables import outbox, sessions
from storage.work import Work

PROMPT = re.compile(r"Question (\d+) of (\d+)")
PATIENCE = 240.0
STARTING = 0.2
SILENCE = 20.0


@dataclass
class Tally:
    """What was said by whom to which question, and what went wrong."""

    said: dict[tuple[int, int, int], str] = field(default_factory=dict)
    kills: int = 0


class Bot:
    """`nachklang run` as a process."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Begin; the process takes up where the one before it was killed."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.cli",
            "run",
            env=self._environment,
            stdout=asyncio.subprocess.DEVNULL,
        )

    async def end(self, number: signal.Signals) -> None:
        """Send a signal and wait for the end."""
        if self._process is not None:
            self._process.send_signal(number)
            await self._process.wait()


class Participant:
    """Answers every question once, some time after it arrived."""

    def __init__(self, phone: Phone, tally: Tally, chance: random.Random) -> None:
        self.phone = phone
        self._tally = tally
        self._chance = chance
        self.day = 0
        self.done: set[int] = set()
        self.nudges = 0
        self._heard = (0, 0.0)

    async def live(self, link: str) -> None:
        """Join, then answer day after day; ended by cancelling."""
        self.phone.open_link(link)
        await self._press("I agree")
        await self._press("Without a name")
        while True:
            await self._answer_newest()
            self._ask_again_after_silence()
            await asyncio.sleep(self._chance.uniform(0.02, 0.4))

    async def _press(self, label: str) -> None:
        while not any(label == b.label for m in self.phone.messages for r in m.buttons for b in r):
            await asyncio.sleep(0.05)
        self.phone.press(label)

    async def _answer_newest(self) -> None:
        for message in self.prompts():
            number = int(PROMPT.findall(message.text)[0][0])
            if "That was day 1" in message.text:
                self.day = 1
            if "Today is about practice" in message.text:
                self.day = 2
            key = (self.phone.id, self.day, number)
            if key not in self._tally.said:
                words = f"answer-{key[0]}-{key[1]}-{key[2]}"
                self._tally.said[key] = words
                self.phone.say(words)
                return
        if any("last question" in message.text for message in self.phone.messages):
            self.done |= {1, 2}
        elif any("today's questions" in message.text for message in self.phone.messages):
            self.done.add(1)

    def _ask_again_after_silence(self) -> None:
        messages, now = len(self.phone.messages), time.monotonic()
        if messages != self._heard[0] or not self.day or self.done == {1, 2}:
            self._heard = (messages, now)
        elif now - self._heard[1] > SILENCE:
            self.phone.say("/next")
            self.nudges += 1
            self._heard = (messages + 1, now)

    def prompts(self) -> list[SeenMessage]:
        """The questions in the chat, oldest first."""
        return [m for m in self.phone.messages if m.from_bot and PROMPT.search(m.text)]


class Workshop:
    """A facilitator who opens both rounds, and the people who answer."""

    def __init__(self, telegram: StandIn, owner: Phone, people: list[Participant]) -> None:
        self._telegram = telegram
        self._owner = owner
        self._people = people

    async def play(self, title: str) -> None:
        """Both days, from /new to the last answer."""
        self._owner.say(f"/new netzwerkarbeit {title}")
        await self._hears("is set up")
        self._owner.say("/workshop")
        link = re.compile(r"https://t\.me/\S+\?start=p_[\w-]+")
        await self._hears("Invitation for participants")
        newest = next(m for m in reversed(self._owner.messages) if link.search(m.text))
        address = link.findall(newest.text)[0]
        living = [asyncio.create_task(person.live(address)) for person in self._people]
        try:
            await self._until(lambda: all(self._joined(person) for person in self._people))
            for day in (1, 2):
                await self._command(f"/round {day}", "Open now")
                await self._until(partial(self._all_done, day))
                await self._command(f"/close {day}", "Close now")
                await self._hears(f"Day {day} is closed")
        finally:
            for life in living:
                life.cancel()
            await asyncio.gather(*living, return_exceptions=True)

    async def _command(self, text: str, confirmation: str) -> None:
        self._owner.say(text)
        await self._until(lambda: self._owner.messages[-1].from_bot)
        if any(button.label == confirmation for row in self._last().buttons for button in row):
            self._owner.press(confirmation)

    def _all_done(self, day: int) -> bool:
        return all(day in person.done for person in self._people)

    def _last(self) -> SeenMessage:
        return self._owner.messages[-1]

    def _joined(self, person: Participant) -> bool:
        return any("All set" in message.text for message in person.phone.messages)

    async def _hears(self, words: str) -> None:
        await self._until(lambda: any(words in m.text for m in self._owner.messages[-4:]))

    async def _until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("the workshop is stuck")
            await asyncio.sleep(0.05)


async def kill_again_and_again(
    telegram: StandIn, bot: Bot, tally: Tally, wanted: int, chance: random.Random
) -> None:
    """SIGKILL at random instants: mostly at work, one time in five while it is starting."""
    while tally.kills < wanted:
        if chance.random() < STARTING:
            await asyncio.sleep(chance.uniform(0.1, 1.0))
        else:
            await _at_work(telegram)
            await asyncio.sleep(chance.uniform(0.0, 1.5))
        await bot.end(signal.SIGKILL)
        tally.kills += 1
        await bot.start()
        print(f"\r{tally.kills} kills, {len(tally.said)} answers", end="", flush=True)


async def _at_work(telegram: StandIn) -> None:
    """Return when the bot that has just been started asks for updates."""
    seen = len(telegram.calls)
    while not any(call.method == "getUpdates" for call in telegram.calls[seen:]):
        await asyncio.sleep(0.01)


async def measure(kills: int, people: int, seed: int) -> int:
    """Run it all; returns how much was lost or doubled against the rules."""
    chance = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        async with StandIn() as telegram:
            owner = telegram.person("Jonna", "Beispiel", language_code="en")
            environment = _environment(telegram, Path(folder), owner.id)
            bot = Bot(environment)
            await bot.start()
            killer = asyncio.create_task(kill_again_and_again(telegram, bot, tally, kills, chance))
            everyone: list[Participant] = []
            owner.start()
            workshops = 0
            while not killer.done():
                workshops += 1
                cast = [
                    Participant(telegram.person(f"P{n}", language_code="en"), tally, chance)
                    for n in range(people)
                ]
                everyone += cast
                await Workshop(telegram, owner, cast).play(f"Kill {workshops}")
            await killer
            await bot.end(signal.SIGTERM)
        return report(environment, tally, everyone, workshops)


def report(
    environment: dict[str, str], tally: Tally, everyone: list[Participant], workshops: int
) -> int:
    """Compare what is stored with what was said; print and return the violations."""
    os.environ.update(environment)
    engine, writer = open_storage(load(), SystemClock())
    stored = writer.run_now(_stored)
    resent = writer.run_now(_perhaps_sent)
    engine.dispose()
    lost = sum(stored[key, words] == 0 for key, words in tally.said.items())
    doubled = sum(stored[key, words] > 1 for key, words in tally.said.items())
    unasked = sum(stored.values()) - len(tally.said) + lost
    twice, allowed = 0, 0
    for person in everyone:
        asked = Counter(message.text for message in person.prompts())
        copies = max(sum(times - 1 for times in asked.values()) - person.nudges, 0)
        twice += copies
        allowed += min(copies, resent[person.phone.id])
    print(
        f"\n{tally.kills} kills in {workshops} workshops of {len(everyone) // workshops} people: "
        f"{len(tally.said)} answers acknowledged, {lost} lost, {doubled} doubled, "
        f"{unasked} where they do not belong; {twice} questions came twice, "
        f"{allowed} of them under way at a kill; "
        f"{sum(person.nudges for person in everyone)} times somebody had to type /next"
    )
    return lost + doubled + unasked + twice - allowed


def _stored(work: Work) -> Counter[tuple[tuple[int, int, int], str]]:
    """How often each text counts for each person, day and question."""
    found: Counter[tuple[tuple[int, int, int], str]] = Counter()
    for session_id in work.sessions.connection.execute(select(sessions.c.id)).scalars():
        stored = work.sessions.get(session_id)
        if stored is None:
            continue
        person = work.people.get(work.participants.get(stored.participant_id).person_id)
        for answer in stored.session.answers:
            for part in answer.current.parts if answer.current else ():
                place = (person.chat, stored.day, stored.session.number(answer.question))
                found[place, part.text] += 1
    return found


def _perhaps_sent(work: Work) -> Counter[int]:
    """How many questions to each chat were tried more than once."""
    tried = select(outbox.c.chat_id).where(outbox.c.prompt_id.is_not(None), outbox.c.attempts > 1)
    return Counter(work.outbox.connection.execute(tried).scalars())


def _environment(telegram: StandIn, folder: Path, owner: int) -> dict[str, str]:
    return os.environ | {
        "NACHKLANG_BOT_TOKEN": telegram.token,
        "NACHKLANG_BOT_API_URL": telegram.url,
        "NACHKLANG_DATA_DIR": str(folder / "data"),
        "NACHKLANG_KEY_FILE": str(folder / "keys" / "keys"),
        "NACHKLANG_OWNER_IDS": str(owner),
        "NACHKLANG_LOG_LEVEL": "ERROR",
    }


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.exit(1 if asyncio.run(measure(given.kills, given.people, given.seed)) else 0)


if __name__ == "__main__":
    main()
