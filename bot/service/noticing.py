"""Details about other people in answers: the author is asked once, and nothing waits for it."""

from dataclasses import dataclass, field
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import get_global

from bot.messages import details as words
from bot.messages.consenting import not_in_answer
from bot.messages.message import Message
from bot.service import taking_back, withdrawing
from bot.service.place import Place, place_of
from bot.service.step import Step
from flows.details import Decision
from flows.ids import PersonId, QuestionId, SessionId, WorkshopId
from flows.noticing import Noticed, changed, cleared, may_name, noticed, worth_a_look
from flows.session import Answer, Session
from storage.calls import Known
from storage.details import StoredDetails
from storage.sessions import StoredSession
from storage.work import Work

HOME = "DE"
"""Where a workshop is whose time zone belongs to no country."""


@dataclass(slots=True)
class Names:
    """The names of people in workshops, loaded once and only if somebody may be named.

    These are all who take part, or did and have left, and the facilitators.
    """

    work: Work
    _known: dict[WorkshopId, list[tuple[PersonId, str]]] = field(default_factory=dict)

    def others(self, workshop: WorkshopId, mine: PersonId) -> frozenset[str]:
        """The names of all but the one who wrote."""
        everybody = self.everybody(workshop)
        return everybody - {name for number, name in self._known[workshop] if number == mine}

    def everybody(self, workshop: WorkshopId) -> frozenset[str]:
        """The names of all."""
        if workshop not in self._known:
            self._known[workshop] = self._load(workshop)
        return frozenset(name for _, name in self._known[workshop])

    def _load(self, workshop: WorkshopId) -> list[tuple[PersonId, str]]:
        called = self.work.people.names_in(workshop)
        chosen = self.work.participants.names_in(workshop)
        return [(number, name) for number, name in (*called, *chosen) if name]


def notice(step: Step, place: Place, after: Session, names: Names) -> None:
    """Look through the answers that a stored turn changed, and ask where something was found.

    Args:
        step: what is said, is said with it.
        place: the session as it was before the turn, and what is around it.
        after: the session as it is stored now.
        names: kept over a batch.
    """
    before = place.stored.session
    for answer in changed(before, after):
        if not answer.skipped:
            if worth_a_look(answer):
                _look(step, place, after, answer, names)
        elif worth_a_look(before.answer(answer.question) or answer):
            _forget(step, place, after, answer.question)


def found_in(step: Step, place: Place, answer: Answer, names: Names | None = None) -> Noticed:
    """What the version of an answer that counts holds."""
    return noticed(answer.revisions[-1], *_around(step, place, answer, names))


def undecided(work: Work, session: Session) -> tuple[int, ...]:
    """The numbers of the questions about whose answers the participant was asked in vain."""
    if not any(worth_a_look(answer) for answer in session.answers):
        return ()
    known = work.details.of_session(session.id)
    waiting = (question for question, one in known.items() if one.state is Decision.OPEN)
    return tuple(sorted(session.number(question) for question in waiting))


def ask(place: Place, session: Session, answer: Answer, found: Noticed) -> Message:
    """The question about what was found in an answer as it stands."""
    number = session.number(answer.question)
    return words.question(place.wording, session.id, number, len(answer.revisions), found)


def ask_again(step: Step, stored: StoredSession, answer: Answer, found: Noticed) -> None:
    """Put the question once more at the bottom of the chat; where it stood, that is said."""
    place, session = place_of(step, stored), stored.session
    asked = _newest(step, session, answer.question)
    if asked is not None and asked.message_id is not None:
        step.settle(place.person.chat, asked.message_id, words.asked_below(place.wording))
    key = f"{_key(session, answer.question)}{step.cause}"
    said = ask(place, session, answer, found)
    step.say(place.person.chat, said, key=key, reply_to=found.message_id)


def ask_first(step: Step, session_id: SessionId, question: QuestionId) -> bool:
    """Put the question about an answer once more, before anything else is done with its words.

    Returns:
        False where there is nothing to decide.
    """
    known = step.work.details.of(session_id, question)
    stored = step.work.sessions.get(session_id)
    answer = stored.session.answer(question) if stored else None
    if known is None or known.state is not Decision.OPEN or stored is None or answer is None:
        return False
    found = found_in(step, place_of(step, stored), answer)
    if not found.details:
        replace(step, stored, answer)
        return False
    ask_again(step, stored, answer, found)
    return True


def keep(step: Step, stored: StoredSession, answer: Answer) -> None:
    """The author wants the answer as it is."""
    known = StoredDetails(len(answer.revisions), Decision.KEPT, step.work.now)
    step.work.details.put(stored.session.id, answer.question, known)


