"""Which round a facilitator's command or button is about."""

from bot.chat.talk import Talk
from flows.ids import RoundId
from flows.rounds import Round, RoundState
from flows.workshop import Workshop


def pressed_round(talk: Talk, workshop: Workshop, arguments: str) -> Round | None:
    """The round of this workshop whose id a button carries."""
    if not arguments.isdecimal():
        return None
    round_ = talk.work.rounds.find(RoundId(int(arguments)))
    return round_ if round_ is not None and round_.workshop_id == workshop.id else None


def typed_round(talk: Talk, workshop: Workshop, arguments: str) -> Round | None:
    """The round whose day was typed: `2`, `Tag 2`, `day 2`."""
    words = arguments.split()
    if not words or not words[-1].isdecimal() or len(words) > 2:  # noqa: PLR2004 - a word and a number
        return None
    day = int(words[-1])
    return next((one for one in talk.work.rounds.of(workshop.id) if one.day == day), None)


def open_rounds(talk: Talk, workshop: Workshop) -> list[Round]:
    """The rounds that are open now."""
    return [one for one in talk.work.rounds.of(workshop.id) if one.state is RoundState.OPEN]
