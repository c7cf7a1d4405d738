"""Years of workshops: rows as they are left behind, put into the tables in bulk."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import Table, func, insert, select

from bench.arranging import FLOW, add_workshop
from bench.databases import Filling
from bench.stub.updates import FIRST_NAME, LAST_NAME, TEXTS
from bot.messages.joining import VERSION
from flows.library import library_flow
from storage.participants import ConsentKind
from storage.tables import (
    answers,
    consents,
    participants,
    people,
    prompts,
    revisions,
    rounds,
    sessions,
)
from storage.work import Work

A_WORKSHOP: Final = 50
"""People in each workshop."""

WORKSHOPS_A_STEP: Final = 40
FIRST_CHAT: Final = 20_000_000

Row = Mapping[str, Any]


def archive(wanted: int) -> Filling:
    """Closed workshops with at least so many answers; everybody answered everything."""
    workshops = -(-wanted // (A_WORKSHOP * len(_questions())))
    steps = tuple(
        partial(_add, many=min(WORKSHOPS_A_STEP, workshops - begin))
        for begin in range(0, workshops, WORKSHOPS_A_STEP)
    )
    return Filling(f"{wanted} stored answers", steps)


def _questions() -> list[tuple[int, str]]:
    """Day and id of each question."""
    flow = library_flow(FLOW)
    if flow is None:
        raise LookupError(FLOW)
    return [(n, q.id) for n, day in enumerate(flow.days, 1) for q in day.questions]


def _add(work: Work, many: int) -> None:
    for _ in range(many):
        _add_workshop(work)


def _add_workshop(work: Work) -> None:
    workshop_id = add_workshop(work)
    connection, then = work.people.connection, work.now - timedelta(days=7)
    closed = rounds.update().where(rounds.c.workshop_id == workshop_id)
    connection.execute(closed.values(opened_at=then, closed_at=then + timedelta(hours=4)))
    day_of = {round_.day: round_.id for round_ in work.rounds.of(workshop_id)}
    numbers = [_next(work, people) + place for place in range(A_WORKSHOP)]
    _insert(work, people, (_person(work, number) for number in numbers))
    taking = [_next(work, participants) + place for place in range(A_WORKSHOP)]
    _insert(
        work,
        participants,
        (
            {
                "id": participant,
                "workshop_id": workshop_id,
                "person_id": person,
                "state": "joined",
                "attribution": "first_name",
                "quiet": False,
                "joined_at": then,
            }
            for participant, person in zip(taking, numbers, strict=True)
        ),
    )
    _insert(work, consents, (one for number in taking for one in _agreed(work, number)))
    asked, session = _questions(), _next(work, sessions)
    begun: list[Row] = []
    said: list[tuple[int, str]] = []
    for participant in taking:
        for day, round_id in day_of.items():
            begun.append(
                {
                    "id": session,
                    "round_id": round_id,
                    "participant_id": participant,
                    "state": "closed",
                    "paused": False,
                }
            )
            said += [(session, question) for on, question in asked if on == day]
            session += 1
    _insert(work, sessions, iter(begun))
    _add_answers(work, said)


def _add_answers(work: Work, said: list[tuple[int, str]]) -> None:
    first, then = _next(work, answers), work.now - timedelta(days=7)
    facts = list(enumerate(said, first))
    _insert(
        work,
        prompts,
        (
            {"session_id": session, "question": question, "message_id": number}
            for number, (session, question) in facts
        ),
    )
    _insert(
        work,
        answers,
        (
            {"id": number, "session_id": session, "question": question, "left_out": False}
            for number, (session, question) in facts
        ),
    )
    vault = work.people.vault
    _insert(
        work,
        revisions,
        (
            {
                "answer_id": number,
                "number": 1,
                "words": vault.seal_json(
                    {"parts": [[number, TEXTS[number % len(TEXTS)]]], "options": []},
                    f"revisions.words:{session}:{question}:1",
                ),
                "at": then,
            }
            for number, (session, question) in facts
        ),
    )


def _person(work: Work, number: int) -> Row:
    chat = FIRST_CHAT + number
    name = f"{FIRST_NAME} {LAST_NAME}"
    return {
        "id": number,
        "telegram_id": chat,
        "name": work.people.vault.seal_text(name, f"people.name:{chat}"),
        "language": "de",
        "language_chosen": False,
        "owner": False,
        "reach": "reachable",
        "since": work.now,
    }


def _agreed(work: Work, participant: int) -> Iterator[Row]:
    vault = work.consents.vault
    for kind in (ConsentKind.TAKING_PART, ConsentKind.QUOTING):
        yield {
            "participant_id": participant,
            "kind": kind.value,
            "version": VERSION,
            "wording": vault.seal_text("Einverstanden.", f"consents.wording:{participant}"),
            "given_at": work.now,
        }


def _next(work: Work, table: Table) -> int:
    highest = work.people.connection.execute(select(func.max(table.c.id))).scalar_one()
    return (highest or 0) + 1


def _insert(work: Work, table: Table, rows: Iterator[Row]) -> None:
    work.people.connection.execute(insert(table), [dict(row) for row in rows])
