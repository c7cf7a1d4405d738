"""The figures of a run, for people and for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from bench.kill.counting import Counted


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run did, and what came of it.

    Attributes:
        database: `sqlite` or `postgresql`.
        seed: of the play.
        seconds: how long it lasted.
        starts: of the program, by kind: `fresh`, `copied`.
        kills: with SIGKILL.
        before_first_poll: of these, before the program asked for updates.
        start_seconds: how long a start lasted, to the first poll; the median.
        restarts: of the database, by mode.
        disk: how the disk was made to be full; None where it was left alone.
        disk_full: how often it was full.
        ended: exit statuses of the program where it ended at work without being told to.
        not_started: exit statuses where it ended before it asked for updates; no fault where its
            database was away or full, for it says so and whoever watches it starts it again.
        looked_in: how often the database was looked into after a kill.
        most_under_way: how many calls were being sent then, at most.
        workshops: that were played.
        people: who took part in them.
        counted: what was compared.
        typed_again: how often people typed because they waited in vain, /next above all.
        looked: what facilitators answered to "Is it there?".
        published_again: how often a post had to be published once more.
        errors: what the bot logged as an error, and how often.
        wrong: of answers that were lost, doubled or misplaced, where they are.
        stuck: where somebody waited in vain for minutes; None where nobody did.
    """

    database: str
    seed: int
    seconds: float
    starts: Mapping[str, int]
    kills: int
    before_first_poll: int
    start_seconds: float
    restarts: Mapping[str, int]
    disk: str | None
    disk_full: int
    ended: Sequence[int]
    not_started: Sequence[int]
    looked_in: int
    most_under_way: int
    workshops: int
    people: int
    counted: Counted
    typed_again: int
    looked: Mapping[str, int]
    published_again: int
    errors: Mapping[str, int]
    wrong: Sequence[str] = ()
    stuck: str | None = None

    @property
    def good(self) -> bool:
        """Whether nothing happened that must not happen."""
        disturbed = bool(self.restarts or self.disk_full)
        started = disturbed or not self.not_started
        return started and not self.counted.faults and not self.ended and self.stuck is None

    def text(self) -> str:
        """For people."""
        one, counted = self, self.counted
        lines = [
            f"{one.database}, seed {one.seed}, {one.seconds:.0f} s",
            f"{one.kills} kills, {one.before_first_poll} of them before the first poll; "
            f"started {_by_kind(one.starts)}, as a rule in {one.start_seconds:.2f} s",
        ]
        if one.restarts:
            lines.append(f"database restarted: {_by_kind(one.restarts)}")
        if one.disk is not None:
            lines.append(f"disk full {one.disk_full} times: {one.disk}")
        lines += [
            f"ended by itself: {len(one.ended)} times; "
            f"could not start: {len(one.not_started)} times",
            f"{one.workshops} workshops, {one.people} people",
            f"{counted.answers} answers acknowledged: {counted.lost} lost, {counted.doubled} "
            f"doubled, {counted.misplaced} misplaced ({counted.late} came after closing)",
            f"{counted.questions} questions: {counted.questions_twice} came twice, "
            f"{counted.questions_twice_allowed} of them under way at a kill (allowed)",
            f"{counted.reminders} reminders: {counted.reminders_twice} came twice",
            f"{counted.posts} posts: {counted.posts_twice} came twice, "
            f"{counted.posts_missing} missing; asked whether it is there: {_by_kind(one.looked)}; "
            f"published once more {one.published_again} times",
            f"{one.typed_again} times somebody had to type again",
            f"at most {one.most_under_way} sends under way at a kill (looked {one.looked_in} "
            f"times), {counted.unknown} still unknown, {counted.set_aside} updates set aside",
            f"the bot logged: {_by_kind(one.errors) or 'no error'}",
        ]
        lines += one.wrong
        if one.stuck is not None:
            lines.append(f"STUCK: {one.stuck.partition(chr(10))[0]}")
        lines.append("good" if one.good else "NOT GOOD")
        return "\n".join(lines)

    def json(self) -> str:
        """For programs."""
        return json.dumps(asdict(self) | {"good": self.good}, indent=2, ensure_ascii=False)


def _by_kind(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{kind} {number}" for kind, number in numbers.items())
