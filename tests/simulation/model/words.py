"""What people said is stored once, under the question that it answers.

A message answers the question that it replies to; otherwise the newest one that stood in the chat
before it. That is decided here by Telegram's own order of the chat, which the bot has to work out.

Where a copy of a question was sent and nobody told the bot whether it arrived, the bot cannot know
whether it stood in the chat when a message came. Then it has to go by the time: who writes in a
later second than the one in which it was sent is taken to have seen it. Where the time does not
tell, or the machine's clock is wrong, both questions are right.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flows.ids import ChatId
from tests.simulation.model.broken import require
from tests.simulation.model.sends import Attempt
from tests.simulation.transport import Fate

SCALE = "fourth"
"""The question that is answered with a number; other words are not understood, and that is said."""

Place = tuple[int, str | None]
"""A session and a question; None for the end of the day."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A session: whose it is, and where."""

    round: int
    chat: ChatId
    workshop: int


@dataclass(slots=True)
class Copy:
    """One sending of a question to a chat.

    Attributes:
        at: what the machine's clock showed when it was committed as being sent.
        clock_right: whether that was the true time.
        attempt: its way to Telegram; None while it has not left.
    """

    place: Place
    at: datetime
    clock_right: bool
    attempt: Attempt | None = None

    @property
    def number(self) -> int | None:
        """Its number in the chat; None where it has not arrived."""
        return None if self.attempt is None else self.attempt.number

    @property
    def confirmed(self) -> bool:
        """Whether the bot has recorded that it arrived, and its number with that."""
        attempt = self.attempt
        return attempt is not None and attempt.recorded and attempt.fate is Fate.DONE

    @property
    def doubtful(self) -> bool:
        """Whether the bot cannot say whether it arrived."""
        attempt = self.attempt
        failed = attempt is not None and attempt.recorded and attempt.fate is Fate.NOT_DONE
        return not self.confirmed and not failed


@dataclass(slots=True)
class Message:
    """Something that somebody wrote.

    Attributes:
        at: when Telegram took it, in whole seconds.
        reply_to: the message that it replies to.
        sorted: where else its author has put it.
        is_number: whether it says nothing but a number.
        excused: it need not be stored anywhere.
        stored: where it was stored.
    """

    chat: ChatId
    number: int
    update: int
    at: datetime
    reply_to: int | None = None
    is_number: bool = False
    sorted: set[Place] = field(default_factory=set)
    excused: bool = False
    stored: set[Place] = field(default_factory=set)
    unclear: bool = False


