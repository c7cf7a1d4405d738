"""What people said and saw, as values; taken when everything is over."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.kill.facilitator import posts
from bench.kill.questions import Asked, asked, reminds
from bench.kill.workshop import Workshop
from bot.rehearsal.standin import SeenMessage


@dataclass(frozen=True, slots=True)
class SeenPost:
    """A post as one group shows it.

    Attributes:
        copies: how often it stands there.
        publishings: how often somebody published it.
        finished: whether the workshop came to its end, after which the post must be there.
    """

    copies: int
    publishings: int = 1
    finished: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was said and seen.

    Attributes:
        said: what was answered.
        asked: how often each question came.
        reminded: how often each person was reminded of a day.
        posts: one for each group.
    """

    said: Mapping[Asked, str] = field(default_factory=dict)
    asked: Mapping[Asked, int] = field(default_factory=Counter)
    reminded: Mapping[tuple[int, int], int] = field(default_factory=Counter)
    posts: Sequence[SeenPost] = ()


def evidence(workshops: Iterable[Workshop]) -> Evidence:
    """Look into every telephone and every group."""
    said: dict[Asked, str] = {}
    questions: Counter[Asked] = Counter()
    reminded: Counter[tuple[int, int]] = Counter()
    seen: list[SeenPost] = []
    for workshop in workshops:
        for person in workshop.people:
            said |= person.said
            count_questions(person.phone.messages, questions, reminded)
        seen += [
            SeenPost(len(posts(group, workshop.title)), workshop.publishings, workshop.finished)
            for group in workshop.groups
        ]
    return Evidence(said, questions, reminded, seen)


def count_questions(
    messages: Iterable[SeenMessage],
    questions: Counter[Asked],
    reminded: Counter[tuple[int, int]],
) -> None:
    """Add what one chat shows."""
    for message in messages:
        question = asked(message)
        if question is None:
            continue
        questions[question] += 1
        if reminds(message):
            reminded[question.person, question.day] += 1
