"""Every round opens once per local date, whatever the clock does, and reminds once.

When it may open is worked out here anew: at its time on the wall, the first one where the clocks
show it twice, an hour later where they jump over it.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from flows.calendar import Slot
from flows.ids import ChatId
from tests.simulation.model.broken import require
from tests.simulation.stage import BERLIN, local_date


def moment(local: datetime) -> datetime:
    """When the clocks of Berlin show a time, in UTC."""
    return local.replace(tzinfo=BERLIN, fold=0).astimezone(UTC)


@dataclass
class Rounds:
    """The rounds of a history, by their numbers."""

    slots: dict[int, Slot]
    by_hand: set[int] = field(default_factory=set)
    opened: dict[int, datetime] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    reminded: set[int] = field(default_factory=set)
    dates: set[tuple[int, date]] = field(default_factory=set)
    reminders: set[tuple[int, ChatId]] = field(default_factory=set)

    def changed(
        self,
        round_: int,
        opened: tuple[datetime | None, datetime | None],
        closed: datetime | None,
        reminded: tuple[datetime | None, datetime | None],
    ) -> None:
        """A round was stored."""
        before, after = opened
        if before != after:
            require(after is not None, "a round that has opened has opened", round_)
            require(round_ not in self.opened, "a round opens once", round_)
            assert after is not None
            self.opened[round_] = after
            place = (round_, local_date(after))
            require(place not in self.dates, "a round opens once per local date", place)
            self.dates.add(place)
            if round_ not in self.by_hand:
                due = moment(self.slots[round_].opens)
                require(after >= due, "no round opens before its time", f"{after} < {due}")
        if reminded[0] != reminded[1]:
            require(round_ not in self.reminded, "a round reminds once", round_)
            self.reminded.add(round_)
        if closed is None:
            self.closed.discard(round_)
        else:
            self.closed.add(round_)

    def reminder_arrived(self, round_: int, chat: ChatId) -> None:
        """Somebody was reminded."""
        place = (round_, chat)
        require(place not in self.reminders, "nobody is reminded twice", place)
        self.reminders.add(place)

    def at_rest(self, woken_at: datetime, missed: set[int]) -> None:
        """The alarm was woken then and everything is done; of `missed` somebody was told."""
        for round_, slot in self.slots.items():
            if round_ in missed:
                continue
            if moment(slot.opens) <= woken_at < moment(slot.closes) and round_ not in self.closed:
                require(round_ in self.opened, "a round opens when it is time", round_)
