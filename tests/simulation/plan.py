"""A history as a plan: what will happen and when, drawn from one integer.

Everything that is left open in an event (which button, which message) is decided by its own number,
so that a plan keeps its meaning when events are taken out of it.
"""

from dataclasses import dataclass
from random import Random

from tests.simulation.database import Fault
from tests.simulation.stage import SETTINGS
from tests.simulation.telegram import REFUSALS
from tests.simulation.transport import Mishap


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens.

    Attributes:
        at: seconds after the beginning.
        what: its kind.
        number: decides what is left open.
        detail: which fault it is, where it is one.
    """

    at: float
    what: str
    number: int
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.at:7.2f}  {self.what} {self.detail}".rstrip() + f"  #{self.number}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole history before it happens; with the seed it is all that a run depends on.

    Attributes:
        diligence: how many of a hundred questions people answer by themselves.
    """

    seed: int
    stage: str
    diligence: int
    events: tuple[Event, ...]

    def __str__(self) -> str:
        head = f"seed {self.seed}, stage: {self.stage}, diligence {self.diligence}"
        return "\n".join([head, *(str(event) for event in self.events)])


PARTICIPANTS = {
    "say": 6,
    "say twice": 3,
    "reply": 4,
    "edit": 4,
    "press": 5,
    "press twice": 3,
    "press an old button": 3,
    "press somebody else's button": 2,
    "command": 5,
    "leave": 2,
    "come back": 2,
    "forget me": 1,
    "block": 2,
    "unblock": 2,
}
TEAM = {"open": 2, "close": 3, "reopen": 2, "remind": 3, "publish": 4, "press as facilitator": 2}
TIME = {"jump": 3, "set the clock right": 2, "hours pass": 4, "wake": 1}
CRASHES = (
    "now",
    "before a commit",
    "after a commit",
    "before a call",
    "after a call",
    "before an answer",
)
TELEGRAM = {
    "flood": 2,
    "revoke": 1,
    "refuse": 3,
    "take again": 2,
    "migrate": 1,
    "confuse": 3,
    "poll": 3,
}

_ALL = {
    **PARTICIPANTS,
    **TEAM,
    **TIME,
    "crash": 8,
    "storage": 8,
    "mishap": 14,
    "mishap to a reminder": 3,
    "mishap to a post": 3,
    "slow network": 1,
    **TELEGRAM,
}
_KINDS, _WEIGHTS = tuple(_ALL), tuple(_ALL.values())
_STAGES = ("usual",) * 12 + ("two workshops",) * 4 + tuple(SETTINGS)[2:4] * 2
POLLS = (*(mishap.value for mishap in Mishap), "409", "502", "429")
SHORTEST, LONGEST = 3, 10
A_CROWD = 40
"""One history in so many has a crowd."""


def draw(seed: int) -> Plan:
    """The plan that belongs to an integer."""
    chance = Random(seed)
    crowd = seed % A_CROWD == A_CROWD - 1
    stage = "a crowd" if crowd else chance.choice(_STAGES)
    at = 0.0
    events: list[Event] = []
    # Days differ: on some only the network is bad, on others only people are hasty.
    weights = [weight if chance.random() < 0.6 else 0 for weight in _WEIGHTS]
    if not any(weights):
        weights = list(_WEIGHTS)
    for _ in range(chance.randint(SHORTEST, LONGEST)):
        if crowd and not events:
            events.append(Event(0.0, "slow network", 0))
        at += chance.choice((0.05, 0.3, 0.8, 1.5, 2.2))
        what = chance.choices(_KINDS, weights)[0]
        events.append(Event(round(at, 3), what, chance.randrange(10_000), _detail(what, chance)))
    diligence = chance.choice((0, 50, 90))
    return Plan(seed, stage, diligence, tuple(events))


def _detail(what: str, chance: Random) -> str:
    match what:
        case "crash":
            return chance.choice(CRASHES)
        case "storage":
            return chance.choice(list(Fault)).value
        case "mishap" | "mishap to a reminder" | "mishap to a post":
            return chance.choice(list(Mishap)).value
        case "refuse":
            return chance.choice(list(REFUSALS))
        case "poll":
            return chance.choice(POLLS)
        case _:
            return ""