def replace(step: Step, stored: StoredSession, answer: Answer) -> Noticed:
    """Let the answer have a version without what is found in it; returns what that is.

    The version before stays, as with every answer that is changed.
    """
    work, session, now = step.work, stored.session, answer.revisions[-1]
    place = place_of(step, stored)
    around = _around(step, place, answer)
    without = cleared(now, *around, work.now)
    revised = answer if without == now else answer.revised(without)
    changed = session.with_answer(revised)
    work.sessions.save(session, changed)
    withdrawing.revised(step, place.workshop, place.participant.id, session, changed)
    if taking_back.answer_changed(step, place.participant, session.id, answer.question):
        step.say(place.person.chat, not_in_answer(place.wording))
    known = StoredDetails(len(revised.revisions), Decision.REPLACED, work.now)
    work.details.put(session.id, answer.question, known)
    return noticed(now, *around)


@cache
def region_of(zone: ZoneInfo) -> str:
    """The country of a time zone, whose telephone numbers need no country code there."""
    return str(get_global("zone_territories").get(zone.key, HOME))


def _around(
    step: Step, place: Place, answer: Answer, names: Names | None = None
) -> tuple[frozenset[str], str]:
    """What has to be known besides the answer: who else takes part, and in which country."""
    region = region_of(place.workshop.zone)
    if not may_name(answer):
        return frozenset(), region
    names = names or Names(step.work)
    return names.others(place.workshop.id, place.person.id), region


def _look(step: Step, place: Place, after: Session, answer: Answer, names: Names) -> None:
    found = found_in(step, place, answer, names)
    if not found.details and len(answer.revisions) == 1:
        return
    work, question = step.work, answer.question
    known = work.details.of(after.id, question)
    was_open = known is not None and known.state is Decision.OPEN
    version = len(answer.revisions)
    if not found.details:
        if known is not None and was_open:
            gone = StoredDetails(version, Decision.REPLACED, known.asked_at)
            work.details.put(after.id, question, gone)
            _settle(step, place, after, question)
    elif not _kept_before(step, place, answer, known, found, names):
        work.details.put(after.id, question, StoredDetails(version, Decision.OPEN, work.now))
        said = ask(place, after, answer, found)
        if not (was_open and _asked_anew(step, place, after, question, said)):
            key = f"{_key(after, question)}{version}"
            step.say(place.person.chat, said, key=key, reply_to=found.message_id)


def _kept_before(
    step: Step,
    place: Place,
    answer: Answer,
    known: StoredDetails | None,
    found: Noticed,
    names: Names,
) -> bool:
    """Whether the author wanted to keep all of it when it stood in an earlier version."""
    if known is None or known.state is not Decision.KEPT:
        return False
    then = Answer(answer.question, answer.revisions[: known.revision])
    return found.words <= found_in(step, place, then, names).words


def _asked_anew(
    step: Step, place: Place, session: Session, question: QuestionId, said: Message
) -> bool:
    """Let the question that stands in the chat be about the answer as it is now.

    False where there is none, so that a new one is needed.
    """
    newest = _newest(step, session, question)
    if newest is None or newest.state in {"failed", "unknown"}:
        return False
    if newest.message_id is not None:
        step.edit(place.person.chat, newest.message_id, said)
        return True
    if newest.state == "sending":
        # It arrives with old buttons, which then show how the answer stands.
        return True
    step.work.outbox.drop_keys(newest.key)
    return False


def _settle(step: Step, place: Place, session: Session, question: QuestionId) -> None:
    """Nothing is left to decide: the question in the chat says so, one on its way stays away."""
    asked = _newest(step, session, question)
    if asked is None:
        return
    if asked.message_id is not None:
        said = words.settled(place.wording, session.number(question))
        step.settle(place.person.chat, asked.message_id, said)
    elif asked.state != "sending":
        step.work.outbox.drop_keys(asked.key)


def _forget(step: Step, place: Place, session: Session, question: QuestionId) -> None:
    """The answer is taken back: nothing of what was asked about it stays."""
    known = step.work.details.of(session.id, question)
    if known is None:
        return
    if known.state is Decision.OPEN:
        _settle(step, place, session, question)
    step.work.outbox.drop_keys(_key(session, question))
    step.work.details.drop(session.id, question)


def _newest(step: Step, session: Session, question: QuestionId) -> Known | None:
    """The newest question about the details in an answer."""
    *_, newest = (None, *step.work.outbox.states(_key(session, question)))
    return newest


def _key(session: Session, question: QuestionId) -> str:
    """How the keys of the questions about an answer begin."""
    return f"detail:{session.id}:{question}:"
