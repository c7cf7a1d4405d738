"""Where a message belongs, which version counts, what came too late: the person decides."""

from collections.abc import Callable

from bot.chat import helping
from bot.chat.own import numbered, on_own_question, own, take_turn
from bot.chat.talk import Handler, Talk
from bot.messages import answers
from bot.service import answering
from bot.service.late import ask_facilitators
from flows import late, replies
from flows.effects import NotNow
from flows.ids import MessageId
from flows.turn import Turn


def _version(decide: Callable[..., Turn]) -> Handler:
    """A tap `verb:SESSION:QUESTION:VERSION` that chooses between versions of an answer."""

    def handle(talk: Talk, arguments: str) -> None:
        found = numbered(talk, arguments)
        if found is None:
            helping.stale(talk)
            return
        stored, question, version = found
        turn = decide(stored.session, question, version, talk.work.now)
        if any(isinstance(effect, NotNow) for effect in turn.effects):
            take_turn(talk, stored, turn)
            return
        answering.turn(talk.step, stored, lambda _: Turn(turn.session))
        talk.show(answers.now_reads(talk.wording, turn.session, question))

    return handle


def _move(talk: Talk, arguments: str) -> None:
    """No, this message answers the open question."""
    session, _, number = arguments.partition(":")
    found = own(talk, session)
    if found is None or not number.isdecimal():
        helping.stale(talk)
        return
    stored = found[0]
    turn = replies.move_to_open(stored.session, MessageId(int(number)), talk.work.now)
    take_turn(talk, stored, turn)


def _belongs(talk: Talk, arguments: str) -> None:
    """The person says where an unclear message belongs."""
    session, _, number = arguments.partition(":")
    found = own(talk, session)
    if found is None or not number.isdecimal() or found[0].session.open is None:
        helping.stale(talk)
        return
    stored, asked = found[0], found[0].session.open
    title = talk.work.workshops.get(stored.workshop_id).title
    if answering.belongs_to(talk.step, talk.person, stored, MessageId(int(number))):
        talk.settle(answers.sorted_in(talk.wording, stored.session, asked, title))
    else:
        helping.stale(talk)


def _neither(talk: Talk, arguments: str) -> None:
    if arguments.isdecimal():
        talk.work.unclear.drop(talk.person.id, MessageId(int(arguments)))
    talk.settle(answers.dropped(talk.wording))


def _late_ask(talk: Talk, arguments: str) -> None:
    found = on_own_question(talk, arguments)
    if found is None or late.late_answer(found[0].session, found[1]) is None:
        helping.stale(talk)
        return
    ask_facilitators(talk.step, found[0], found[1])
    talk.settle(answers.asked_facilitators(talk.wording))


def _late_drop(talk: Talk, arguments: str) -> None:
    found = on_own_question(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    stored, question, _ = found
    answering.turn(talk.step, stored, lambda s: Turn(late.drop(s, question).session))
    talk.settle(answers.dropped(talk.wording))


TAPS: dict[str, Handler] = {
    "both": _version(replies.keep_both),
    "old": _version(replies.use_old),
    "move": _move,
    "belongs": _belongs,
    "neither": _neither,
    "lateask": _late_ask,
    "latedrop": _late_drop,
}
