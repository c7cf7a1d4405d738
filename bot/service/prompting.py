"""Putting questions to participants, and carrying out what follows from turns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.messages import prompts
from bot.messages.in_posts import Posted
from bot.messages.looking_back import LookBack
from bot.messages.message import Message
from bot.service import withdrawing
from bot.service.looking_back import look_back, recalled
from bot.service.noticing import Names, notice, undecided
from bot.service.place import Place, coming_up, places_of, setting
from bot.service.remarks import remark
from bot.service.rewording import reworded
from bot.service.step import Step
from flows import engine
from flows.effects import AnswerWithdrawn, AskQuestion, EndDay, QuestionSkipped
from flows.ids import MessageId
from flows.rounds import Round, RoundState
from flows.turn import Turn
from flows.workshop import Participant
from storage.calls import Lane
from storage.session_saving import PromptId


@dataclass(frozen=True, slots=True)
class Consequence:
    """A turn that is to be carried out.

    Attributes:
        place: the session as it was before the turn, and what is around it.
        turn: what the engine decided.
        lane: who goes first, for the question that is asked.
        key: makes the question unique beyond its step.
        repeatable: whether the question may be sent again if it was perhaps delivered.
        reply_to: the message that remarks refer to.
        look_back: what the day before came to, for the first question of a day.
    """

    place: Place
    turn: Turn
    lane: Lane = Lane.REPLY
    key: str | None = None
    repeatable: bool = True
    reply_to: MessageId | None = None
    look_back: LookBack | None = None


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
    step: Step, round_: Round, *participants: Participant, lane: Lane = Lane.BROADCAST
) -> None:
    """Open a round for participants: their sessions, and the first question. Harmless twice.

    Who comes back into a round that they had begun gets the open question once more.
    """
    ids = [participant.id for participant in participants]
    stored = step.work.sessions.begin_all(round_.id, ids)
    places = places_of(step.work, stored)
    # What everybody reads above their first question is looked up once.
    before = look_back(step.work, places[0].workshop, round_.day) if places else None
    carry_out_all(step, [_beginning(place, lane, before) for place in places])


def _beginning(place: Place, lane: Lane, before: LookBack | None) -> Consequence:
    session = place.stored.session
    turn = engine.open_round(session)
    if not turn.effects and session.open is not None:
        return Consequence(place, engine.show(session))
    key = f"round:{place.round.id}:{place.participant.id}:open"
    return Consequence(place, turn, lane, key, look_back=before)


def carry_out(step: Step, place: Place, turn: Turn, *, reply_to: MessageId | None = None) -> None:
    """Store what a turn changed and say what follows from it; see `Consequence`."""
    carry_out_all(step, [Consequence(place, turn, reply_to=reply_to)])


def carry_out_all(step: Step, consequences: Sequence[Consequence]) -> None:
    """Store what turns changed and say what follows from them; each session is in it once."""
    changes = [(one.place.stored.session, one.turn.session) for one in consequences]
    prompt_ids = step.work.sessions.save_all(changes)
    names = Names(step.work)
    posted = [_posted(step, one) for one in consequences]
    for one, change in zip(consequences, changes, strict=True):
        reworded(step, one.place.workshop.id, change)
        withdrawing.revised(step, one.place.workshop, one.place.participant.id, *change)
    with step.together():
        for one, ids, stood in zip(consequences, prompt_ids, posted, strict=True):
            speak(step, one, ids, names, stood)


def speak(
    step: Step,
    consequence: Consequence,
    prompt_ids: Sequence[PromptId],
    names: Names,
    posted: Posted | None = None,
) -> None:
    """Say what follows from a turn that is stored.

    Args:
        step: what is said, is said with it.
        consequence: the turn.
        prompt_ids: those of its new prompts.
        names: of all who take part, kept over a batch.
        posted: what stood of an answer that the turn deletes in posts that are out; None where
            nothing is deleted, or no post is out.
    """
    place, turn = consequence.place, consequence.turn
    notice(step, place, turn.session, names)
    before = place.stored.session
    if any(prompt.message_id is None for prompt in before.prompts) and _asks(turn):
        # Who has answered a question, or is asked it anew, needs no second copy of it.
        step.work.outbox.overtake(before.id)
    ids = iter(prompt_ids)
    for effect in turn.effects:
        if isinstance(effect, AskQuestion | EndDay):
            if not any(isinstance(other, QuestionSkipped) for other in turn.effects):
                _retire_last_prompt(step, place)
            step.say(
                place.person.chat,
                _prompt(step, consequence, effect),
                lane=consequence.lane,
                key=consequence.key,
                repeatable=consequence.repeatable,
                workshop_id=place.workshop.id,
                prompt_id=next(ids),
            )
        else:
            remark(step, place, turn.session, effect, consequence.reply_to, posted)


def _posted(step: Step, one: Consequence) -> Posted | None:
    """What stands of an answer that is deleted in posts that are out, before they lose it."""
    for effect in one.turn.effects:
        if isinstance(effect, AnswerWithdrawn):
            number = step.work.summaries.answer_of(one.turn.session.id, effect.question)
            here = () if number is None else (number,)
            return withdrawing.posted(step.work, one.place.workshop, here)
    return None


def _asks(turn: Turn) -> bool:
    return any(isinstance(effect, AskQuestion | EndDay) for effect in turn.effects)


def _retire_last_prompt(step: Step, place: Place) -> None:
    """One question at a time has buttons; a skipped one gets another text instead."""
    prompts_so_far = place.stored.session.prompts
    number = prompts_so_far[-1].message_id if prompts_so_far else None
    if number is not None:
        step.remove_keyboard(place.person.chat, number)


def _prompt(step: Step, consequence: Consequence, asked: AskQuestion | EndDay) -> Message:
    place, session = consequence.place, consequence.turn.session
    _, at = place.wording, setting(step, place)
    if isinstance(asked, AskQuestion):
        at = replace(at, look_back=consequence.look_back)
        said = recalled(step, place, session, asked.question)
        return prompts.prompt(_, session, asked.question, asked.lead, at, said)
    again = any(prompt.question is None for prompt in place.stored.session.prompts)
    then, waiting = _then(step, place), undecided(step.work, session)
    return prompts.end_of_day(_, session, at, then, again=again, undecided=waiting)


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
