"""The quotes of a summary: asking their authors, reminding once, taking sentences off."""

from markupsafe import Markup

from bot.chat import helping
from bot.chat.talk import Talk, WorkshopHandler
from bot.messages import asking as words
from bot.service import asking
from flows.ids import AnswerId
from flows.workshop import Workshop


def _overview(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    _show(talk, workshop)


def _ask(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """`quoteask:WORKSHOP:SENTENCES:PEOPLE`: it asks as many as the button said, or nobody."""
    now = asking.standing(talk.work, workshop)
    if not now.to_ask:
        _show(talk, workshop)
    elif arguments != f"{now.to_ask}:{now.people}":
        _show(talk, workshop, words.changed_meanwhile(talk.wording))
    else:
        people = asking.ask(talk.step, workshop)
        _show(talk, workshop, words.asked(talk.wording, people))


def _remind(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    people = asking.remind(talk.step, workshop)
    _ = talk.wording
    _show(talk, workshop, words.reminded(_, people) if people else words.nobody_to_remind(_))


def _list(talk: Talk, workshop: Workshop, arguments: str) -> None:
    if arguments.isdecimal():
        _page(talk, workshop, int(arguments))
    else:
        helping.stale(talk)


def _take_off(talk: Talk, workshop: Workshop, arguments: str) -> None:
    answer, _, number = arguments.partition(":")
    if not answer.isdecimal() or not number.isdecimal():
        helping.stale(talk)
        return
    if not asking.take_off(talk.step, workshop, AnswerId(int(answer))):
        helping.stale(talk)
    _page(talk, workshop, int(number))


def _page(talk: Talk, workshop: Workshop, number: int) -> None:
    talk.show(words.page(talk.wording, workshop, asking.chosen(talk.work, workshop), number))


def _show(talk: Talk, workshop: Workshop, done: Markup | None = None) -> None:
    at = asking.standing(talk.work, workshop)
    talk.show(words.overview(talk.wording, workshop, at, done=done))


WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "quotes": _overview,
    "quoteask": _ask,
    "quoteremind": _remind,
    "quotelist": _list,
    "quoteoff": _take_off,
}
