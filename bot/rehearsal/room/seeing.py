"""What can be seen in the rehearsal room: frozen values, the whole picture at one moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, assert_never

from bot.messages.wording import SOURCE_LANGUAGE, Wording, in_language
from bot.rehearsal.room.impossible import Impossible
from bot.rehearsal.standin import SeenMessage
from flows.ids import FlowId
from flows.mistakes import Mistake
from flows.script import Texts


class DueKind(StrEnum):
    """What a round does."""

    OPENS = "opens"
    REMINDER = "reminder"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Something that a round will do by itself.

    Attributes:
        kind: what.
        day: the round's, from 1.
        at: when, aware, in the workshop's zone.
        workshop: its title where there are several; otherwise empty.
    """

    kind: DueKind
    day: int
    at: datetime
    workshop: str = ""

    @property
    def what(self) -> str:
        """In English, for example "Day 1 opens"."""
        return self.in_words(in_language(SOURCE_LANGUAGE))

    def in_words(self, _: Wording) -> str:
        """As plain text."""
        match self.kind:
            case DueKind.OPENS:
                words = _("Day {day} opens", day=self.day)
            case DueKind.REMINDER:
                words = _("Day {day}: reminder", day=self.day)
            case DueKind.CLOSES:
                words = _("Day {day} closes", day=self.day)
            case _ as never:
                assert_never(never)
        said = words.unescape()
        return f"{self.workshop}: {said}" if self.workshop else said


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody with a phone.

    Attributes:
        id: theirs, and that of their private chat.
        language: of the phone (IETF tag).
        role: what they are by now: `facilitator`, `organiser`, `participant`; empty for others.
        simulated: whether they answer by themselves when all are let.
        silent: they do not, for now.
        blocked: they have blocked the bot.
        gone: they have deleted their account.
    """

    id: int
    name: str
    language: str
    role: str
    simulated: bool
    silent: bool
    blocked: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class GroupSeen:
    """A group or channel.

    Attributes:
        kind: `group`, `supergroup` or `channel`.
        bot: what the bot is in it, as Telegram says it: `member`, `administrator`, `kicked`,
            `left`; empty as long as it was never there.
        creator: the id of who made it.
    """

    id: int
    title: str
    kind: str
    bot: str
    creator: int


_SO_ALREADY: Final = ("message is not modified", "message to delete not found")
"""How Telegram says that what is wanted is so already."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call of the bot that Telegram refused.

    Attributes:
        at: when.
        method: the call's name.
        description: as Telegram words it.
    """

    at: datetime
    method: str
    description: str

    @property
    def harmless(self) -> bool:
        """Whether all is as the bot wanted it, and nobody misses anything."""
        return any(words in self.description for words in _SO_ALREADY)


@dataclass(frozen=True, slots=True)
class ChatSeen:
    """A chat as it stands now.

    Attributes:
        kind: `private`, `group`, `supergroup` or `channel`.
        messages: oldest first.
        commands: the menu, names without `/` and what they do.
        toasts: what answers to presses said, oldest first.
        refusals: what Telegram refused the bot here, oldest first.
        blocked: whether the person has blocked the bot.
        link: the newest invitation that this person could open; None where there is none.
        clipboard: what the last copy button put there.
        opened: links that buttons opened and that do not lead to the bot, oldest first.
    """

    id: int
    title: str
    kind: str
    messages: tuple[SeenMessage, ...]
    commands: tuple[tuple[str, str], ...] = ()
    toasts: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    blocked: bool = False
    link: str | None = None
    clipboard: str = ""
    opened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayOutline:
    """A day of the flow: its title and its questions, in order."""

    title: Texts
    questions: tuple[Texts, ...]


@dataclass(frozen=True, slots=True)
class FlowSeen:
    """The flow, and how its file is now.

    Attributes:
        id: of the flow that this run has, as the title and the outline.
        title: of that flow.
        path: of its file; empty for one that comes along.
        outline: its days.
        mistakes: what is wrong in the file now.
        newer: whether the file has another flow than this run; a restart takes that one.
    """

    id: FlowId
    title: Texts
    path: str
    outline: tuple[DayOutline, ...]
    mistakes: tuple[Mistake, ...] = ()
    newer: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """An open question, and how many have answered it.

    Attributes:
        day: from 1.
        number: of the question in its day, from 1.
        text: the question.
        answers: so many have answered.
        skipped: so many have passed it over.
    """

    day: int
    number: int
    text: Texts
    answers: int
    skipped: int


@dataclass(frozen=True, slots=True)
class CrowdSeen:
    """How far the people are who can take part.

    Attributes:
        joined: so many take part.
        of: so many there are.
        answered: the questions of rounds that are open.
        acting: whether somebody answers by themselves now.
        stopped: why that ended before everybody was done; None where it did not.
    """

    joined: int = 0
    of: int = 0
    answered: tuple[Answered, ...] = ()
    acting: bool = False
    stopped: Impossible | None = None


@dataclass(frozen=True, slots=True)
class RoomSeen:
    """The whole picture.

    Attributes:
        version: grows whenever something differs.
        run: from 1; grows with each restart. Chats of another run are gone.
        at: the moment on the room's clock, in the workshop's zone.
        upcoming: what is due next, soonest first.
        people: the facilitator first, then in the order in which they came.
        chats: those that were asked for and exist.
        set_up: whether there is a workshop that people can join.
        http_port: where this run serves its own pages; None where it has none.
    """

    version: int
    run: int
    at: datetime
    upcoming: tuple[Upcoming, ...]
    people: tuple[PersonSeen, ...]
    groups: tuple[GroupSeen, ...]
    chats: tuple[ChatSeen, ...]
    flow: FlowSeen
    crowd: CrowdSeen
    set_up: bool = False
    http_port: int | None = None
