"""Storing what turns changed in sessions, for many at once: a statement a table, not a row."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from flows.ids import QuestionId, SessionId
from flows.session import Answer, Late, Revision, Session
from storage.tables import answers, late_answers, prompts, revisions, sessions
from storage.vault import Vault

PromptId = int
Change = tuple[Session, Session]
"""A session before a turn and after it."""

_MOVE_ON = (
    update(sessions)
    .where(sessions.c.id == bindparam("session"))
    .values(
        state=bindparam("to_state"), open_question=bindparam("asked"), paused=bindparam("pauses")
    )
)
_ADD_PROMPTS = insert(prompts).returning(prompts.c.id, sort_by_parameter_order=True)
_ADD_ANSWERS = insert(answers).returning(answers.c.id, sort_by_parameter_order=True)


def save_all(
    connection: Connection, vault: Vault, changes: Sequence[Change]
) -> list[tuple[PromptId, ...]]:
    """Store what turns changed; returns for each the ids of its new prompts in their order."""
    _move_on(connection, changes)
    _save_answers(connection, vault, changes)
    for before, after in changes:
        if before.late != after.late:
            _save_late(connection, vault, after.id, before.late, after.late)
    return _add_prompts(connection, changes)


def words_of(revision: Revision) -> dict[str, Any]:
    """A revision's words as they are sealed."""
    parts = [[part.message_id, part.text] for part in revision.parts]
    return {"parts": parts, "options": list(revision.options)}


def _move_on(connection: Connection, changes: Sequence[Change]) -> None:
    moved = [
        {
            "session": after.id,
            "to_state": after.state.value,
            "asked": after.open,
            "pauses": after.paused,
        }
        for before, after in changes
        if (before.state, before.open, before.paused) != (after.state, after.open, after.paused)
    ]
    if moved:
        connection.execute(_MOVE_ON, moved)


def _add_prompts(connection: Connection, changes: Sequence[Change]) -> list[tuple[PromptId, ...]]:
    asked = [after.prompts[len(before.prompts) :] for before, after in changes]
    rows = [
        {"session_id": after.id, "question": prompt.question}
        for (_, after), new in zip(changes, asked, strict=True)
        for prompt in new
    ]
    ids = iter(connection.execute(_ADD_PROMPTS, rows).scalars().all() if rows else ())
    return [tuple(next(ids) for _ in new) for new in asked]


def _save_answers(connection: Connection, vault: Vault, changes: Sequence[Change]) -> None:
    changed = [
        (after.id, before.answer(answer.question), answer)
        for before, after in changes
        for answer in after.answers
        if before.answer(answer.question) != answer
    ]
    if not changed:
        return
    new = [
        {"session_id": session_id, "question": answer.question, "left_out": False}
        for session_id, known, answer in changed
        if known is None
    ]
    added = iter(connection.execute(_ADD_ANSWERS, new).scalars().all() if new else ())
    rows: list[dict[str, object]] = []
    for session_id, known, answer in changed:
        answer_id = next(added) if known is None else _id_of(connection, session_id, answer)
        if answer.skipped and known is not None:
            connection.execute(delete(revisions).where(revisions.c.answer_id == answer_id))
        stored = len(known.revisions) if known else 0
        for number, revision in enumerate(answer.revisions[stored:], stored + 1):
            about = f"revisions.words:{session_id}:{answer.question}:{number}"
            words = vault.seal_json(words_of(revision), about)
            rows.append(
                {"answer_id": answer_id, "number": number, "words": words, "at": revision.at}
            )
    if rows:
        connection.execute(insert(revisions), rows)


def _id_of(connection: Connection, session_id: SessionId, answer: Answer) -> int:
    here = (answers.c.session_id == session_id) & (answers.c.question == answer.question)
    answer_id: int = connection.execute(select(answers.c.id).where(here)).scalar_one()
    return answer_id


def _save_late(
    connection: Connection,
    vault: Vault,
    session_id: SessionId,
    before: Sequence[Late],
    after: Sequence[Late],
) -> None:
    for gone in {late.question for late in before} - {late.question for late in after}:
        _delete_late(connection, session_id, gone)
    for late in after:
        if late in before:
            continue
        _delete_late(connection, session_id, late.question)
        about = f"late_answers.words:{session_id}:{late.question}"
        connection.execute(
            insert(late_answers).values(
                session_id=session_id,
                question=late.question,
                words=vault.seal_json(words_of(late.revision), about),
                at=late.revision.at,
            )
        )


def _delete_late(connection: Connection, session_id: SessionId, question: QuestionId) -> None:
    here = (late_answers.c.session_id == session_id) & (late_answers.c.question == question)
    connection.execute(delete(late_answers).where(here))
