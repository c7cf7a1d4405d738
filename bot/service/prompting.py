"""Putting questions to participants, and carrying out what follows from a turn."""

from markupsafe import Markup

from bot.messages import prompts
from bot.messages.message import Message
from bot.service.place import Place, coming_up, place_of, setting
from bot.service.remarks import remark
from bot.service.step import Step
from flows import engine
from flows.effects import AskQuestion, EndDay, QuestionSkipped
from flows.ids import MessageId
from flows.rounds import Round, RoundState
from flows.session import Session
from flows.turn import Turn
from flows.workshop import Participant
from storage.calls import Lane


def join_open_round(step: Step, participant: Participant) -> bool:
    """Put the first question of a round that is open now to who has just joined.

    Returns whether there is such a round.
    """
    open_rounds = [
        round_
        for round_ in step.work.rounds.of(participant.workshop_id)
        if round_.state is RoundState.OPEN
    ]
    for round_ in open_rounds:
        begin(step, round_, participant, lane=Lane.REPLY)
    return bool(open_rounds)


def begin(
    step: Step, round_: Round, participant: Participant, *, lane: Lane = Lane.BROADCAST
) -> None:
    """Open a round for one participant: their session, and the first question. Harmless twice.

    Who comes back into a round that they had begun gets the open question once more.
    """
    stored = step.work.sessions.begin(round_.id, participant.id)
    place = place_of(step, stored)
    turn = engine.open_round(stored.session)
    if not turn.effects and stored.session.open is not None:
        turn = engine.show(stored.session)
        carry_out(step, place, turn)
        return
    key = f"round:{round_.id}:{participant.id}:open"
    carry_out(step, place, turn, lane=lane, key=key)


def carry_out(
    step: Step,
    place: Place,
    turn: Turn,
    *,
    lane: Lane = Lane.REPLY,
    key: str | None = None,
    repeatable: bool = True,
    reply_to: MessageId | None = None,
) -> None:
    """Store what a turn changed and say what follows from it.

    Args:
        step: the step that the turn is part of.
        place: the session as it was before the turn, and what is around it.
        turn: what the engine decided.
        lane: who goes first, for the question that is asked.
        key: makes the question unique beyond this step.
        repeatable: whether the question may be sent again if it was perhaps delivered.
        reply_to: the message that remarks refer to.
    """
    before = place.stored.session
    prompt_ids = iter(step.work.sessions.save(before, turn.session))
    for effect in turn.effects:
        if isinstance(effect, AskQuestion | EndDay):
            if not any(isinstance(other, QuestionSkipped) for other in turn.effects):
                _retire_last_prompt(step, place)
            step.say(
                place.person.chat,
                _prompt(step, place, turn.session, effect),
                lane=lane,
                key=key,
                repeatable=repeatable,
                workshop_id=place.workshop.id,
                prompt_id=next(prompt_ids),
            )
        else:
            remark(step, place, turn.session, effect, reply_to)


def _retire_last_prompt(step: Step, place: Place) -> None:
    """One question at a time has buttons; a skipped one gets another text instead."""
    prompts_so_far = place.stored.session.prompts
    number = prompts_so_far[-1].message_id if prompts_so_far else None
    if number is not None:
        step.remove_keyboard(place.person.chat, number)


def _prompt(step: Step, place: Place, session: Session, asked: AskQuestion | EndDay) -> Message:
    _, at = place.wording, setting(step, place)
    if isinstance(asked, AskQuestion):
        return prompts.prompt(_, session, asked.question, asked.lead, at)
    again = any(prompt.question is None for prompt in place.stored.session.prompts)
    return prompts.end_of_day(_, session, at, _then(step, place), again=again)


def _then(step: Step, place: Place) -> Markup:
    """What comes after this day."""
    _, work = place.wording, step.work
    if place.stored.day == len(place.workshop.flow.days):
        titles = [d.title for d in work.destinations.of(place.workshop.id)]
        return prompts.what_happens_next(_, tuple(titles))
    coming = coming_up(step, place.workshop)
    if coming is None:
        return Markup()
    return prompts.next_day(_, coming[1], place.workshop.zone, work.now)
