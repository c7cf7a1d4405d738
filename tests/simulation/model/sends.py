"""What leaves, how often, and what is recorded of it.

The promises:

- Whatever leaves was committed as `sending` before.
- A row moves planned → sending → sent | retry | unknown | failed, and nowhere else.
- `sent` is recorded only of what Telegram has confirmed, and what it has confirmed is not forgotten
  while the program lives.
- A reminder or a post to a group leaves once more only if it certainly did not arrive before.
- Anything else is sent again at most once where it perhaps arrived; a prompt is sent again then.
- An answer to a tap is never repeated.
- At most sixteen calls are unknown when the machine dies.
- A post of which nobody knows whether it arrived is asked about, and posted again only by whoever
  was asked; what was held back because somebody took words of it back is sent once it may be.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.chat.transport import Answer
from flows.ids import ChatId
from storage.calls import Lane
from storage.vault import Vault
from tests.simulation.database import SimulatedConnection
from tests.simulation.model.broken import require
from tests.simulation.transport import Fate

MOST_UNKNOWN = 16
FINAL = {"sent", "failed", "unknown"}
MOVES = {
    ("planned", "sending"),
    ("retry", "sending"),
    ("planned", "failed"),
    ("retry", "failed"),
    ("retry", "unknown"),
    ("sending", "sent"),
    ("sending", "retry"),
    ("sending", "unknown"),
    ("sending", "failed"),
    ("unknown", "sent"),
}
HARMLESS = {
    *("editMessageText", "editMessageMedia", "editMessageReplyMarkup", "setMessageReaction"),
    "deleteMessage",
    *("setMyCommands", "deleteMyCommands"),
}
"""Doing these twice is the same as doing them once."""


@dataclass(slots=True)
class Attempt:
    """A row on its way to Telegram, once."""

    row: "Row"
    left_at: float
    life: int
    claimed_at: float
    number: int | None = None
    answer: Answer | None = None
    fate: Fate | None = None
    recorded: bool = False
    """Whether the bot has stored what it was told."""

    @property
    def delivered(self) -> bool:
        """Whether Telegram has done it."""
        return self.answer is not None and self.answer.body.get("ok") is True

    @property
    def doubtful(self) -> bool:
        """Whether somebody who knows only what the bot was told cannot say that it failed."""
        return self.fate is not Fate.NOT_DONE


@dataclass(slots=True)
class Row:
    """A row of the outbox, with all that became of it."""

    id: int
    key: str
    state: str
    chat: ChatId | None
    prompt: int | None
    lane: Lane
    planned_at: float = 0.0
    method: str = ""
    claimed_at: float = 0.0
    lost: int = 0
    """How often the machine died before it left: nobody can tell that from a lost answer."""
    dropped_at: float | None = None
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def once(self) -> bool:
        """Whether it is a reminder, or a post to a group."""
        is_post = self.key.startswith("post:") and self.chat is not None and self.chat < 0
        return is_post or self.key.endswith(":remind")


class Sends:
    """The model of the outbox."""

    def __init__(self, connection: SimulatedConnection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault
        self.rows: dict[int, Row] = {}
        self._keys: set[str] = set()
        self.posts_wanted: set[str] = set()
        self.seen_by_facilitator: set[str] = set()
        self.life = 0

    # What was committed.

    def planned(self, row: Row, now: float) -> None:
        """A row was added; it may be on its way at once."""
        require(row.key not in self._keys, "no message is planned twice", row.key)
        require(row.state in {"planned", "sending"}, "a row begins planned or sending", row)
        self._keys.add(row.key)
        row.planned_at = row.claimed_at = now
        self.rows[row.id] = row
        if row.key.startswith("post:") and not row.key.endswith(":1"):
            require(
                row.key in self.posts_wanted or self._was_held_back(row.key),
                "a post is sent again only if a facilitator wants it, or it was held back",
                row.key,
            )

    def _was_held_back(self, key: str) -> bool:
        """Whether the attempt before it never left, because somebody took words of it back."""
        place, _, attempt = key.rpartition(":")
        before = f"{place}:{int(attempt) - 1}"
        rows = [row for row in self.rows.values() if row.key == before]
        return bool(rows) and rows[-1].state == "failed" and not rows[-1].attempts

    def moved(self, row_id: int, states: tuple[str, str], chat: int | None, now: float) -> None:
        """A row's state, count or chat has changed."""
        row, (old, new) = self.rows[row_id], states
        row.chat = None if chat is None else ChatId(chat)
        if old == new:
            return
        require((old, new) in MOVES, "rows move forward only", f"{row.key}: {old} → {new}")
        row.state = new
        if new == "sending":
            row.claimed_at = now
        elif old == "sending":
            self._recorded(row)
        elif new == "sent":
            require(
                row.key in self.seen_by_facilitator,
                "an unknown post counts as sent only if a facilitator saw it",
                row.key,
            )

    def dropped(self, row_id: int, key: str, now: float) -> None:
        """A row is gone."""
        self._keys.discard(key)
        self.rows[row_id].dropped_at = now
        self.rows[row_id].state = "dropped"

    def _recorded(self, row: Row) -> None:
        last = row.attempts[-1] if row.attempts else None
        if last is not None and last.life == self.life and last.claimed_at == row.claimed_at:
            last.recorded = True
        if row.state == "sent":
            told = [one for one in row.attempts if one.fate is Fate.DONE]
            require(told, "only what Telegram confirmed is recorded as sent", row.key)
        elif last is not None and last.life == self.life and last.claimed_at == row.claimed_at:
            require(
                last.fate is not Fate.DONE,
                "what Telegram confirmed is recorded as sent",
                f"{row.key} became {row.state}",
            )

    # What leaves.

    def leaves(self, method: str, body: Mapping[str, Any], now: float) -> Attempt:
        """A call leaves; it must be one that was committed before."""
        row = self._row_of(method, body, now)
        row.method = method
        attempt = Attempt(row, now, self.life, row.claimed_at)
        doubtful = [one for one in row.attempts if one.doubtful]
        known = [one for one in row.attempts if one.fate is Fate.DONE and one.life == self.life]
        require(not known, "what Telegram confirmed is not sent again", row.key)
        if row.lane is Lane.RECEIPT:
            require(not doubtful, "an answer to a tap is never repeated", row.key)
        elif row.once:
            require(not doubtful, "a reminder or post is never sent twice", row.key)
        elif method not in HARMLESS:
            require(len(doubtful) <= 1, "a message is sent again at most once", row.key)
        row.attempts.append(attempt)
        under_way = [
            one
            for each in self.rows.values()
            for one in each.attempts[-1:]
            if one.life == self.life and one.fate is None
        ]
        require(len(under_way) <= MOST_UNKNOWN, "at most sixteen calls are under way", now)
        return attempt

    def _row_of(self, method: str, body: Mapping[str, Any], now: float) -> Row:
        found = self._connection.execute(
            "SELECT id, key, chat_id, body FROM outbox WHERE state = 'sending' AND method = ?",
            (method,),
        )
        for row_id, key, chat, sealed in found.fetchall():
            said = self._vault.open_json(sealed, f"outbox.body:{key}")
            meant = said if chat is None else {"chat_id": chat, **said}
            row = self.rows[row_id]
            already = any(one.claimed_at == row.claimed_at for one in row.attempts)
            if meant == dict(body) and not already:
                return row
        return self._just_gone(method, body, now)

    def _just_gone(self, method: str, body: Mapping[str, Any], now: float) -> Row:
        """What was erased, or taken off the list, in the moment in which it left."""
        for row in self.rows.values():
            gone = row.dropped_at is not None and now - row.dropped_at < 1
            if gone and row.chat == body.get("chat_id") and not row.attempts:
                return row
        require(False, "what leaves was committed as sending before", f"{method} {body}")
        raise AssertionError

    def wants_again(self, key: str, *, every: bool = False) -> None:
        """A facilitator wants a post sent once more; `every`: all whose keys begin so."""
        meant = {row.key for row in self.rows.values() if every and row.key.startswith(key)}
        for one in meant or {key}:
            place, _, attempt = one.rpartition(":")
            if attempt.isdecimal():
                self.posts_wanted.add(f"{place}:{int(attempt) + 1}")

    # When the machine dies, and at the end.

    def died(self) -> None:
        """The machine is off; what was under way is unknown to the next life."""
        under_way = [row for row in self.rows.values() if row.state == "sending"]
        sending = [row.key for row in under_way]
        for row in under_way:
            row.lost += not any(one.claimed_at == row.claimed_at for one in row.attempts)
        require(
            len(sending) <= MOST_UNKNOWN,
            "at most sixteen sends are unknown after a crash",
            f"{len(sending)}: {sending}",
        )
        self.life += 1

    def at_rest(self, wanted: Callable[[Row], bool]) -> None:
        """Nothing is left to be done; `wanted`: whether a question should still be asked."""
        for row in self.rows.values():
            if row.state == "dropped":
                continue
            require(row.state in FINAL, "everything planned comes to an end", row.key)
            if row.state != "unknown":
                continue
            doubtful = [one for one in row.attempts if one.doubtful]
            if not row.once and row.attempts and wanted(row):
                require(
                    len(doubtful) + row.lost > 1,
                    "a prompt that perhaps never arrived is sent again",
                    row.key,
                )
            if row.key.startswith("post:") and row.once:
                self._asked_about(row)

    def _asked_about(self, row: Row) -> None:
        questions = [one for one in self.rows.values() if one.key.startswith(f"ask:{row.key}:")]
        require(questions, "an unknown post is asked about", row.key)
