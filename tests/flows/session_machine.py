"""All that can happen to a session, in any order, beside a model of what should become of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from flows import engine, late, replies
from flows.effects import AnswerExtended, AnswerReplaced, AskQuestion, EndDay
from flows.ids import MessageId, QuestionId
from flows.replies import Edit, Reply
from flows.session import Answer, Late, Part, Revision, Session, SessionState
from flows.turn import Turn
from tests.flows.session_model import Model, joined, numbers
from tests.flows.talking import AGAIN, START, asking, text_question

QUESTIONS = (text_question("q1"), text_question("q2", optional=False), AGAIN, text_question("q4"))
Pick = st.integers(0, 5)
"""Which of several, counted from the newest; wraps around."""
Words = st.sampled_from(["words", "1", "2"])
"""The numbers are options where options are asked for."""


@dataclass
class Room:
    """Where the session lives; here nowhere but in memory."""

    session: Session

    def take(self, turn: Turn) -> None:
        """What a turn changed is stored."""
        self.session = turn.session

    def delivered(self, index: int, number: MessageId) -> None:
        """A prompt has got its number in the chat."""
        self._prompt(index, message_id=number)

    def perhaps_delivered(self, index: int, at: datetime) -> None:
        """Nobody knows whether a prompt has reached the chat."""
        self._prompt(index, attempted_at=at)

    def restarted(self) -> None:
        """The program has been stopped and started."""

    def stored(self) -> Session:
        """The session as it would be loaded now."""
        return self.session

    def left(self) -> None:
        """Nobody comes back."""

    def _prompt(self, index: int, **known: object) -> None:
        prompts = list(self.session.prompts)
        prompts[index] = replace(prompts[index], **known)  # type: ignore[arg-type] # by the two above
        self.session = replace(self.session, prompts=tuple(prompts))


class SessionMachine(RuleBasedStateMachine):
    """Participant, Telegram, facilitator and schedule act; the model says what must hold."""

    def room(self) -> Room:
        """An empty place for a session."""
        return Room(asking(*QUESTIONS))

    @initialize()
    def join(self) -> None:
        self.clock = 0
        self.place = self.room()
        self.model = Model(QUESTIONS)
        self.on_the_way: list[Reply] = []
        self.heard: list[Reply] = []
        self.replaced: list[tuple[QuestionId, int]] = []
        self.extended: list[MessageId] = []
        self.happened(engine.open_round)
        self.model.go_on()

    def teardown(self) -> None:
        if hasattr(self, "place"):
            self.place.left()

    @property
    def session(self) -> Session:
        return self.place.session

    @property
    def now(self) -> datetime:
        return START + timedelta(seconds=self.clock)

    def number(self) -> MessageId:
        """The chat's next number; every message, whoever writes it, takes one and a second."""
        self.clock += 1
        return MessageId(self.clock)

    def happened(self, step: Callable[[Session], Turn], *, wanted: bool = False) -> Turn:
        """Carry a step out; `wanted` where the participant asks to see a certain question."""
        before = self.session
        turn = step(before)
        for effect in turn.effects:
            if isinstance(effect, AskQuestion) and not wanted:
                answer = turn.session.answer(effect.question)
                assert answer is None or answer.skipped, "asked again what was answered"
        asked = [effect for effect in turn.effects if isinstance(effect, AskQuestion | EndDay)]
        assert len(turn.session.prompts) == len(before.prompts) + len(asked)
        self.place.take(turn)
        self._offer(turn)
        return turn

    def _offer(self, turn: Turn) -> None:
        """Remember the buttons that people get; they stay in the chat for good."""
        for effect in turn.effects:
            match effect:
                case AnswerReplaced(question, _, previous) if previous is not None:
                    answer = turn.session.answer(question)
                    assert answer is not None
                    self.replaced.append((question, len(answer.revisions)))
                case AnswerExtended(_, number):
                    self.extended.append(number)

    def waiting(self) -> list[int]:
        """The prompts that have not been sent, oldest first."""
        return [
            index
            for index, prompt in enumerate(self.model.prompts)
            if prompt.message_id is None and prompt.attempted_at is None
        ]

    @precondition(lambda self: self.waiting())
    @rule()
    def prompt_delivered(self) -> None:
        index, number = self.waiting()[0], self.number()
        self.place.delivered(index, number)
        self.model.prompts[index] = replace(self.model.prompts[index], message_id=number)

    @precondition(lambda self: self.waiting())
    @rule()
    def prompt_perhaps_delivered(self) -> None:
        index, at = self.waiting()[0], self.now
        self.number()
        self.place.perhaps_delivered(index, at)
        self.model.prompts[index] = replace(self.model.prompts[index], attempted_at=at)

    @precondition(lambda self: self.unsure())
    @rule()
    def prompt_delivered_once_more(self) -> None:
        index, number = self.unsure()[0], self.number()
        self.place.delivered(index, number)
        self.model.prompts[index] = replace(self.model.prompts[index], message_id=number)

    def unsure(self) -> list[int]:
        """The prompts that perhaps arrived and have not been sent again, oldest first."""
        return [
            index
            for index, prompt in enumerate(self.model.prompts)
            if prompt.message_id is None and prompt.attempted_at is not None
        ]

    @rule(text=Words, to=st.none() | Pick)
    def write(self, text: str, to: int | None) -> None:
        shown = [p.message_id for p in self.model.prompts if p.message_id is not None]
        shown += [reply.message_id for reply in self.heard]
        target = shown[-1 - to % len(shown)] if shown and to is not None else None
        number = self.number()
        self.on_the_way.append(Reply(number, self.now, text, target))

    @precondition(lambda self: self.on_the_way)
    @rule()
    def message_arrives(self) -> None:
        reply = self.on_the_way.pop(0)
        self.happened(lambda session: replies.take(session, reply))
        self.model.hear(reply)
        self.heard.append(reply)

    @rule(text=Words, more=Words)
    def two_messages_answer_what_has_arrived(self, text: str, more: str) -> None:
        while self.waiting():
            self.prompt_delivered()
        self.write(text, None)
        self.write(more, None)
        while self.on_the_way:
            self.message_arrives()
        while self.waiting():
            self.prompt_delivered()

    @rule(text=Words)
    def words_come_too_late_and_the_round_opens_again(self, text: str) -> None:
        while self.waiting():
            self.prompt_delivered()
        self.close()
        self.write(text, None)
        while self.on_the_way:
            self.message_arrives()
        self.reopen()

    @precondition(lambda self: self.on_the_way and self.model.open)
    @rule()
    def message_is_said_to_be_for_the_open_question(self) -> None:
        reply, question = self.on_the_way.pop(0), self.model.open
        assert question is not None
        self.happened(lambda session: replies.answer_open(session, reply))
        part = Part(reply.message_id, reply.text)
        revision = self.model.understood(question, Revision(reply.at, (part,)))
        if revision is not None and self.model.closed:
            earlier = self.model.late.get(question) or self.model.current(question)
            self.model.keep_late(question, joined(earlier, revision))
        elif revision is not None:
            self.model.say(question, revision)
            self.model.go_on()
        self.heard.append(reply)

    @rule()
    def messages_are_redelivered(self) -> None:
        held = {n for revision in self.model.everything() for n in numbers(revision)}
        for reply in self.heard:
            if reply.message_id in held:
                assert replies.take(self.session, reply) == Turn(self.session)

    @precondition(lambda self: self.heard)
    @rule(which=Pick, text=Words)
    def edit(self, which: int, text: str) -> None:
        self.number()
        number = self.heard[-1 - which % len(self.heard)].message_id
        change = Edit(number, self.now, text)
        self.happened(lambda session: replies.edit(session, change))
        self.model.change(number, text, self.now)
        assert replies.edit(self.session, change).session == self.session

    @rule(options=st.sampled_from([("yes",), ("no",), ("yes", "no"), ()]), which=Pick)
    def choose(self, options: tuple[str, ...], which: int) -> None:
        question = self.picked(which) if which else AGAIN.id
        self.number()
        self.happened(lambda session: engine.choose(session, question, options, self.now))
        fits = question == AGAIN.id and len(options) == 1
        if fits and self.model.open == question and not self.model.closed:
            self.model.say(question, Revision(self.now, options=options))
            self.model.go_on()

    @rule()
    def skip(self) -> None:
        self.happened(engine.skip)
        question = self.model.open
        if self.model.closed or question is None:
            return
        if not self.model.versions.get(question):
            if not self.model.question(question).optional:
                return
            self.model.versions[question] = []
        self.model.go_on()

    @rule()
    def back(self) -> None:
        self.happened(engine.back, wanted=True)
        order = [question.id for question in QUESTIONS]
        place = order.index(self.model.open) if self.model.open else len(order)
        if place and not self.model.closed:
            self.model.ask(order[place - 1])

    @rule(which=Pick)
    def keep(self, which: int) -> None:
        question = self.model.open if which else self.picked(which)
        if question is None:
            return
        self.happened(lambda session: engine.keep(session, question))
        stands = question == self.model.open and question in self.model.versions
        if stands and not self.model.closed:
            self.model.go_on()

    @rule(which=Pick)
    def go_to(self, which: int) -> None:
        question = self.picked(which)
        self.happened(lambda session: engine.go_to(session, question), wanted=True)
        if not self.model.closed:
            self.model.ask(question)

    @rule()
    def show(self) -> None:
        self.happened(engine.show, wanted=True)
        if self.model.open and not self.model.closed:
            self.model.ask(self.model.open)

    @rule(which=Pick)
    def withdraw(self, which: int) -> None:
        question = self.picked(which)
        self.happened(lambda session: engine.withdraw(session, question))
        self.model.late.pop(question, None)
        if question in self.model.versions:
            self.model.versions[question] = []

    @rule()
    def pause(self) -> None:
        self.happened(engine.pause)
        self.model.paused = True

    @rule()
    def resume(self) -> None:
        self.happened(engine.resume, wanted=True)
        self.model.paused = False
        if self.model.open and not self.model.closed:
            self.model.ask(self.model.open)

    @rule()
    def remind(self) -> None:
        self.happened(engine.remind)
        if self.model.state is SessionState.OPEN and not self.model.paused:
            unanswered = self.model.unanswered
            if self.model.open in unanswered:
                self.model.ask(self.model.open)
            elif unanswered:
                self.model.ask(unanswered[0])

    @rule()
    def close(self) -> None:
        self.happened(engine.close)
        self.model.state = SessionState.CLOSED

    @precondition(lambda self: self.model.closed)
    @rule()
    def reopen(self) -> None:
        self.happened(engine.reopen)
        if self.model.open and not self.model.versions.get(self.model.open):
            self.model.ask(self.model.open)
        elif self.model.unanswered:
            self.model.go_on()
        else:
            self.model.state, self.model.open = SessionState.FINISHED, None

    @rule()
    def open_again(self) -> None:
        assert engine.open_round(self.session) == Turn(self.session)

    @rule(which=Pick)
    def include(self, which: int) -> None:
        question = self.picked_late(which)
        self.happened(lambda session: late.include(session, question))
        words = self.model.not_moved(question, self.model.late.pop(question, None))
        if words is None:
            return
        current = self.model.current(question)
        self.model.say(question, words)
        if current is not None and current.at > words.at:
            self.model.say(question, joined(words, current))
        if self.model.open == question and self.model.closed:
            self.model.open = None
        elif self.model.open == question:
            self.model.go_on()

    @rule(which=Pick)
    def drop(self, which: int) -> None:
        question = self.picked_late(which)
        self.happened(lambda session: late.drop(session, question))
        self.model.late.pop(question, None)

    @precondition(lambda self: self.replaced)
    @rule(which=Pick, both=st.booleans())
    def choose_version(self, which: int, both: bool) -> None:
        question, version = self.replaced[-1 - which % len(self.replaced)]
        known = list(self.model.versions.get(question, ()))
        self.number()
        step = replies.keep_both if both else replies.use_old
        self.happened(lambda session: step(session, question, version, self.now))
        if self.model.closed or len(known) != version:
            return
        before, newest = (replace(one, at=self.now) for one in known[-2:])
        self.model.say(question, joined(before, newest) if both else before)

    @precondition(lambda self: self.extended)
    @rule(which=Pick)
    def move_to_open(self, which: int) -> None:
        number = self.extended[-1 - which % len(self.extended)]
        self.number()
        self.happened(lambda session: replies.move_to_open(session, number, self.now))
        held, question = self.model.holder(number), self.model.open
        if self.model.closed or held is None or question is None or held == question:
            return
        known = self.model.versions[held]
        if held != self.model.newest(number, known[-1].at):
            return
        moved = tuple(part for part in known[-1].parts if part.message_id == number)
        revision = self.model.understood(question, Revision(self.now, moved))
        if revision is None:
            return
        rest = tuple(part for part in known[-1].parts if part.message_id != number)
        earlier = [one for one in known if number not in numbers(one)]
        if rest:
            known.append(Revision(self.now, rest))
        elif earlier:
            known.append(replace(earlier[-1], at=self.now))
        else:
            known.clear()
        self.model.say(question, revision)
        self.model.go_on()

    @rule()
    def restart(self) -> None:
        self.place.restarted()

    def picked(self, which: int) -> QuestionId:
        return QUESTIONS[which % len(QUESTIONS)].id

    def picked_late(self, which: int) -> QuestionId:
        waiting = list(self.model.late)
        return waiting[which % len(waiting)] if waiting else self.picked(which)

    @invariant()
    def nothing_is_lost_and_nothing_is_under_the_wrong_question(self) -> None:
        answers = {answer.question: list(answer.revisions) for answer in self.session.answers}
        assert answers == self.model.versions
        for answer in self.session.answers:
            assert answer == Answer(answer.question, tuple(self.model.versions[answer.question]))

    @invariant()
    def late_words_are_kept_apart(self) -> None:
        assert self.session.late == tuple(Late(*one) for one in self.model.late.items())

    @invariant()
    def a_message_counts_under_one_question_at_most(self) -> None:
        counted = [
            number
            for answer in self.session.answers
            if answer.current is not None
            for number in numbers(answer.current)
        ]
        assert len(counted) == len(set(counted))

    @invariant()
    def the_session_stands_where_it_should(self) -> None:
        stands = (self.session.state, self.session.open, self.session.paused)
        assert stands == (self.model.state, self.model.open, self.model.paused)
        assert self.session.prompts == tuple(self.model.prompts)

    @invariant()
    def a_session_is_finished_exactly_when_nothing_is_left(self) -> None:
        session = self.session
        if session.state is SessionState.FINISHED:
            assert (session.open, session.unanswered) == (None, ())
        if session.state is SessionState.OPEN:
            assert session.open is not None
            assert session.unanswered or session.answer(session.open) is not None

    @invariant()
    def it_is_the_same_when_it_is_loaded(self) -> None:
        assert self.place.stored() == self.session
