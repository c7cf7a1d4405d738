"""The model of everything, told what happened and what was committed."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.chat.transport import Answer
from flows.ids import ChatId
from storage.calls import Lane
from storage.vault import Vault
from tests.simulation.clock import SimulatedClock
from tests.simulation.database import SimulatedConnection
from tests.simulation.journal import Entry, Journal
from tests.simulation.model.broken import require
from tests.simulation.model.pace import Pace
from tests.simulation.model.rounds import Rounds
from tests.simulation.model.sends import Attempt, Row, Sends
from tests.simulation.model.silence import Silence
from tests.simulation.model.updates import Updates
from tests.simulation.model.words import Begun, Copy, Message, Words
from tests.simulation.stage import Stage
from tests.simulation.transport import Fate

A_MOMENT = 0.05
"""Seconds within which a claim and the handling of an update may meet in neighbouring commits."""


class Watched:
    """A call that the model follows on its way; see `transport.Trip`."""

    def __init__(self, model: "Model", attempt: Attempt) -> None:
        self._model = model
        self._attempt = attempt

    @property
    def kind(self) -> str:
        """What is on its way: a `reminder`, a `post` to a group, or anything else."""
        row = self._attempt.row
        if row.key.endswith(":remind"):
            return "reminder"
        return "post" if row.once else "message"

    def arrived(self, answer: Answer, number: int | None) -> None:
        """Telegram carried it out, or refused it."""
        self._attempt.answer, self._attempt.number = answer, number
        self._model.arrived(self._attempt)

    def told(self, fate: Fate) -> None:
        """The bot got to know this."""
        self._attempt.fate = fate


class Model:
    """Joins the promises, and gives each what it has to know.

    Args:
        stage: what the history begins with.
        connection: reads what was committed.
        vault: opens it.
        clock: both times.
    """

    def __init__(
        self, stage: Stage, connection: SimulatedConnection, vault: Vault, clock: SimulatedClock
    ) -> None:
        self._connection = connection
        self._vault = vault
        self._clock = clock
        self._journal = Journal(connection)
        self.workshop_of_round = dict(
            connection.execute("SELECT id, workshop_id FROM rounds").fetchall()
        )
        self._participants = dict(
            connection.execute(
                "SELECT participants.id, telegram_id FROM participants "
                "JOIN people ON people.id = person_id"
            ).fetchall()
        )
        self._effects: dict[str, int] = {}
        self._causes: dict[int, str] = {}
        self._updates: dict[str, int] = {}
        self._planned_now: set[str] = set()
        self.sends = Sends(connection, vault)
        self.pace = Pace()
        self.silence = Silence()
        self.rounds = Rounds(stage.slots)
        self.updates = Updates()
        self.words = Words(closed=self.silence.closed)
        self.mishaps: dict[str, int] = {}

    # What the watched program does; see `transport.Watcher`.

    def leaves(self, method: str, body: Mapping[str, Any]) -> Watched:
        """A call leaves the machine."""
        now = self._clock.seconds()
        attempt = self.sends.leaves(method, body, now)
        row = attempt.row
        place = self.words.prompts.get(row.prompt) if row.prompt is not None else None
        begun = self.words.sessions.get(place[0]) if place is not None else None
        workshop, round_ = (begun.workshop, begun.round) if begun else (None, None)
        self.silence.leaves(attempt, workshop, round_)
        self.pace.leaves(None if row.lane is Lane.RECEIPT else row.chat, now)
        if place is not None and row.chat is not None:
            waiting = [one for one in self.words.copies[row.chat] if one.place == place]
            waiting[-1].attempt = attempt
        return Watched(self, attempt)

    def arrived(self, attempt: Attempt) -> None:
        """A call reached Telegram."""
        row = attempt.row
        if attempt.delivered and row.key.endswith(":remind") and row.chat is not None:
            self.rounds.reminder_arrived(int(row.key.split(":")[1]), row.chat)

    def struck(self, mishap: str) -> None:
        """Something went wrong on the way."""
        self.mishaps[mishap] = self.mishaps.get(mishap, 0) + 1

    def halted(self, seconds: float) -> None:
        """The bot was told to send nothing for so long."""
        self.pace.halted(self._clock.seconds(), seconds)

    def died(self) -> None:
        """The machine is off, and with it all that the program remembered."""
        self.look()
        self.sends.died()
        self.pace = Pace()

    # What people do.

    def acts(self, update: int, chat: ChatId, cause: str, *, silent: bool = False) -> None:
        """Somebody did something; `cause` begins the keys of what follows from it."""
        self.updates.chats[update] = chat
        self._causes[update] = cause
        if cause:
            self._updates[cause] = update
        if silent:
            self.updates.silent.add(update)

    def said(self, message: Message) -> None:
        """Somebody wrote an answer; it is excused where they do not take part."""
        gone = any(chat == message.chat for chat, _ in self.silence.left)
        message.excused = gone or message.chat in self.silence.erased
        self.words.said(message)

    # What was committed.

    def look(self) -> None:
        """Compare what was committed since with what must be so."""
        handled = []
        self._planned_now.clear()
        for entry in self._journal.news():
            self._learn(entry)
            if entry.what == "handled":
                handled.append(entry)
                self._waited_for(entry.facts[0])
        for entry in handled:
            update, _, state, *_ = entry.facts
            if state == "new":
                continue
            cause = self._causes.get(update, "")
            self.updates.changed(update, state, self._effects.get(cause, 0))
            self.words.handled(update)
        for cause in self._planned_now & self._updates.keys():
            self.updates.had_effect(self._updates[cause])

    def _waited_for(self, update: int) -> None:
        """What came while a question was on its way waits until it is known what became of that."""
        chat, now = self.updates.chats.get(update), self._clock.seconds()
        for row in self.sends.rows.values():
            under_way = row.state == "sending" and row.prompt is not None and row.chat == chat
            require(
                not under_way or now - row.claimed_at < A_MOMENT,
                "what comes while a question is on its way waits for it",
                (update, row.key),
            )

    def _learn(self, entry: Entry) -> None:  # noqa: C901 - an arm for each kind of change
        now, facts = self._clock.seconds(), entry.facts
        match entry.what:
            case "planned":
                self._planned(facts, now)
            case "moved":
                row, old, new, chat, *_ = facts
                self.sends.moved(row, (old, new), chat, now)
                if new == "sending" != old:
                    self._claimed(self.sends.rows[row])
            case "dropped":
                self.sends.dropped(facts[0], facts[1], now)
            case "taken":
                self.updates.took(facts[0])
            case "session":
                session, round_, _, chat, *_ = facts
                begun = Begun(round_, ChatId(chat), self.workshop_of_round[round_])
                self.words.sessions[session] = begun
            case "asked":
                self.words.prompts[facts[0]] = (facts[1], facts[2])
            case "said" | "late":
                self._said(entry)
            case "unclear":
                self.words.unclear(ChatId(facts[0]), facts[1])
            case "participant":
                self._participant(facts, now)
            case "removed":
                if facts[0] in self._participants:
                    self._gone(ChatId(self._participants[facts[0]]), facts[1], now)
            case "erased":
                # Who is not known to any workshop is forgotten again with every step.
                self.silence.erased.setdefault(ChatId(facts[0]), now)
                self.words.excuse(ChatId(facts[0]))
            case "round":
                self._round(facts, now)

    def _planned(self, facts: tuple[Any, ...], now: float) -> None:
        row, key, state, chat, prompt, lane, *_ = facts
        chat = None if chat is None else ChatId(chat)
        self.sends.planned(Row(row, key, state, chat, prompt, Lane(lane)), now)
        cause = ":".join(key.split(":")[:2])
        self._effects[cause] = self._effects.get(cause, 0) + 1
        self._planned_now.add(cause)
        if state == "sending":
            self._claimed(self.sends.rows[row])

    def _claimed(self, row: Row) -> None:
        """A row is being sent from now on; if it is a question, its chat may have it soon."""
        if row.prompt is not None and row.chat is not None:
            place, right = self.words.prompts[row.prompt], self._clock.right
            self.words.copies[row.chat].append(Copy(place, self._clock.now(), right))

    def _said(self, entry: Entry) -> None:
        session, question, number, sealed, *_ = entry.facts
        about = (
            f"revisions.words:{session}:{question}:{number}"
            if entry.what == "said"
            else f"late_answers.words:{session}:{question}"
        )
        words = json.loads(self._vault.open(sealed, about))
        self.words.stored(session, question, [part[0] for part in words["parts"]])

    def _participant(self, facts: tuple[Any, ...], now: float) -> None:
        telegram_id, workshop, _, state, *_ = facts
        if state == "left":
            self._gone(ChatId(telegram_id), workshop, now)
        elif state == "joined":
            self.silence.left.pop((ChatId(telegram_id), workshop), None)
            self.silence.erased.pop(ChatId(telegram_id), None)

    def _gone(self, chat: ChatId, workshop: int, now: float) -> None:
        self.silence.left[chat, workshop] = now
        self.words.excuse(chat)

    def _round(self, facts: tuple[Any, ...], now: float) -> None:
        round_, *texts = facts
        opened, after, closed, closed_after, reminded, reminded_after = map(_moment, texts)
        self.rounds.changed(round_, (opened, after), closed_after, (reminded, reminded_after))
        if closed_after is None:
            self.silence.closed.pop(round_, None)
        elif closed is None:
            self.silence.closed[round_] = now

    def at_rest(self, made: set[int], woken_at: datetime) -> None:
        """Nothing is left to happen since the alarm was woken last; compare the whole."""
        self.look()
        self.sends.at_rest(self._wanted)
        self.updates.at_rest(made)
        self.rounds.at_rest(woken_at, self._missed())
        self.words.at_rest(self._current())

    def _wanted(self, row: Row) -> bool:
        """Whether a row is the newest question of a session that somebody still goes through."""
        if row.prompt is None or row.chat is None:
            return False
        session = self.words.prompts[row.prompt][0]
        newest = max(prompt for prompt, place in self.words.prompts.items() if place[0] == session)
        begun = self.words.sessions[session]
        left = (row.chat, begun.workshop) in self.silence.left or row.chat in self.silence.erased
        return row.prompt == newest and not left and begun.round not in self.silence.closed

    def _missed(self) -> set[int]:
        """Rounds that the facilitators were told of: they open by hand."""
        found = self._connection.execute("SELECT id FROM rounds WHERE missed_at IS NOT NULL")
        return {number for (number,) in found.fetchall()}

    def _current(self) -> dict[tuple[ChatId, int], list[tuple[int, str | None]]]:
        """The messages that count in answers now."""
        found = self._connection.execute(
            "SELECT session_id, question, number, words FROM answers JOIN revisions "
            "ON answer_id = answers.id WHERE number = "
            "(SELECT max(number) FROM revisions WHERE answer_id = answers.id)"
        )
        current: dict[tuple[ChatId, int], list[tuple[int, str | None]]] = {}
        for session, question, number, sealed in found.fetchall():
            about = f"revisions.words:{session}:{question}:{number}"
            chat = self.words.sessions[session].chat
            for part in json.loads(self._vault.open(sealed, about))["parts"]:
                current.setdefault((chat, part[0]), []).append((session, question))
        return current


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)
