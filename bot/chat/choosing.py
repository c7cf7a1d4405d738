"""Answering with buttons: one choice, several, or a step of a scale."""

from bot.chat import helping
from bot.chat.own import numbered, on_own_question, take_turn
from bot.chat.talk import Handler, Talk
from bot.messages.keyboards import answer_rows, from_mask
from flows import engine


def _pick(talk: Talk, arguments: str) -> None:
    """One option of a choice or step of a scale."""
    found = on_own_question(talk, arguments)
    if found is None or not found[2]:
        helping.stale(talk)
        return
    stored, question, (option, *_) = found
    chosen = engine.choose(stored.session, question, (option,), talk.work.now)
    take_turn(talk, stored, chosen)


def _tick(talk: Talk, arguments: str) -> None:
    """Tick or untick one of several options; nothing is stored before Done."""
    found = numbered(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    stored, question, mask = found
    if stored.session.open != question:
        closed = engine.choose(stored.session, question, (), talk.work.now)
        take_turn(talk, stored, closed)
        return
    asked, number = stored.session.question(question), stored.session.number(question)
    ticked = from_mask(asked, mask)
    rows = answer_rows(talk.wording, stored.session.id, number, asked, ticked)
    if talk.pressed:
        talk.step.change_keyboard(talk.person.chat, talk.message_id, rows)


def _ticked(talk: Talk, arguments: str) -> None:
    """Done: what is ticked is the answer."""
    found = numbered(talk, arguments)
    if found is None:
        helping.stale(talk)
        return
    stored, question, mask = found
    options = from_mask(stored.session.question(question), mask)
    take_turn(talk, stored, engine.choose(stored.session, question, options, talk.work.now))


TAPS: dict[str, Handler] = {"pick": _pick, "tick": _tick, "ticked": _ticked}
