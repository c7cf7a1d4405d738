"""What a run is to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """One run.

    Attributes:
        database: `sqlite` or `postgresql`.
        kills: how many; the run goes on until then, or until its time is over.
        seconds: how long it lasts at most; without kills, how long it lasts.
        restart_database: seconds between restarts of PostgreSQL; None leaves it alone.
        fill_disk: how many seconds the disk is full at most, and then has room; None leaves it.
        lease_seconds: of the acting process on PostgreSQL; after a kill the next one waits so long.
        workshops: how many go on at once.
        people: who take part in each.
        groups: that each post goes to.
        answer_after: seconds for which people look at a question at least before they answer. Where
            nobody knows the number of a question's message, what comes in the same second counts as
            sent before it, because Telegram tells times in whole seconds; so no less than one.
        fresh: the share of starts that load the program anew; the others are copies of a process
            that has loaded it and done nothing else.
        seed: of the play's choices and of the instants.
    """

    database: str = "sqlite"
    kills: int = 100
    seconds: float = 3600.0
    restart_database: float | None = None
    fill_disk: float | None = None
    lease_seconds: float = 1.0
    workshops: int = 3
    people: int = 12
    groups: int = 3
    answer_after: float = 1.0
    fresh: float = 0.02
    seed: int = 1
