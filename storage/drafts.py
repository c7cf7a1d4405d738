"""Drafts as rows of the outbox, and back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from flows.ids import ChatId, WorkshopId
from storage.calls import Attachment, Claimed, Draft, Lane
from storage.tables import files, outbox
from storage.vault import Vault

DRAFT = (
    outbox.c.id,
    outbox.c.key,
    outbox.c.chat_id,
    outbox.c.lane,
    outbox.c.method,
    outbox.c.body,
    outbox.c.workshop_id,
    outbox.c.prompt_id,
    outbox.c.repeatable,
    outbox.c.files,
    outbox.c.attempts,
    outbox.c.not_before,
    outbox.c.perhaps_at,
)
"""The columns that make up a claimed call."""


def row_of(draft: Draft, now: datetime, vault: Vault) -> dict[str, object]:
    """A draft that is planned now; its files have rows of their own (`attach`)."""
    return {
        "key": draft.key,
        "chat_id": draft.chat,
        "lane": int(draft.lane),
        "method": draft.method,
        "body": vault.seal_json(draft.body, f"outbox.body:{draft.key}"),
        "workshop_id": draft.workshop_id,
        "prompt_id": draft.prompt_id,
        "repeatable": draft.repeatable,
        "keyboard": "reply_markup" in draft.body,
        "files": len(draft.attachments),
        "state": "planned",
        "attempts": 0,
        "not_before": now,
    }


def attach(connection: Connection, vault: Vault, row_id: int, attachment: Attachment) -> None:
    """Keep a file of a draft."""
    connection.execute(
        insert(files).values(
            outbox_id=row_id,
            field=attachment.field,
            name=vault.seal_text(attachment.name, f"files.name:{row_id}"),
            content=vault.seal(attachment.content, f"files.content:{row_id}"),
        )
    )


def claimed_of(connection: Connection, vault: Vault, rows: Sequence[Any]) -> tuple[Claimed, ...]:
    """Rows with the columns of `DRAFT` as calls that are being made."""
    with_files = [row.id for row in rows if row.files]
    attached = _attached(connection, vault, with_files) if with_files else {}
    return tuple(
        Claimed(
            row.id,
            _draft(row, vault, tuple(attached.get(row.id, ()))),
            row.attempts,
            row.not_before,
            row.perhaps_at is not None,
        )
        for row in rows
    )


def _attached(
    connection: Connection, vault: Vault, ids: Sequence[int]
) -> Mapping[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    rows = select(files).where(files.c.outbox_id.in_(ids)).order_by(files.c.id)
    for row in connection.execute(rows):
        attachment = Attachment(
            field=row.field,
            name=vault.open_text(row.name, f"files.name:{row.outbox_id}"),
            content=vault.open(row.content, f"files.content:{row.outbox_id}"),
        )
        found.setdefault(row.outbox_id, []).append(attachment)
    return found


def _draft(row: Any, vault: Vault, attachments: tuple[Attachment, ...]) -> Draft:
    return Draft(
        key=row.key,
        chat=None if row.chat_id is None else ChatId(row.chat_id),
        method=row.method,
        body=vault.open_json(row.body, f"outbox.body:{row.key}"),
        lane=Lane(row.lane),
        attachments=attachments,
        workshop_id=None if row.workshop_id is None else WorkshopId(row.workshop_id),
        prompt_id=row.prompt_id,
        repeatable=row.repeatable,
    )
