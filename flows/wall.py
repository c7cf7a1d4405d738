"""What the wall of a workshop shows: numbers of the round, then what was said, then the post.

Nothing here is anybody's answer: what was said are counts, and the post holds what its quotes'
authors have allowed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flows.ids import QuestionId
from flows.rounds import Round, RoundState
from flows.script import Texts
from flows.session import SessionState
from flows.stand import Stand, Standing, standing
from flows.summary import Summary
from flows.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Ways:
    """So many people whose sessions of a round stand alike.

    Attributes:
        answered: how many questions each of them has answered or skipped.
    """

    state: SessionState
    answered: int
    people: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who takes part in a workshop and a round of it, in numbers that were read at once.

    Attributes:
        joined: everybody who takes part in the workshop.
        ways: those of them who have a session in the round; empty where there is no round.
        asked: for each question, who has it open now and has not answered or skipped it before.
        answered: for each question, who has answered or skipped it.
    """

    joined: int
    ways: tuple[Ways, ...] = ()
    asked: Mapping[QuestionId, int] = field(default_factory=dict)
    answered: Mapping[QuestionId, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a question is.

    Attributes:
        number: its place in its day, from 1.
        done: people who have answered or skipped it.
        asked: these, and who has it before them now.
    """

    number: int
    question: Texts
    done: int
    asked: int


@dataclass(frozen=True, slots=True)
class OpenDay:
    """The day that is open.

    Attributes:
        closes_at: when it closes by itself; None where nobody knows.
        answering: people who have answered or skipped something, and not everything.
        done: people who have answered or skipped everything.
    """

    number: int
    title: Texts
    closes_at: datetime | None
    answering: int
    done: int
    questions: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Something that was counted: a theme's name, a word, or an option."""

    label: str | Texts
    people: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said to a question, as far as it may be seen before the post is out.

    Attributes:
        people: how many answered.
        themes: confirmed ones, with the people who say so.
        words: where no theme is confirmed, with the answers that hold them.
        choices: what was chosen; an option's text, or a step of a scale.
    """

    number: int
    question: Texts
    people: int
    themes: tuple[Named, ...] = ()
    words: tuple[Named, ...] = ()
    choices: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day that has closed."""

    number: int
    title: Texts
    questions: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What changes seldom: names that may be shown, what was said, and the post.

    Attributes:
        names: first names of those who allow it, in the order of joining.
        days: closed ones, in order.
        post: what was published last, as it may stand now.
    """

    names: tuple[str, ...] = ()
    days: tuple[ClosedDay, ...] = ()
    post: Summary | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class View:
    """All that a wall shows at a moment.

    Attributes:
        language: of the workshop's posts.
        opens: the day that opens next and when, while none is open.
        day: the day that is open.
        days: what was said on closed days, while none is open and nothing is published.
        post: what was published; nothing of the round is shown beside it.
    """

    title: str
    host: str
    language: str
    standing: Standing
    joined: int
    names: tuple[str, ...]
    opens: tuple[int, datetime] | None
    day: OpenDay | None
    days: tuple[ClosedDay, ...]
    post: Summary | None


def view(
    workshop: Workshop, rounds: Sequence[Round], attendance: Attendance, findings: Findings
) -> View:
    """Decide what of it is shown now.

    Args:
        workshop: whose wall.
        rounds: all of its rounds.
        attendance: counted in the round that `open_round` names.
        findings: what may be shown of what was said.
    """
    stands = standing(workshop, rounds)
    open_now = open_round(rounds)
    post = findings.post
    day = None if post or open_now is None else _open_day(workshop, open_now, attendance)
    upcoming = None if post or open_now else _opens(rounds)
    return View(
        title=workshop.title,
        host=workshop.host,
        language=workshop.language,
        standing=stands,
        joined=attendance.joined,
        names=findings.names,
        opens=None if stands.stand is Stand.HELD else upcoming,
        day=day,
        days=() if post or day else findings.days,
        post=post,
    )


def open_round(rounds: Iterable[Round]) -> Round | None:
    """The round whose numbers are shown."""
    return next((one for one in rounds if one.state is RoundState.OPEN), None)


def _open_day(workshop: Workshop, round_: Round, attendance: Attendance) -> OpenDay:
    script = workshop.flow.day(round_.day)
    many = len(script.questions)
    done = sum(one.people for one in attendance.ways if _is_done(one, many))
    begun = sum(one.people for one in attendance.ways if one.answered and not _is_done(one, many))
    times = round_.times
    return OpenDay(
        number=round_.day,
        title=script.title,
        closes_at=times.closes_at if times and not workshop.held else None,
        answering=begun,
        done=done,
        questions=tuple(
            Progress(
                number,
                question.text,
                done=attendance.answered.get(question.id, 0),
                asked=attendance.answered.get(question.id, 0)
                + attendance.asked.get(question.id, 0),
            )
            for number, question in enumerate(script.questions, 1)
        ),
    )


def _is_done(ways: Ways, questions: int) -> bool:
    """As in `flows.standing`: no question is open any more."""
    if ways.state is SessionState.FINISHED:
        return True
    return ways.state is SessionState.CLOSED and ways.answered == questions


def _opens(rounds: Iterable[Round]) -> tuple[int, datetime] | None:
    planned = [one for one in rounds if one.state is RoundState.PLANNED]
    coming = [(one.day, times.opens_at) for one in planned if (times := one.times)]
    return min(coming, key=lambda one: one[1], default=None)
