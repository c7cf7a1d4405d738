"""What was said and seen compared with what is stored."""

from dataclasses import dataclass

from bench.kill.evidence import Evidence
from bench.kill.questions import Asked
from bench.kill.stored import Stored


@dataclass(frozen=True, slots=True)
class Counted:
    """How often what happened.

    Attributes:
        answers: that were said, and acknowledged to Telegram by the end.
        lost: not stored under the question that their author had before them.
        doubled: stored there more than once.
        misplaced: texts that are stored where they do not belong.
        questions: that came.
        questions_twice: came more often than they were planned.
        questions_twice_allowed: of these, those whose sending was under way at a kill.
        reminders: that came.
        reminders_twice: came once more to the same person on the same day.
        posts: that stand in groups.
        posts_twice: stand there more often than somebody published.
        posts_missing: are not there.
        late: answers that are stored as having come after closing.
        unknown: messages of which nobody knows whether they arrived.
        set_aside: updates that could not be handled.
    """

    answers: int
    lost: int
    doubled: int
    misplaced: int
    questions: int
    questions_twice: int
    questions_twice_allowed: int
    reminders: int
    reminders_twice: int
    posts: int
    posts_twice: int
    posts_missing: int
    late: int
    unknown: int
    set_aside: int

    @property
    def faults(self) -> int:
        """How much there is that must not be."""
        return (
            self.lost
            + self.doubled
            + self.misplaced
            + self.questions_twice
            - self.questions_twice_allowed
            + self.reminders_twice
            + self.posts_twice
            + self.posts_missing
            + self.set_aside
        )


def count(heard: Evidence, stored: Stored) -> Counted:
    """Compare.

    Args:
        heard: what people said and saw.
        stored: what the database holds.
    """
    times = [stored.answers.get((asked, words), 0) for asked, words in heard.said.items()]
    twice = {
        asked: copies - stored.planned.get(asked, 0)
        for asked, copies in heard.asked.items()
        if copies > stored.planned.get(asked, 0)
    }
    return Counted(
        answers=len(heard.said),
        lost=sum(number == 0 for number in times),
        doubled=sum(number > 1 for number in times),
        misplaced=sum(
            number
            for (asked, words), number in stored.answers.items()
            if heard.said.get(asked) != words
        ),
        questions=sum(heard.asked.values()),
        questions_twice=sum(twice.values()),
        questions_twice_allowed=sum(
            min(number, stored.perhaps.get(asked, 0)) for asked, number in twice.items()
        ),
        reminders=sum(heard.reminded.values()),
        reminders_twice=sum(copies - 1 for copies in heard.reminded.values()),
        posts=sum(post.copies for post in heard.posts),
        posts_twice=sum(max(0, post.copies - max(1, post.publishings)) for post in heard.posts),
        posts_missing=sum(post.finished and not post.copies for post in heard.posts),
        late=stored.late,
        unknown=stored.unknown,
        set_aside=stored.set_aside,
    )


def wrong(heard: Evidence, stored: Stored) -> dict[Asked, str]:
    """What is wrong with which answer, for whoever looks into it; ids only."""
    places: dict[str, list[Asked]] = {}
    for (asked, words), number in stored.answers.items():
        places.setdefault(words, []).extend([asked] * number)
    return {
        asked: f"{asked} is stored under {places.get(words, [])}"
        for asked, words in heard.said.items()
        if places.get(words, []) != [asked]
    }
