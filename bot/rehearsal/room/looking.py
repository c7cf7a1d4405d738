"""A look into the program's storage: what is due, how far people are, and what waits for them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from bot.rehearsal.room.agenda import agenda
from bot.rehearsal.room.seeing import Answered, Upcoming
from flows.ids import ChatId, PersonId, QuestionId, WorkshopId
from flows.rounds import Round, RoundState
from flows.script import Flow
from flows.session import Session
from flows.workshop import Joining, Participant, Person, Workshop
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Place:
    """How somebody stands with the workshop that people were invited to last.

    Attributes:
        role: `facilitator`, `organiser`, `participant`, or empty.
        language: what the bot speaks with them.
        joining: how far they are with joining; None for who has not opened the invitation.
        flow: what the workshop asks; None where nobody was invited to one.
        open: the question that waits for their answer; where none does there, one of another
            workshop, whose flow stands above then.
    """

    role: str = ""
    language: str = ""
    joining: Joining | None = None
    flow: Flow | None = None
    open: QuestionId | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen.

    Attributes:
        upcoming: what is due next, soonest first.
        places: of everybody who has talked to the bot, by their chat.
        joined: how many take part in any workshop.
        answered: the questions of rounds that are open.
    """

    upcoming: tuple[Upcoming, ...] = ()
    places: Mapping[int, Place] = field(default_factory=dict)
    joined: int = 0
    answered: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class _OpenRound:
    round: Round
    flow: Flow
    sessions: Mapping[PersonId, Session]


def look(work: Work, chats: Sequence[int], invitation: str | None) -> Look:
    """Look at everything.

    Args:
        work: the stores.
        chats: of people who may have talked to the bot.
        invitation: the token of the newest invitation to take part.
    """
    invited = None if invitation is None else work.workshops.by_invite_token(invitation)
    people = work.people.by_chats([ChatId(chat) for chat in chats]).values()
    parts = {person.id: work.participants.of_person(person.id) for person in people}
    running = _open_rounds(work)
    waiting = _waiting(running)
    places = {
        int(person.chat): _place(work, person, parts[person.id], invited, waiting[person.id])
        for person in people
    }
    joined = sum(map(_takes_part, parts.values()))
    answered = chain.from_iterable(map(_counts, running))
    return Look(agenda(work), places, joined, tuple(answered))


_Waiting = Mapping[WorkshopId, tuple[Flow, QuestionId]]


def _place(
    work: Work,
    person: Person,
    parts: Sequence[Participant],
    invited: Workshop | None,
    waiting: _Waiting,
) -> Place:
    here = None if invited is None else invited.id
    waits = next(iter(waiting.values()), None)
    if here is not None:
        waits = waiting.get(here, waits)
    flow = None if invited is None else invited.flow
    return Place(
        role=_role(work, person, parts),
        language=person.language,
        joining=next((one.state for one in parts if one.workshop_id == here), None),
        flow=flow if waits is None else waits[0],
        open=None if waits is None else waits[1],
    )


def _role(work: Work, person: Person, parts: Sequence[Participant]) -> str:
    roles = sorted(role.value for role in work.teams.roles_anywhere(person.id))
    if roles or person.owner:
        return roles[0] if roles else "facilitator"
    return "participant" if _takes_part(parts) else ""


def _takes_part(parts: Sequence[Participant]) -> bool:
    return any(one.state is Joining.JOINED for one in parts)


def _open_rounds(work: Work) -> list[_OpenRound]:
    return [
        _OpenRound(
            round_,
            work.workshops.get(round_.workshop_id).flow,
            {one.person_id: one.session for one in work.sessions.of_round(round_.id)},
        )
        for round_ in work.rounds.unfinished()
        if round_.state is RoundState.OPEN
    ]


def _waiting(running: Sequence[_OpenRound]) -> Mapping[PersonId, _Waiting]:
    """Which question waits for whom, by workshop."""
    found: dict[PersonId, dict[WorkshopId, tuple[Flow, QuestionId]]] = defaultdict(dict)
    for one in running:
        for person, session in one.sessions.items():
            if session.is_waiting and session.open is not None:
                found[person][one.round.workshop_id] = one.flow, session.open
    return found


def _counts(one: _OpenRound) -> list[Answered]:
    """How often each question of a round has been answered."""
    counted = []
    for number, question in enumerate(one.flow.day(one.round.day).questions, 1):
        given = [session.answer(question.id) for session in one.sessions.values()]
        skipped = sum(answer.skipped for answer in given if answer is not None)
        answers = sum(answer is not None for answer in given) - skipped
        counted.append(Answered(one.round.day, number, question.text, answers, skipped))
    return counted