@dataclass
class Words:
    """All that was asked and said."""

    sessions: dict[int, Begun] = field(default_factory=dict)
    prompts: dict[int, Place] = field(default_factory=dict)
    copies: dict[ChatId, list[Copy]] = field(default_factory=lambda: defaultdict(list))
    messages: dict[tuple[ChatId, int], Message] = field(default_factory=dict)
    closed: Mapping[int, float] = field(default_factory=dict)
    """The rounds that are closed now."""

    # What Telegram has seen.

    def said(self, message: Message) -> None:
        """Somebody wrote something that is no command."""
        self.messages[message.chat, message.number] = message

    def places(self, message: Message) -> set[Place | None]:
        """Where a message may be stored; None where it may be refused."""
        here = self.copies[message.chat]
        if message.reply_to is not None:
            meant = {copy.place for copy in here if copy.number == message.reply_to}
            if meant:
                # Of several copies that nobody confirmed it may be any.
                if not any(copy.confirmed for copy in here if copy.number == message.reply_to):
                    meant |= {copy.place for copy in here if not copy.confirmed}
                refused = any(
                    question is None or (question == SCALE and not message.is_number)
                    for _, question in meant
                )
                return {*meant, None} if refused else {*meant}
        found: set[Place | None] = {*message.sorted}
        earlier = self.messages.get((message.chat, message.reply_to or 0))
        if earlier is not None:
            found |= earlier.stored
        if self._waits_for_another_day(message) or not here:
            found.add(None)
        for workshop in {self.sessions[copy.place[0]].workshop for copy in here}:
            asked = [one for one in here if self.sessions[one.place[0]].workshop == workshop]
            for those in self._days(asked):
                found |= set(self._newest(message, those))
        return found

    def _days(self, copies: list[Copy]) -> Iterator[list[Copy]]:
        """What was asked at all, and what was asked on each day that is open."""
        yield copies
        open_now = {
            copy.place[0]
            for copy in copies
            if self.sessions[copy.place[0]].round not in self.closed
        }
        for session in open_now:
            yield [copy for copy in copies if copy.place[0] == session]

    def _waits_for_another_day(self, message: Message) -> bool:
        """Whether a day has begun whose first question is on its way: the bot says so."""
        begun = {number for number, one in self.sessions.items() if one.chat == message.chat}
        here = self.copies[message.chat]
        seen = {copy.place[0] for copy in here if copy.number and copy.number < message.number}
        return bool(begun - seen)

    def _newest(self, message: Message, copies: list[Copy]) -> Iterator[Place | None]:
        """The newest question before a message, and whatever else the bot must think possible."""
        for copy in copies:
            if copy.doubtful and (copy.at < message.at or not copy.clock_right):
                yield from self._taken(copy, message)
        arrived = [one for one in copies if one.number and one.number < message.number]
        for copy in sorted(arrived, key=lambda one: -(one.number or 0)):
            yield from self._taken(copy, message)
            by_time = copy.clock_right and copy.at < message.at
            # It was on the wire for so long that the next question came before it.
            overtaken = any(one.confirmed for one in copies[copies.index(copy) + 1 :])
            if copy.confirmed or (by_time and not overtaken):
                return
        # The bot may think that nothing was asked yet, and then says so.
        yield None

    def _taken(self, copy: Copy, message: Message) -> Iterator[Place | None]:
        """Where a message to this question goes; refused at the end, or where it is no number."""
        yield copy.place
        if copy.place[1] is None or (copy.place[1] == SCALE and not message.is_number):
            yield None

    def sorted_in(self, chat: ChatId, number: int, session: int) -> None:
        """Somebody pressed that a message belongs to the open question of a session."""
        message = self.messages.get((chat, number))
        if message is not None:
            message.sorted |= {one for one in self.prompts.values() if one[0] == session}

    # What was committed.

    def stored(self, session: int, question: str, numbers: list[int]) -> None:
        """A version of an answer was stored, made of these messages."""
        chat, place = self.sessions[session].chat, (session, question)
        for number in numbers:
            message = self.messages.get((chat, number))
            require(message is not None, "only what somebody said is stored", (chat, number))
            assert message is not None
            if place in message.stored:
                continue
            places = self.places(message)
            require(
                place in places,
                "words are stored under the question that they answer",
                f"{message} under {question} of session {session}, not {places}",
            )
            message.stored.add(place)

    def unclear(self, chat: ChatId, number: int) -> None:
        """A message is kept until its author says where it belongs."""
        message = self.messages.get((chat, number))
        if message is not None:
            message.unclear = True

    def excuse(self, chat: ChatId) -> None:
        """Somebody left or was erased: what they say meanwhile is not stored, or no more."""
        for message in self.messages.values():
            if message.chat == chat:
                message.excused = True

    def handled(self, update: int) -> None:
        """An update had its effect; if it was an answer, it must be stored by now."""
        for message in self.messages.values():
            if message.update == update and not message.stored:
                require(
                    message.unclear or message.excused or None in self.places(message),
                    "no answer is lost",
                    f"{message}, not in {self.places(message)}",
                )

    def at_rest(self, current: dict[tuple[ChatId, int], list[Place]]) -> None:
        """Every message counts in one answer at most; `current` is what counts now."""
        for message, places in current.items():
            require(len(places) == 1, "no answer is doubled", (message, places))
