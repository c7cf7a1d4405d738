"""What a page shows, and what of it has to be told when something has changed."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby, takewhile
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.messages.wording import Wording
from bot.rehearsal.page.desk import Desk, phone_language
from bot.rehearsal.page.rendering import Place, author_of, key_of, message_html
from bot.rehearsal.room.seeing import ChatSeen, Refusal, RoomSeen
from bot.rehearsal.standin import SeenMessage
from bot.rehearsal.standin.accounts import Alert

Patch = dict[str, Any]
"""What JSON can hold; the page's modules say what they make of it."""

_Refused = tuple[Refusal, ...]
"""What is said in one place about calls that Telegram refused."""

PRIVATE: Final = "private"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A message or a refusal as the page has it, and what it was made from."""

    made_from: tuple[object, ...]
    html: str


class Picture:
    """All that one page has been told.

    Args:
        wording: the page's language.
        zone: in which it tells the time.
    """

    def __init__(self, wording: Wording, zone: ZoneInfo) -> None:
        self._wording = wording
        self._zone = zone
        self._desk = Desk(wording)
        self._parts: dict[str, object] = {}
        self._chats: dict[int, _Chat] = {}
        self._run = 0

    def patch(self, room: RoomSeen) -> Patch:
        """What has changed since the last call; at first that is all there is."""
        if room.run != self._run:
            self._run, self._chats = room.run, {}
        facts: dict[str, object] = {
            "people": [
                asdict(one) | {"speaks": phone_language(one.language, self._wording)}
                for one in room.people
            ],
            "groups": [asdict(one) for one in room.groups],
            "acting": room.crowd.acting,
            "port": room.http_port,
        }
        return {
            "version": room.version,
            "run": room.run,
            "at": room.at.isoformat(),
            **{name: fact for name, fact in facts.items() if self._new(name, fact)},
            "parts": self._desk_parts(room),
            "chats": [self._chat(chat).patch(chat) for chat in room.chats],
        }

    def _desk_parts(self, room: RoomSeen) -> dict[str, str]:
        parts = self._desk.parts(room)
        return {name: html for name, html in parts.items() if self._new(f"part {name}", html)}

    def _new(self, name: str, value: object) -> bool:
        """Whether the page does not have this yet; from now on it does."""
        if name in self._parts and self._parts[name] == value:
            return False
        self._parts[name] = value
        return True

    def _chat(self, chat: ChatSeen) -> "_Chat":
        if chat.id not in self._chats:
            named = chat.kind != PRIVATE
            place = Place(self._wording, self._zone, named=named)
            self._chats[chat.id] = _Chat(place, self._desk)
        return self._chats[chat.id]


class _Chat:
    """What a page has been told of one chat."""

    def __init__(self, place: Place, desk: Desk) -> None:
        self._place = place
        self._desk = desk
        self._told: ChatSeen | None = None
        self._entries: dict[str, _Entry] = {}
        self._facts: Patch = {}
        self._toasts: int | None = None

    def patch(self, chat: ChatSeen) -> Patch:
        if chat is self._told:
            return {"id": chat.id, "changed": [], "toasts": []}
        self._told = chat
        before, self._entries = self._entries, {}
        changed: list[Patch] = []
        for key, entry, wire in self._now(chat, before):
            self._entries[key] = entry
            if key not in before or before[key].html != entry.html:
                changed.append({"key": key, "html": entry.html, **wire})
        patch: Patch = {"id": chat.id, "changed": changed, "toasts": self._said(chat.toasts)}
        # At first always: the page may still show what an earlier run left in an empty chat.
        if not self._facts or list(before) != list(self._entries):
            patch["order"] = list(self._entries)
        facts = _facts(chat)
        if facts != self._facts:
            patch |= facts
            self._facts = facts
        return patch

    def _said(self, toasts: Sequence[str]) -> list[Patch]:
        """What answers to presses said since the last look; nothing of what was before the page."""
        before = len(toasts) if self._toasts is None else self._toasts
        self._toasts = len(toasts)
        return [{"text": text, "alert": isinstance(text, Alert)} for text in toasts[before:]]

    def _now(
        self, chat: ChatSeen, before: dict[str, _Entry]
    ) -> Iterator[tuple[str, _Entry, Patch]]:
        """Everything that stands in the chat, in order."""
        by_number = {(one.chat_id, one.id): one for one in chat.messages}
        above: SeenMessage | None = None
        for key, one in _in_order(chat):
            if isinstance(one, tuple):
                yield key, _Entry(one, self._desk.refused(one)), {}
                continue
            reply_to = by_number.get((one.chat_id, one.reply_to or 0))
            made_from = (one, above, reply_to)
            entry = before.get(key)
            if entry is None or not _same(entry.made_from, made_from):
                html = message_html(one, above, reply_to, self._place)
                entry = _Entry(made_from, html)
            yield key, entry, _wire(one)
            above = one


def _same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Whether a message is made from the very same values; to compare them would take longer."""
    return len(before) == len(now) and all(old is new for old, new in zip(before, now, strict=True))


def _in_order(chat: ChatSeen) -> Iterator[tuple[str, SeenMessage | _Refused]]:
    """Messages as they stand, refusals behind the last message that was there before them.

    Harmless ones that follow each other stand in one place.
    """
    refused = deque(enumerate(chat.refusals))
    for message in chat.messages:
        before = [refused.popleft() for _ in list(takewhile(_was_before(message), refused))]
        yield from _together(chat.id, before)
        yield key_of(message), message
    yield from _together(chat.id, refused)


def _was_before(message: SeenMessage) -> Callable[[tuple[int, Refusal]], bool]:
    return lambda numbered: _second(numbered[1].at) < message.date


def _together(chat: int, refused: Iterable[tuple[int, Refusal]]) -> Iterator[tuple[str, _Refused]]:
    """Refusals with the key of their place: harmless ones in a row as one, others each alone."""
    for _, group in groupby(refused, lambda one: -1 if one[1].harmless else one[0]):
        numbers, refusals = zip(*group, strict=True)
        yield f"r{chat}.{numbers[0]}", refusals


def _second(at: datetime) -> datetime:
    """As exactly as messages tell their moment."""
    return at.replace(microsecond=0)


def _wire(message: SeenMessage) -> Patch:
    """What the page does something with, beside showing it."""
    kind = "text" if message.text and not message.extra else "other"
    return {
        "number": message.id,
        "chat": message.chat_id,
        "by": author_of(message),
        "kind": kind,
        "bot": message.from_bot,
    }


def _facts(chat: ChatSeen) -> Patch:
    return {
        "title": chat.title,
        "kind": chat.kind,
        "commands": [list(command) for command in chat.commands],
        "link": chat.link,
        "blocked": chat.blocked,
    }
