"""A simulated participant: reads the chat as people see it, and answers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.rehearsal.cast import Habit, Member
from bot.rehearsal.stage import button
from bot.rehearsal.standin import Phone, SeenMessage
from bot.rehearsal.voices import Voices, private
from flows.ids import QuestionId
from flows.script import Flow, Kind, Question
from flows.understanding import choices_of


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said to a question: texts in their order, or what they chose.

    Without either, they skipped it.
    """

    texts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came to somebody's phone."""

    message: SeenMessage
    question: Question
    day: int
    number: int
    total: int


@dataclass(slots=True)
class Participant:
    """Somebody who takes part.

    Attributes:
        said: what should be stored of them now.
        prompts: every question that came, by the number of its message.
        called_for: how often they did something for which a question has to come once more.
        asked: the question that waits for them, as far as they see.
        waits: does nothing until something happens.
        gone: has blocked the bot.
        stage: how far they are with their habit.
    """

    member: Member
    phone: Phone
    flow: Flow
    voices: Voices
    said: dict[QuestionId, Said] = field(default_factory=dict)
    own: dict[QuestionId, SeenMessage] = field(default_factory=dict)
    prompts: dict[int, Asked] = field(default_factory=dict)
    called_for: Counter[QuestionId] = field(default_factory=Counter)
    asked: Asked | None = None
    joined: bool = False
    waits: bool = False
    gone: bool = False
    stage: int = 0
    _read: int = 0

    @property
    def language(self) -> str:
        """What they speak with the bot."""
        return self.member.language

    @property
    def writes(self) -> str:
        """What they write their answers in."""
        return self.member.writes or self.language

    @property
    def pausing(self) -> bool:
        """Whether they have asked not to be reminded."""
        return self.waits and self.member.habit is Habit.PAUSES

    @property
    def times_asked(self) -> Mapping[QuestionId, int]:
        """How often each question came."""
        return Counter(asked.question.id for asked in self.prompts.values())

    @property
    def must_be_asked(self) -> Mapping[QuestionId, int]:
        """How often each question that came should have come: once, and when it was called for."""
        return {question: 1 + self.called_for[question] for question in self.times_asked}

    def join(self) -> bool:
        """Take the next step of joining; False where there is none."""
        quote = button(self.phone, "quote:")
        invitation = button(self.phone, "joinyes:")
        if quote is not None:
            wish = f"{quote[1].data}".rsplit(":", 1)[0] + f":{self.member.attribution.value}"
            self.phone.press(wish, quote[0])
            self.joined = True
        elif invitation is not None:
            other = button(self.phone, "joinlang:")
            # The button for another language leads to the one that they want.
            if other is not None and str(other[1].data).endswith(f":{self.language}"):
                self.phone.press(str(other[1].data), other[0])
            else:
                self.phone.press(str(invitation[1].data), invitation[0])
        return quote is not None or invitation is not None

    def look(self) -> None:
        """Read what has come since; the newest question is the one that waits."""
        for message in self.phone.messages:
            if message.id <= self._read or not message.from_bot:
                continue
            self._read = message.id
            asked = self._question_in(message)
            if asked is not None:
                self.prompts[message.id] = self.asked = asked

    def answer(self) -> None:
        """Answer the question that waits, in words or by buttons."""
        asked = self._waiting()
        if asked.question.kind is Kind.TEXT:
            self.tell(self.words(asked.question))
            return
        options = self.voices.options(asked.question)
        if not self._pressed("pick:", f":{asked.number}:{options[0]}"):
            # Several are typed with their numbers; and after closing there are no buttons any more.
            steps = choices_of(asked.question)
            typed = [str(steps.index(option) + 1) for option in options]
            self.phone.say(", ".join(options if asked.question.kind is Kind.SCALE else typed))
        self.said[asked.question.id] = Said(options=options)
        self.asked = None

    def tell(self, text: str) -> None:
        """Let this text be the answer to the question that waits."""
        question = self._waiting().question.id
        self.own[question] = self.phone.say(text)
        self.said[question] = Said((text,))
        self.asked = None

    def skip(self) -> None:
        """Pass over the question that waits."""
        asked = self._waiting()
        if not self._pressed("skip:"):
            self.phone.say("/skip")
        self.said[asked.question.id] = Said()
        self.asked = None

    def words(self, question: Question) -> str:
        """What they have to say to a question."""
        said = self.voices.answer(question.id, self.writes)
        if self.member.habit is Habit.NOT_QUOTED:
            said = f"{said} {private(self.writes)}"
        return said

    def _waiting(self) -> Asked:
        if self.asked is None:
            raise LookupError("no question waits")
        return self.asked

    def _pressed(self, beginning: str, ending: str = "") -> bool:
        """Press a button under the question that waits, if it is (still) there."""
        number = self._waiting().message.id
        now = next(message for message in self.phone.messages if message.id == number)
        for row in now.buttons:
            for one in row:
                if one.data and one.data.startswith(beginning) and one.data.endswith(ending):
                    self.phone.press(one.data, now)
                    return True
        return False

    def _question_in(self, message: SeenMessage) -> Asked | None:
        """The question that a message puts: what is quoted from before stands above it."""
        found = [
            (
                message.text.rindex(text) + len(text),
                len(text),
                Asked(message, question, day, number, len(script.questions)),
            )
            for day, script in enumerate(self.flow.days, 1)
            for number, question in enumerate(script.questions, 1)
            if (text := question.text.in_language(self.language)) in message.text
        ]
        return max(found, key=lambda one: one[:2])[2] if found else None
