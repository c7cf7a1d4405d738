"""How simulated participants decide about sentences of theirs that are to go into the post."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from html import unescape

from bot.rehearsal.participant import Participant
from bot.rehearsal.stage import button
from bot.rehearsal.standin import SeenMessage
from flows.attribution import Attribution, shown_name

ASKS = "cite:"
"""How the data of the buttons begin that decide."""

_QUOTED = re.compile(r"<blockquote>(.*?)</blockquote>", re.DOTALL)


class Temper(Enum):
    """What somebody does when they are asked."""

    ALLOWS = auto()
    DECLINES = auto()
    REWORDS = auto()
    """Writes the first sentence anew, and allows that."""
    IS_SILENT = auto()


AWKWARD = (Temper.DECLINES, Temper.REWORDS, Temper.IS_SILENT)


@dataclass(slots=True)
class Author:
    """Somebody who is asked.

    Attributes:
        allowed: each sentence that they have allowed: its words, and the name beside them.
        withheld: words that they were asked about and have not allowed.
    """

    who: Participant
    temper: Temper = Temper.ALLOWS
    allowed: list[tuple[str, str | None]] = field(default_factory=list)
    withheld: set[str] = field(default_factory=set)
    _types: bool = False
    _has_reworded: bool = False

    @property
    def asked(self) -> SeenMessage | None:
        """The message that asks them for a sentence."""
        found = button(self.who.phone, ASKS)
        return found[0] if found and not self.who.gone else None

    def act(self) -> bool:
        """Take the next step of deciding; returns whether there was one."""
        if self._types:
            self._types = False
            self.who.phone.say(self.who.voices.more(self.who.writes))
            return True
        message = self.asked
        if message is None:
            return False
        words = _words(message)
        match self.temper:
            case Temper.IS_SILENT:
                self.withheld.add(words)
                return False
            case Temper.DECLINES:
                self.withheld.add(words)
                self._press(message, f":{Attribution.NOT_QUOTED}")
            case Temper.REWORDS if not self._has_reworded:
                self._has_reworded = self._types = True
                self.withheld.add(words)
                self._press(message, "", beginning="citeword:")
            case _:
                pressed = self._press(message, "")
                way = Attribution(pressed.rsplit(":", 1)[1])
                self.allowed.append((words, shown_name(way, self.who.member.name)))
        return True

    def _press(self, message: SeenMessage, ending: str, beginning: str = ASKS) -> str:
        """Press the first button whose data begin and end so; returns the data."""
        data = next(
            str(one.data)
            for row in message.buttons
            for one in row
            if one.data and one.data.startswith(beginning) and one.data.endswith(ending)
        )
        self.who.phone.press(data, message)
        return data


def gathered(people: Sequence[Participant]) -> list[Author]:
    """Everybody who is asked now; where there are enough of them, a few are awkward."""
    asked = [author for author in map(Author, people) if author.asked is not None]
    if len(asked) > len(AWKWARD):
        for author, temper in zip(asked, AWKWARD, strict=False):
            author.temper = temper
    return asked


def _words(message: SeenMessage) -> str:
    found = _QUOTED.search(message.html)
    return unescape(found[1]) if found else ""
