"""Many answers at once: what is plainly an answer, for many people with few statements.

Nothing is decided here that is not decided one by one, too: `flows.replies.take` says what a
message means. Where that is more than an answer to the open question, the message is left to the
ordinary way (`bot.service.answering`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.service.noticing import Names
from bot.service.place import Place, places_of
from bot.service.prompting import Consequence, speak
from bot.service.step import Step
from flows import replies
from flows.addressing import Belongs, addressee
from flows.effects import AnswerRecorded, AskQuestion, EndDay
from flows.ids import ChatId, WorkshopId
from flows.replies import Reply
from flows.turn import Turn
from flows.workshop import Person, Reach
from storage.calls import Draft, Lane
from storage.sessions import StoredSession
from storage.work import Work

BUSY = 16
"""Answers at once from which niceties are left away: reactions and tidied keyboards cost as many
calls as the questions that people wait for."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A text in a private chat that is no command.

    Attributes:
        update_id: the update that brought it.
        chat: the private chat.
        name: what its author is called today.
    """

    update_id: int
    chat: ChatId
    name: str
    reply: Reply


def take_plain_answers(
    work: Work,
    bot: str,
    heard: Sequence[Heard],
    means_button: Callable[[Person, Reply], bool],
) -> frozenset[int]:
    """Take what plainly answers somebody's open question; returns the updates that were taken.

    Args:
        work: the stores, on one transaction.
        bot: the bot's username, for links.
        heard: at most one message of each chat, in the order of arrival.
        means_button: whether a text means a button under a message to that person.
    """
    people = work.people.by_chats([one.chat for one in heard])
    ids = [person.id for person in people.values()]
    in_forms = work.dialogs.open_for(ids)
    sessions = work.sessions.of_people(ids)
    plain: list[tuple[Heard, StoredSession, Turn]] = []
    for one in heard:
        person = people.get(one.chat)
        if person is None or person.id in in_forms or not _as_known(person, one):
            continue
        found = _plainly(sessions.get(person.id, ()), one.reply)
        if found is not None and not means_button(person, one.reply):
            plain.append((one, *found))
    if plain:
        persons = {person.id: person for person in people.values()}
        waiting = {number: _waiting_in(theirs) for number, theirs in sessions.items()}
        places = places_of(work, [stored for _, stored, _ in plain], persons, waiting)
        _carry_out(work, bot, plain, places)
    return frozenset(one.update_id for one, _, _ in plain)


def _as_known(person: Person, one: Heard) -> bool:
    """Nothing about the person has to be stored anew before their message is taken."""
    return person.reach is Reach.REACHABLE and person.name == one.name


def _plainly(sessions: Sequence[StoredSession], reply: Reply) -> tuple[StoredSession, Turn] | None:
    """The session and the turn, if the message is an answer to its open question and no more."""
    match addressee([stored.session for stored in sessions], reply):
        case Belongs(session):
            turn = replies.take(session, reply)
        case _:
            return None
    match turn.effects:
        case (AnswerRecorded(question), AskQuestion() | EndDay()) if (
            session.answer(question) is None
        ):
            # Where there was another answer before, more than this can follow from a new one.
            stored = next(one for one in sessions if one.session is session)
            return stored, turn
        case _:
            return None


def _waiting_in(sessions: Sequence[StoredSession]) -> frozenset[WorkshopId]:
    """The workshops in which a question waits for somebody with these sessions."""
    return frozenset(stored.workshop_id for stored in sessions if stored.session.is_waiting)


def _carry_out(
    work: Work,
    bot: str,
    plain: Sequence[tuple[Heard, StoredSession, Turn]],
    places: Sequence[Place],
) -> None:
    prompt_ids = work.sessions.save_all(
        [(stored.session, turn.session) for _, stored, turn in plain]
    )
    drafts: list[Draft] = []
    names = Names(work)
    for (one, _, turn), place, ids in zip(plain, places, prompt_ids, strict=True):
        step = Step(work, f"update:{one.update_id}", bot, gathered=drafts)
        speak(step, Consequence(place, turn, reply_to=one.reply.message_id), ids, names)
    if len(plain) > BUSY:
        drafts = [draft for draft in drafts if draft.lane is not Lane.NICETY]
    work.outbox.add_all(drafts, work.now)
    work.inbox.done(*(one.update_id for one, _, _ in plain))
