"""One history: a plan carried out on the simulated machine, with the model looking on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

from bot.chat.receiving import TokenRefused
from flows.ids import ChatId
from storage.work import binder
from storage.writer import CommitUnknown, StorageFailed
from tests.simulation import plan as plans
from tests.simulation.clock import SimulatedClock
from tests.simulation.database import Fault, Killed, SimulatedDatabase
from tests.simulation.loop import Endless, NothingLeft, SimulatedLoop
from tests.simulation.model.broken import Broken, require
from tests.simulation.model.model import Model, Watched
from tests.simulation.people import People
from tests.simulation.plan import Event, Plan
from tests.simulation.program import Program
from tests.simulation.stage import GROUP, LEAD, stage, tokens, vault
from tests.simulation.telegram import REFUSALS, SimulatedTelegram
from tests.simulation.transport import Mishap, SimulatedTransport, Weather
from tests.simulation.writer import SimulatedWriter

JUMPS = (5.0, -5.0, 70.0, -70.0, 3600.0, -3600.0, 86400.0, -86400.0)
HOURS = (60.0, 3.4 * 3600, 4.5 * 3600, 22.4 * 3600, 26.0 * 3600)
HALTS = (1, 2, 3, 7, 30)
OTHER_GROUP = ChatId(-1002)
A_WHILE = 25
"""Calls that a slow network lasts for."""

MOMENT = 0.3
PATIENCE = 150.0
"""Seconds after which everything must have come to rest."""


@dataclass(slots=True)
class Outcome:
    """What came of a history.

    Attributes:
        broken: the promise that was not kept; None where all were.
        happened: how often each kind of event and fault really happened.
        updates: how many updates people made.
        seconds: how long it took, in simulated time.
        story: what happened, line by line, where that was asked for.
    """

    broken: Broken | None
    happened: dict[str, int]
    updates: int
    seconds: float
    story: list[str] = field(default_factory=list)


class History:
    """Carries a plan out, once.

    Args:
        plan: what happens.
        database: is filled anew.
        tell: write the story down.
    """

    def __init__(self, plan: Plan, database: SimulatedDatabase, *, tell: bool = False) -> None:
        self._plan = plan
        self._database = database
        self._stage = stage(plan.stage)
        database.restore(self._stage.image)
        self._loop = SimulatedLoop()
        self._loop.wrong = self._wrong
        self._clock = SimulatedClock(self._loop, self._stage.start)
        self._chance = Random(plan.seed + 1)
        self._vault = vault()
        self._tokens = tokens()
        self._weather = Weather()
        self._model = Model(self._stage, database.driver, self._vault, self._clock)
        self._people = People(
            self._loop,
            lambda: self._telegram,
            self._model,
            self._chance,
            self._stage,
            plan.diligence,
        )
        self._telegram = SimulatedTelegram(self._clock.true_now, self._chance, self._people.see)
        self._program: Program | None = None
        self._transport: SimulatedTransport | None = None
        self._crash: tuple[str, int] | None = None
        self._broken: Broken | None = None
        self._happened: dict[str, int] = {}
        self._story: list[str] = []
        self._tell = tell
        self._rest_since = 0.0
        self._woken_at: datetime | None = None
        self._people.acted = self._note
        faults = database.faults
        faults.clear()
        faults.struck = lambda fault: self._happen(fault.value)
        faults.at_commit = self._at_commit

    def run(self) -> Outcome:
        """Let it happen."""
        self._loop.call_soon(self._start)
        for event in self._plan.events:
            self._loop.call_later(event.at, self._do, event)
        for workshop in range(len(self._stage.workshops)):
            self._loop.call_later(LEAD.total_seconds() + 30 * workshop, self._wake)
        last = self._plan.events[-1].at if self._plan.events else 0.0
        self._loop.call_later(last + MOMENT, self._calm)
        try:
            self._loop.run_forever()
        except (NothingLeft, Endless) as problem:
            self._break(Broken("everything comes to rest", repr(problem)))
        seconds = self._loop.time()
        self._end()
        happened = self._happened
        for mishap, times in self._model.mishaps.items():
            happened[mishap] = happened.get(mishap, 0) + times
        made = len(self._telegram.made)
        return Outcome(self._broken, happened, made, seconds, self._story)

    # The machine.

    def _start(self) -> None:
        if self._program is not None:
            return
        self._note("the program starts")
        bind = binder(self._vault, self._clock.now, self._tokens)
        writer = SimulatedWriter(self._database, bind, self._chance, self._committed, self._kill)
        self._transport = SimulatedTransport(
            self._loop, self._telegram, self._weather, self._chance, self
        )
        self._transport.died = self._died
        self._program = Program(self._loop, self._clock, writer, self._transport, self._ended)
        self._program.start()

    def _kill(self) -> None:
        """The machine dies, and is started again after a while."""
        if self._program is None:
            return
        self._note("the machine dies")
        self._happen("crash")
        self._program.kill()
        self._program = None
        self._model.died()
        self._loop.call_later(self._chance.uniform(0.05, 1.0), self._start)

    def _ended(self, reason: BaseException | None) -> None:
        """The program ended by itself, and whoever runs it starts it again."""
        self._note(f"the program ends: {type(reason).__name__}")
        if isinstance(reason, Broken):
            self._break(reason)
        elif isinstance(reason, TokenRefused | StorageFailed | CommitUnknown):
            self._happen("end")
            self._kill()
        else:
            self._break(Broken("no part of the program breaks", repr(reason)))

    def _died(self, where: str) -> bool:
        """Whether the machine dies at this place; it does if a crash was planned there."""
        if self._crash is None or self._crash[0] != where or self._program is None:
            return False
        self._crash = (where, self._crash[1] - 1)
        if self._crash[1] >= 0:
            return False
        self._crash = None
        self._happen(f"crash {where}")
        self._kill()
        return True

    def _at_commit(self, when: str) -> None:
        where = f"{when} a commit"
        if self._crash is not None and self._crash[0] == where:
            self._crash = (where, self._crash[1] - 1)
            if self._crash[1] < 0:
                self._crash = None
                self._happen(f"crash {where}")
                raise Killed

    def _committed(self) -> None:
        self._model.look()

    # What the plan says.

    def _do(self, event: Event) -> None:
        self._note(f"— {event}")
        match event.what:
            case "crash":
                self._plan_crash(event)
            case "storage":
                self._storage(Fault(event.detail), event.number)
            case "mishap":
                self._weather.sends += [Mishap(event.detail)] * (1 + event.number % 2)
            case "mishap to a reminder" | "mishap to a post":
                self._weather.reserved[event.what.split()[-1]] = Mishap(event.detail)
            case "slow network":
                self._weather.sends += [Mishap.SLOW] * A_WHILE
            case "poll":
                is_status = event.detail.isdecimal()
                fate = int(event.detail) if is_status else Mishap(event.detail)
                self._weather.polls.append(fate)
            case "flood" | "revoke" | "refuse" | "take again" | "migrate" | "confuse":
                self._happen(event.what if event.what != "refuse" else event.detail)
                self._telegram_does(event)
            case "jump" | "set the clock right" | "hours pass" | "wake":
                self._happen(event.what)
                self._time(event)
            case _:
                self._happen(event.what)
                self._people.act(event)

    def _plan_crash(self, event: Event) -> None:
        if event.detail != "now":
            self._crash = (event.detail, event.number % 5)
            return
        self._happen("crash now")
        self._crash_after(event.number % 25)

    def _crash_after(self, turns: int) -> None:
        """Die after so many turns of the loop: at any await."""
        if turns:
            self._loop.call_soon(self._crash_after, turns - 1)
        else:
            self._kill()

    def _storage(self, fault: Fault, number: int) -> None:
        faults = self._database.faults
        match fault:
            case Fault.LOCKED | Fault.GONE:
                faults.begins += [fault] * (1 + number % 7)
            case Fault.STATEMENT:
                faults.statement = number % 40
            case _:
                faults.commit = fault

    def _telegram_does(self, event: Event) -> None:
        telegram, now = self._telegram, self._loop.time()
        participants = self._stage.participants
        match event.what:
            case "flood":
                telegram.halted_until = now + HALTS[event.number % len(HALTS)]
            case "revoke":
                telegram.revoked_until = now + 2 + event.number % 5
            case "confuse":
                telegram.confused = True
            case "migrate":
                if telegram.chat(GROUP).refusal is None:
                    telegram.migrate(GROUP, OTHER_GROUP)
                    self._acts_alone()
            case "take again":
                for chat in (GROUP, *participants):
                    refusal = telegram.chat(chat).refusal
                    if refusal is not None and "migrate" not in str(refusal.body):
                        telegram.chat(chat).refusal = None
            case _:
                group = event.detail in {"kicked", "no rights"} or event.number % 2
                chat = GROUP if group else participants[event.number % len(participants)]
                if telegram.chat(chat).refusal is None:
                    telegram.chat(chat).refusal = REFUSALS[event.detail]

    def _acts_alone(self) -> None:
        """The newest update is nobody's, and nobody expects an answer to it."""
        self._model.acts(max(self._telegram.made), GROUP, "", silent=True)

    def _time(self, event: Event) -> None:
        match event.what:
            case "jump":
                self._clock.jump(JUMPS[event.number % len(JUMPS)])
            case "set the clock right":
                self._clock.set_right()
            case "hours pass":
                self._clock.pass_by(HOURS[event.number % len(HOURS)])
        self._wake()

    def _wake(self) -> None:
        if self._program is not None:
            self._program.wake()

    # The end.

    def _calm(self) -> None:
        """Nothing goes wrong any more; what was begun comes to its end."""
        self._note("— calm")
        self._database.faults.clear()
        self._weather.clear()
        self._crash = None
        self._telegram.revoked_until = 0.0
        self._people.resting = True
        self._rest_since = self._loop.time()
        self._start()
        self._wake()
        self._loop.call_later(MOMENT, self._look)

    def _look(self) -> None:
        if self._broken is not None:
            return
        if not self._at_rest():
            self._woken_at = None
        elif self._woken_at is not None:
            self._model.at_rest(set(self._telegram.made), self._woken_at)
            self._loop.stop()
            return
        else:
            self._woken_at = self._clock.now()
            self._wake()
        waited = self._loop.time() - self._rest_since
        require(waited < PATIENCE, "everything comes to rest", self._waiting())
        self._hurry()
        self._loop.call_later(MOMENT, self._look)

    def _at_rest(self) -> bool:
        made = len(self._telegram.made) == len(self._model.updates.handled)
        running = self._program is not None and not self._program.busy
        return made and running and not self._waiting()

    def _waiting(self) -> list[str]:
        rows = self._model.sends.rows.values()
        posts = self._database.driver.execute(
            "SELECT 'posts:' || version FROM posts WHERE state != 'out' OR wanted != '[]'"
        )
        return [
            *(row.key for row in rows if row.state in {"planned", "retry", "sending"}),
            *(str(key) for (key,) in posts.fetchall()),
        ]

    def _hurry(self) -> None:
        """Where everything waits for a later hour, let that hour come."""
        sending = "SELECT 1 FROM outbox WHERE state = 'sending'"
        waiting = "SELECT min(not_before) FROM outbox WHERE state IN ('planned', 'retry')"
        if self._database.driver.execute(sending).fetchone():
            return
        (text,) = self._database.driver.execute(waiting).fetchone()
        if text is not None:
            until = datetime.fromisoformat(text).replace(tzinfo=UTC) - self._clock.now()
            if until.total_seconds() > 0:
                self._clock.pass_by(until.total_seconds())
                self._wake()

    def _end(self) -> None:
        """Nothing of this history is left running."""
        self._loop.wrong = lambda _context: None
        self._database.faults.clear()
        self._database.faults.at_commit = lambda _when: None
        if self._program is not None:
            self._program.kill()
        self._loop.finish()

    # What the program does; see `transport.Watcher`.

    def leaves(self, method: str, body: Mapping[str, Any]) -> Watched:
        """A call leaves the machine."""
        self._note(f"sends {method} {_shortly(body)}")
        try:
            return self._model.leaves(method, body)
        except Broken as broken:
            self._break(broken)
            raise

    def struck(self, mishap: str) -> None:
        """Something goes wrong on the way."""
        self._note(f"on the way: {mishap}")
        self._model.struck(mishap)

    def halted(self, seconds: float) -> None:
        """The bot is told to wait."""
        self._model.halted(seconds)

    # Keeping account.

    def _happen(self, what: str) -> None:
        self._happened[what] = self._happened.get(what, 0) + 1
        self._note(f"happens: {what}")

    def _note(self, what: str) -> None:
        if self._tell:
            self._story.append(f"{self._loop.time():9.3f}  {what}")

    def _wrong(self, context: dict[str, Any]) -> None:
        problem = context.get("exception")
        if isinstance(problem, Broken):
            self._break(problem)
        elif isinstance(problem, Exception):
            self._break(Broken("nothing breaks", repr(problem)))

    def _break(self, broken: Broken) -> None:
        if self._broken is None:
            self._note(f"BROKEN: {broken}")
            self._broken = broken
        self._loop.stop()


def _shortly(body: Mapping[str, Any]) -> str:
    shown = {key: body[key] for key in ("chat_id", "message_id", "text") if key in body}
    return str(shown)[:160]


def play(seed: int, database: SimulatedDatabase, *, tell: bool = False) -> Outcome:
    """The history that belongs to an integer."""
    return History(plans.draw(seed), database, tell=tell).run()


Player = Callable[[Plan], Outcome]
