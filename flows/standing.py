"""Where a round stands: who has answered and what, as numbers; and who is missing, by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.rounds import Round
from flows.script import Question
from flows.session import Session, SessionState


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person who takes part, and their way through the round, if they have begun it."""

    name: str
    reachable: bool
    session: Session | None


@dataclass(frozen=True, slots=True)
class Count:
    """What came to one question: answers, and how many people passed over it."""

    answers: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A round in numbers.

    Everyone who takes part is in exactly one of four groups: done (no question open any more); of
    the others, those whom the bot cannot write to; under way (something answered or skipped);
    without an answer yet.

    Attributes:
        answered: how many people gave at least one answer.
        questions: one count for each question of the day.
        silent: names of those without an answer yet.
        unreachable: names of those whom the bot cannot write to.
    """

    round: Round
    done: int
    under_way: int
    answered: int
    questions: tuple[Count, ...]
    silent: tuple[str, ...]
    unreachable: tuple[str, ...]

    @property
    def joined(self) -> int:
        """How many take part."""
        return self.done + self.under_way + len(self.silent) + len(self.unreachable)

    @property
    def answers(self) -> int:
        """All answers of the round."""
        return sum(count.answers for count in self.questions)


def standing(
    round_: Round, questions: Sequence[Question], people: Sequence[Attendance]
) -> Standing:
    """Count a round.

    Args:
        round_: the round.
        questions: those of its day.
        people: everyone who takes part; names come out in the same order.
    """
    others = [one for one in people if not _is_done(one.session)]
    reached = [one for one in others if one.reachable]
    silent = [one for one in reached if one.session is None or not one.session.answers]
    given = [a for one in people if one.session is not None for a in one.session.answers]
    return Standing(
        round=round_,
        done=len(people) - len(others),
        under_way=len(reached) - len(silent),
        answered=sum(_has_answered(one) for one in people),
        questions=tuple(
            Count(
                answers=sum(a.question == question.id and not a.skipped for a in given),
                skipped=sum(a.question == question.id and a.skipped for a in given),
            )
            for question in questions
        ),
        silent=tuple(one.name for one in silent),
        unreachable=tuple(one.name for one in others if not one.reachable),
    )


def _is_done(session: Session | None) -> bool:
    if session is None:
        return False
    ended = session.state is SessionState.CLOSED and not session.unanswered
    return ended or session.state is SessionState.FINISHED


def _has_answered(one: Attendance) -> bool:
    return one.session is not None and any(not a.skipped for a in one.session.answers)
