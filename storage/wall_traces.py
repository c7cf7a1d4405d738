"""What a wall's findings leave behind whenever they may have changed, without opening a word."""

from typing import Any, Final

from sqlalchemy import (
    Connection,
    Select,
    String,
    Table,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from flows.ids import WorkshopId
from flows.workshop import Joining
from storage.tables import (
    answers,
    consents,
    details,
    groupings,
    memberships,
    participants,
    people,
    posts,
    revisions,
    rounds,
    sessions,
    set_aside,
    theme_answers,
    themes,
)

Traces = tuple[tuple[object, ...], ...]
"""Counts that change whenever something changes on which findings rest."""


def traces_of(connection: Connection, workshop_id: WorkshopId, *, said: bool) -> Traces:
    """The traces of a workshop, as of one moment.

    Rows that come or go change a count or a sum, rows that change have a number that grows; numbers
    of rows are summed, so that one that comes does not hide one that goes. What changes only with
    something else, in one step, has no trace of its own: how somebody may be quoted and what they
    want to be called come with a consent, other counts of words with an answer or a consent.

    Args:
        connection: where to look.
        workshop_id: which workshop.
        said: look also at what the findings about answers rest on.
    """
    traced = (*_TRACED, *_SAID) if said else _TRACED
    found = union_all(*(_trace(*one, workshop_id) for one in traced))
    return tuple(sorted(tuple(row) for row in connection.execute(found).all()))


_ANSWERS: Final = answers.join(sessions, sessions.c.id == answers.c.session_id).join(
    rounds, rounds.c.id == sessions.c.round_id
)


def _of_answers(table: Table) -> Any:
    return _ANSWERS.join(table, table.c.answer_id == answers.c.id)


def _where(condition: Any, number: Any) -> Any:
    """The sum of a number of the rows of which this holds."""
    return func.sum(case((condition, number), else_=0))


_Traced = tuple[str, Any, Any, Any, Any]
"""A name, where the rows are, whose they are, and two facts about them."""

_PEOPLE: Final = participants.c.workshop_id
_ROUNDS: Final = rounds.c.workshop_id
_CONSENTS: Final = consents.join(participants, participants.c.id == consents.c.participant_id)
_CALLED: Final = participants.join(people, people.c.id == participants.c.person_id)
_TEAM: Final = memberships.join(people, people.c.id == memberships.c.person_id)
_MEMBERS: Final = theme_answers.join(themes, themes.c.id == theme_answers.c.theme_id)

_TRACED: Final[tuple[_Traced, ...]] = (
    (
        "people",
        participants,
        _PEOPLE,
        func.sum(participants.c.id),
        _where(participants.c.state == Joining.JOINED.value, participants.c.id),
    ),
    ("names", _CALLED, _PEOPLE, func.sum(people.c.version), null()),
    ("consents", _CONSENTS, _PEOPLE, func.max(consents.c.id), func.count(consents.c.withdrawn_at)),
    ("posts", posts, posts.c.workshop_id, func.sum(posts.c.version), func.sum(posts.c.revision)),
    ("rounds", rounds, _ROUNDS, func.count(rounds.c.opened_at), func.count(rounds.c.closed_at)),
)

_SAID: Final[tuple[_Traced, ...]] = (
    (
        "team",
        _TEAM,
        memberships.c.workshop_id,
        func.sum(memberships.c.id),
        func.sum(people.c.version),
    ),
    (
        "answers",
        _ANSWERS,
        _ROUNDS,
        func.max(answers.c.id),
        _where(answers.c.left_out, answers.c.id),
    ),
    ("words", _of_answers(revisions), _ROUNDS, func.max(revisions.c.id), func.sum(revisions.c.id)),
    (
        "details",
        _of_answers(details),
        _ROUNDS,
        func.sum(details.c.revision),
        _where(details.c.state == "open", details.c.answer_id),
    ),
    ("aside", _of_answers(set_aside), _ROUNDS, func.sum(set_aside.c.answer_id), null()),
    ("themes", themes, themes.c.workshop_id, func.sum(themes.c.id), func.sum(themes.c.version)),
    (
        "members",
        _MEMBERS,
        themes.c.workshop_id,
        func.sum(theme_answers.c.answer_id),
        func.sum(theme_answers.c.theme_id),
    ),
    ("groupings", groupings, groupings.c.workshop_id, func.max(groupings.c.made_at), null()),
)


def _trace(
    name: str, place: Any, whose: Any, one: Any, other: Any, workshop_id: WorkshopId
) -> Select[Any]:
    found = select(literal(name), func.count(), _text(one), _text(other))
    return found.select_from(place).where(whose == workshop_id)


def _text(fact: Any) -> Any:
    """A fact, be it a number or a moment; empty where there is none."""
    return func.coalesce(cast(fact, String), "")
