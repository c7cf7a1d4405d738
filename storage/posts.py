"""Posts: what was published, as it may stand now, and what is still to be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, update

from flows.ids import WorkshopId
from flows.summary import Summary
from flows.summary_copy import dumped, loaded
from flows.withdrawal import NOTHING, Change, Passage
from storage.tables import posts
from storage.vault import Vault


class PostState(StrEnum):
    """What is to be done about a post."""

    NEW = "new"  # to be sent to all its places
    OUT = "out"  # nothing
    CHANGED = "changed"  # what was sent is to be changed
    EDITING = "editing"  # the changes are on their way


@dataclass(frozen=True, slots=True)
class StoredPost:
    """One version of a workshop's post.

    Attributes:
        version: when it was published, in seconds since 1970.
        summary: what it says; changed when somebody takes something back.
        change: what nobody has been told of yet.
        revision: how often it was changed.
        wanted: what somebody wants to have of it again, as words of `bot.service.publishing`.
        changed_at: when it was published or changed last.
    """

    workshop_id: WorkshopId
    version: int
    state: PostState
    summary: Summary
    changed_at: datetime
    change: Change = NOTHING
    revision: int = 0
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Posts:
    """Load and save posts. They go with their workshop."""

    connection: Connection
    vault: Vault

    def add(self, post: StoredPost) -> None:
        """Keep a new version."""
        key = {"workshop_id": post.workshop_id, "version": post.version}
        self.connection.execute(insert(posts).values(**key, **self._values(post)))

    def save(self, post: StoredPost) -> None:
        """Store what became of a version."""
        here = (posts.c.workshop_id == post.workshop_id) & (posts.c.version == post.version)
        self.connection.execute(update(posts).where(here).values(**self._values(post)))

    def find(self, workshop_id: WorkshopId, version: int) -> StoredPost | None:
        """One version; None where there is none."""
        here = (posts.c.workshop_id == workshop_id) & (posts.c.version == version)
        row = self.connection.execute(select(posts).where(here)).first()
        return self._post(row) if row else None

    def of(self, workshop_id: WorkshopId) -> tuple[StoredPost, ...]:
        """All versions of a workshop's post, the newest first."""
        found = select(posts).where(posts.c.workshop_id == workshop_id)
        rows = self.connection.execute(found.order_by(posts.c.version.desc()))
        return tuple(self._post(row) for row in rows)

    def newest(self, workshop_id: WorkshopId) -> StoredPost | None:
        """The version that was published last; None where none was."""
        return next(iter(self.of(workshop_id)), None)

    def unfinished(self) -> tuple[tuple[WorkshopId, int], ...]:
        """Workshop and version of all posts about which something is to be done, oldest first."""
        found = select(posts.c.workshop_id, posts.c.version).where(_UNFINISHED)
        rows = self.connection.execute(found.order_by(posts.c.changed_at, posts.c.id))
        return tuple((WorkshopId(row.workshop_id), row.version) for row in rows)

    def unfinished_count(self) -> int:
        """How many posts these are."""
        found = select(func.count()).select_from(posts).where(_UNFINISHED)
        return self.connection.execute(found).scalar_one()

    def _values(self, post: StoredPost) -> Mapping[str, object]:
        about = _about(post.workshop_id, post.version)
        return {
            "state": post.state.value,
            "summary": self.vault.seal_text(dumped(post.summary), about),
            "passages": _written(post.change),
            "revision": post.revision,
            "wanted": msgspec.json.encode(post.wanted).decode(),
            "changed_at": post.changed_at,
        }

    def _post(self, row: Row[Any]) -> StoredPost:
        workshop_id = WorkshopId(row.workshop_id)
        return StoredPost(
            workshop_id=workshop_id,
            version=row.version,
            state=PostState(row.state),
            summary=loaded(self.vault.open_text(row.summary, _about(workshop_id, row.version))),
            changed_at=row.changed_at,
            change=_read(row.passages),
            revision=row.revision,
            wanted=tuple(msgspec.json.decode(row.wanted)),
        )


_UNFINISHED = (posts.c.state != PostState.OUT.value) | (posts.c.wanted != "[]")


def _about(workshop_id: WorkshopId, version: int) -> str:
    return f"posts.summary:{workshop_id}:{version}"


def _written(change: Change) -> str:
    passages = [
        [one.day, one.question, one.place, one.of, one.number, int(one.half)]
        for one in change.passages
    ]
    plain = {"quotes": passages, "themes": change.themes, "numbers": int(change.numbers)}
    return msgspec.json.encode(plain).decode()


def _read(text: str) -> Change:
    plain = msgspec.json.decode(text)
    return Change(
        passages=tuple(
            Passage(day, question, place, of, number, half=bool(half))
            for day, question, place, of, number, half in plain.get("quotes", ())
        ),
        themes=tuple((day, question) for day, question in plain.get("themes", ())),
        numbers=bool(plain.get("numbers")),
    )
