"""What a session should be, said as simply as possible, to compare the real one with."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from flows.ids import MessageId, QuestionId
from flows.replies import Reply
from flows.script import Kind, Question
from flows.session import Part, Prompt, Revision, SessionState
from flows.understanding import read_options


@dataclass
class Model:
    """What counts, what counted before, what is late; and what stands in the chat."""

    questions: tuple[Question, ...]
    versions: dict[QuestionId, list[Revision]] = field(default_factory=dict)
    """No entry: not answered. An empty list: passed over. The last one counts."""
    late: dict[QuestionId, Revision] = field(default_factory=dict)
    prompts: list[Prompt] = field(default_factory=list)
    state: SessionState = SessionState.OPEN
    open: QuestionId | None = None
    paused: bool = False

    @property
    def closed(self) -> bool:
        return self.state is SessionState.CLOSED

    @property
    def unanswered(self) -> list[QuestionId]:
        return [question.id for question in self.questions if question.id not in self.versions]

    def question(self, question: QuestionId) -> Question:
        return next(one for one in self.questions if one.id == question)

    def current(self, question: QuestionId) -> Revision | None:
        versions = self.versions.get(question)
        return versions[-1] if versions else None

    def holder(self, number: MessageId) -> QuestionId | None:
        """The question whose answer this message counts in."""
        for question in self.versions:
            current = self.current(question)
            if current is not None and number in numbers(current):
                return question
        return None

    def late_holder(self, number: MessageId) -> QuestionId | None:
        return next((q for q, late in self.late.items() if number in numbers(late)), None)

    def everything(self) -> list[Revision]:
        """All that is stored, counted or not."""
        return [one for versions in self.versions.values() for one in versions] + [
            *self.late.values()
        ]

    def ask(self, question: QuestionId) -> None:
        self.state, self.open = SessionState.OPEN, question
        self.prompts.append(Prompt(question))

    def go_on(self) -> None:
        if self.unanswered:
            self.ask(self.unanswered[0])
        else:
            self.state, self.open = SessionState.FINISHED, None
            self.prompts.append(Prompt(None))

    def say(self, question: QuestionId, revision: Revision) -> None:
        self.versions.setdefault(question, []).append(revision)

    def explicit(self, to: MessageId | None) -> QuestionId | None:
        """The question that a message replies to."""
        if to is None:
            return None
        for prompt in self.prompts:
            if prompt.message_id == to:
                return prompt.question
        return self.holder(to) or self.late_holder(to) or self.perhaps(to)

    def perhaps(self, to: MessageId) -> QuestionId | None:
        """The question of which a copy that nobody confirmed may have this number."""
        doubtful: QuestionId | None = None
        for prompt in self.prompts:
            number = prompt.message_id or to
            if number < to:
                doubtful = None
            elif prompt.attempted_at is not None:
                doubtful = prompt.question
            if number > to:
                break
        return doubtful

    def newest(self, number: MessageId, at: datetime) -> QuestionId | None:
        """What was asked last before this message, by number or else by time."""
        for prompt in reversed(self.prompts):
            arrived = prompt.message_id is not None and prompt.message_id < number
            perhaps = prompt.attempted_at is not None and prompt.attempted_at < at
            if arrived or perhaps:
                return prompt.question
        return None

    def hear(self, reply: Reply) -> None:
        """Where a message goes."""
        if any(reply.message_id in numbers(one) for one in self.everything()):
            return
        meant = self.explicit(reply.to)
        question = meant or self.newest(reply.message_id, reply.at)
        if question is None:
            return
        revision = self.understood(
            question, Revision(reply.at, (Part(reply.message_id, reply.text),))
        )
        if revision is None:
            return
        if self.closed:
            earlier = self.late.get(question) or self.current(question)
            self.keep_late(question, revision if meant else joined(earlier, revision))
        elif question == self.open:
            self.say(question, revision)
            self.go_on()
        else:
            self.say(question, revision if meant else joined(self.current(question), revision))

    def not_moved(self, question: QuestionId, late: Revision | None) -> Revision | None:
        """Late words but for messages that count under another question by now."""
        if late is None:
            return None
        parts = [p for p in late.parts if self.holder(p.message_id) in (None, question)]
        if late.options or parts:
            return replace(late, parts=tuple(parts))
        return None

    def keep_late(self, question: QuestionId, revision: Revision) -> None:
        self.late.pop(question, None)
        self.late[question] = revision

    def understood(self, question: QuestionId, revision: Revision) -> Revision | None:
        """The version with what its words choose; None if they choose nothing but should."""
        asked = self.question(question)
        if asked.kind is Kind.TEXT:
            return replace(revision, options=())
        options = read_options(asked, revision.parts[-1].text)
        return replace(revision, options=options) if options else None

    def change(self, number: MessageId, text: str, at: datetime) -> None:
        """What an edit does."""
        counted, late = self.holder(number), self.late_holder(number)
        question = counted if counted and not (self.closed and late) else late
        if question is None:
            return
        before = self.current(question) if question == counted else None
        if before is None or (self.closed and late):
            before = self.late[question]
        parts = tuple(replace(p, text=text) if p.message_id == number else p for p in before.parts)
        revision = self.understood(question, Revision(at, parts))
        if revision is None or revision == replace(before, at=at):
            return
        if self.closed or counted is None:
            self.keep_late(question, revision)
        else:
            self.say(question, revision)


def numbers(revision: Revision) -> set[MessageId]:
    """The messages that a version is made of."""
    return {part.message_id for part in revision.parts}


def joined(earlier: Revision | None, later: Revision) -> Revision:
    """Words after words; a choice after anything is the choice alone."""
    if earlier is None or earlier.options or later.options:
        return later
    newest = {part.message_id: part.text for part in (*earlier.parts, *later.parts)}
    return replace(later, parts=tuple(Part(number, text) for number, text in newest.items()))
