"""The introduction and the last paragraph, typed by facilitators."""

from dataclasses import replace

from bot.chat import helping
from bot.chat.talk import DialogHandler, Talk, WorkshopHandler
from bot.messages import own_words as words
from bot.messages.own_words import LONGEST, Part
from bot.messages.shortening import units
from bot.messages.wording import in_language
from bot.service import rights
from bot.service.compiling import event_of
from bot.service.wording_themes import of_people
from flows.ids import WorkshopId
from flows.workshop import Workshop
from storage.dialogs import Dialog

EXPECTS = "own_words"


def _part(named: object) -> Part | None:
    match named:
        case "introduction":
            return "introduction"
        case "closing":
            return "closing"
        case _:
            return None


def _ask(talk: Talk, workshop: Workshop, arguments: str) -> None:
    part = _part(arguments)
    if part is None:
        helping.stale(talk)
        return
    current = getattr(talk.work.summaries.draft(workshop.id), part)
    suggested = _suggestion(talk, workshop, part)
    talk.show(words.ask(talk.wording, workshop, part, current, suggested))
    talk.expect(EXPECTS, workshop=workshop.id, part=part)


def _use_suggestion(talk: Talk, workshop: Workshop, arguments: str) -> None:
    part = _part(arguments)
    if part is None:
        helping.stale(talk)
    else:
        _store(talk, workshop, part, _suggestion(talk, workshop, part))


def _remove(talk: Talk, workshop: Workshop, arguments: str) -> None:
    part = _part(arguments)
    if part is None:
        helping.stale(talk)
    else:
        _store(talk, workshop, part, "")


def _typed(talk: Talk, dialog: Dialog, text: str) -> None:
    """The text that was asked for; the right is checked again, for it may be gone."""
    part, number = _part(dialog.facts.get("part")), WorkshopId(dialog.facts["workshop"])
    workshop = rights.facilitated(talk.work, talk.person, number)
    if workshop is None or part is None:
        talk.expect_nothing()
        helping.stale(talk)
    elif units(text) > LONGEST:
        talk.say(words.too_long(talk.wording, units(text)))
    else:
        tells = bool(of_people(talk.work, workshop, [text], but=talk.person.id))
        _store(talk, workshop, part, text, tells=tells)


def _store(talk: Talk, workshop: Workshop, part: Part, text: str, *, tells: bool = False) -> None:
    talk.expect_nothing()
    draft = talk.work.summaries.draft(workshop.id)
    if part == "introduction":
        draft = replace(draft, introduction=text)
    else:
        draft = replace(draft, closing=text)
    talk.work.summaries.save(workshop.id, draft)
    talk.show(words.stored(talk.wording, workshop, part, text, tells=tells))


def _suggestion(talk: Talk, workshop: Workshop, part: Part) -> str:
    return words.suggestion(in_language(workshop.language), part, event_of(talk.work, workshop))


WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "sumtext": _ask,
    "sumuse": _use_suggestion,
    "sumclear": _remove,
}

DIALOGS: dict[str, DialogHandler] = {EXPECTS: _typed}
