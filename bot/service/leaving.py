"""Leaving a workshop, with or without what was said there."""

from dataclasses import replace

from bot.messages import leaving
from bot.messages.in_posts import Posted
from bot.messages.message import Message
from bot.messages.named import Gone
from bot.messages.wording import in_language
from bot.service import naming, taking_back, wall_names, withdrawing
from bot.service.parting import parted, parting
from bot.service.step import Step
from flows import engine
from flows.rounds import RoundState
from flows.session import SessionState
from flows.workshop import Joining, Participant, Person, Workshop
from storage.erasure_log import Kind


def answers_of(step: Step, participant: Participant) -> int:
    """How many questions a participant has answered."""
    stored = step.work.sessions.of_participant(participant.id)
    return sum(not answer.skipped for one in stored for answer in one.session.answers)


def leave(step: Step, person: Person, participant: Participant) -> Message:
    """End taking part: nothing is asked or sent any more; what was said stays, and is not quoted.

    It can be undone by `come_back`, so it is done at once.
    """
    work = step.work
    workshop = work.workshops.get(participant.workshop_id)
    posted = withdrawing.quotes_in_posts(work, workshop, participant)
    for stored in work.sessions.of_participant(participant.id):
        if stored.session.state is not SessionState.CLOSED:
            work.sessions.save(stored.session, engine.close(stored.session).session)
    work.traces.unsay(person.chat, participant.workshop_id)
    work.participants.save(replace(participant, state=Joining.LEFT))
    taking_back.suspend(step, participant)
    wall_names.hide(step, participant)
    work.erasures.note(Kind.LEFT, participant.id)
    parted(step, parting(work, workshop, participant.id))
    if not work.teams.roles(workshop.id, person.id):
        found = naming.naming(work, workshop, person)
        naming.tell(step, found, Gone.LEFT, key=f"named:{participant.id}")
    title = workshop.title
    _ = in_language(person.language)
    return leaving.left(_, participant.id, title, answers_of(step, participant), posted)


def come_back(step: Step, participant: Participant) -> Participant:
    """Undo leaving: the sessions of rounds that are open go on where they were."""
    state = Joining.AGREED if participant.attribution is None else Joining.JOINED
    back = replace(participant, state=state)
    step.work.participants.save(back)
    step.work.erasures.note(Kind.CAME_BACK, participant.id)
    reopen_sessions(step, back)
    return back


def reopen_sessions(step: Step, participant: Participant) -> None:
    """Sessions that leaving closed go on while their round is open; nothing is said yet."""
    work = step.work
    for stored in work.sessions.of_participant(participant.id):
        session = stored.session
        if (
            work.rounds.get(stored.round_id).state is not RoundState.OPEN
            or session.state is not SessionState.CLOSED
        ):
            continue
        state = SessionState.OPEN if session.open is not None else SessionState.FINISHED
        work.sessions.save(session, replace(session, state=state))


def delete_answers(step: Step, person: Person, participant: Participant) -> Posted | None:
    """Delete somebody's part in one workshop with all that they said there.

    Returns:
        What stood of it in posts that are out; None where none is.
    """
    work = step.work
    workshop = work.workshops.get(participant.workshop_id)
    every = work.summaries.answers(workshop.id)
    theirs = {one.answer_id for one in every if one.participant_id == participant.id}
    posted = withdrawing.posted(work, workshop, theirs)
    withdrawing.erased(step, workshop, participant)
    gone = parting(work, workshop, participant.id)
    named = naming.naming(work, workshop, person)
    work.traces.unsay(person.chat, workshop.id)
    work.participants.remove(participant.id)
    work.traces.forget_words(person.chat)
    work.inbox.forget_chat(person.chat)
    work.erasures.note(Kind.CHAT, person.chat)
    for message in work.unclear.of_person(person.id):
        work.unclear.drop(person.id, message.message_id)
    forget_in_team(step, workshop)
    parted(step, gone)
    if not work.teams.roles(workshop.id, person.id):
        naming.tell(step, named, Gone.ERASED)
    step.erased = True
    return posted


def forget_in_team(step: Step, workshop: Workshop) -> None:
    """Drop the copies of messages to facilitators and organisers, for they may quote anybody."""
    for reader in (*step.facilitators(workshop), *step.organisers(workshop)):
        step.work.traces.forget_words(reader.chat)
    for destination in step.work.destinations.of(workshop.id):
        step.work.traces.forget_words(destination.chat)
