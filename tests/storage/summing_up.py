"""A workshop in which three people have answered the same question."""

from dataclasses import dataclass

from flows.ids import AnswerId, ChatId, MessageId, ParticipantId, PersonId, WorkshopId
from flows.session import Answer, Part, Revision
from storage.work import Work
from tests.flows.session_machine import QUESTIONS
from tests.storage.stocked import AMIRA, LEO, furnish, joined, later

QUESTION = QUESTIONS[0].id
GRACE = ChatId(13)


@dataclass(frozen=True, slots=True)
class Answered:
    """Whose answers there are, all to `QUESTION`, in the order of `answers`."""

    workshop: WorkshopId
    answers: tuple[AnswerId, ...]
    authors: tuple[ParticipantId, ...]
    first_author: PersonId


def answered(work: Work) -> Answered:
    """Three answers of three people."""
    place = furnish(work)
    authors = (
        place.participant,
        joined(work, place.workshop, LEO, "Leo"),
        joined(work, place.workshop, GRACE, "Grace"),
    )
    for number, author in enumerate(authors, 1):
        session = work.sessions.begin(place.rounds[0], author).session
        revision = Revision(later(number), (Part(MessageId(number), f"answer {number}"),))
        work.sessions.save(session, session.with_answer(Answer(QUESTION, (revision,))))
    found = tuple(one.answer_id for one in work.summaries.answers(place.workshop))
    person = work.people.by_chat(AMIRA)
    assert person is not None
    return Answered(place.workshop, found, authors, person.id)
