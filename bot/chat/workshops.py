"""The card of a workshop and what is behind it: switching, changing, deleting."""

from collections.abc import Callable
from dataclasses import replace

from bot.chat import helping, running, summarising
from bot.chat.talk import DialogHandler, Handler, Talk, WorkshopHandler
from bot.messages import keeping as messages
from bot.messages import setting_up as forms
from bot.messages.message import Message
from bot.messages.wording import LANGUAGES
from bot.service import keeping, rights, setting_up
from bot.service.card import card
from flows.ids import WorkshopId
from flows.workshop import Workshop
from storage.dialogs import Dialog

EDIT = "workshop_edit"
LONGEST = {"title": 100, "host": 200, "contact": 200, "zone": 60}
"""What can be changed by typing, with the most characters."""


def show_card(talk: Talk, workshop: Workshop) -> None:
    """The card in place of the message whose button was pressed."""
    talk.show(card(talk.step, workshop, talk.wording))


def send_card(talk: Talk, workshop: Workshop) -> None:
    """The card, fresh at the bottom."""
    talk.say(card(talk.step, workshop, talk.wording))


def _card_command(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    send_card(talk, workshop)


def _card_tap(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    talk.expect_nothing()
    show_card(talk, workshop)


def _choose(talk: Talk, _arguments: str) -> None:
    theirs = talk.work.workshops.facilitated_by(talk.person.id)
    current = rights.current_workshop(talk.work, talk.person)
    talk.say(messages.choose(talk.wording, theirs, current))


def _switch(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    setting_up.choose(talk.step, talk.person, workshop)
    show_card(talk, workshop)


def _more(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    talk.expect_nothing()
    talk.show(messages.more(talk.wording, workshop))


def _edit(talk: Talk, workshop: Workshop, field: str) -> None:
    if field not in LONGEST:
        helping.stale(talk)
        return
    talk.show(messages.ask(talk.wording, workshop, field))
    known = talk.message_id if talk.pressed else None
    talk.expect(EDIT, known, workshop=workshop.id, field=field)


def _typed(talk: Talk, dialog: Dialog, text: str) -> None:
    """The new title, host, contact or zone."""
    workshop = rights.facilitated(talk.work, talk.person, WorkshopId(dialog.facts["workshop"]))
    if workshop is None:
        talk.expect_nothing()
        helping.stale(talk)
        return
    field, words = dialog.facts["field"], " ".join(text.split())
    changed = _with(workshop, field, words)
    if isinstance(changed, Workshop):
        talk.work.workshops.save(changed)
        talk.expect_nothing()
        if dialog.message_id is not None:
            talk.step.settle(talk.person.chat, dialog.message_id, messages.changed(talk.wording))
        talk.say(messages.more(talk.wording, changed, messages.changed(talk.wording)))
    else:
        talk.say(changed(talk))


def _with(workshop: Workshop, field: str, words: str) -> Workshop | Callable[[Talk], Message]:
    """The workshop with the change, or what to say instead."""
    if len(words) > LONGEST[field]:
        return lambda talk: forms.too_long(talk.wording, LONGEST[field])
    if field == "contact" and "@" not in words:
        return lambda talk: forms.no_contact(talk.wording)
    if field == "zone":
        zone = keeping.find_zone(words)
        if zone is None:
            return lambda talk: messages.unknown_zone(talk.wording)
        return replace(workshop, zone=zone)
    if field == "title":
        return replace(workshop, title=words)
    return replace(workshop, host=words) if field == "host" else replace(workshop, contact=words)


def _language(talk: Talk, workshop: Workshop, language: str) -> None:
    if language not in LANGUAGES:
        talk.show(messages.choose_language(talk.wording, workshop))
        return
    changed = replace(workshop, language=language)
    talk.work.workshops.save(changed)
    talk.show(messages.more(talk.wording, changed, messages.changed(talk.wording)))


def _new_link(talk: Talk, workshop: Workshop, answer: str) -> None:
    if answer != "yes":
        talk.show(messages.ask_new_link(talk.wording, workshop))
        return
    renewed = keeping.new_invitation(talk.step, workshop)
    talk.settle(messages.new_link(talk.wording))
    send_card(talk, renewed)


def _delete(talk: Talk, workshop: Workshop, answer: str) -> None:
    if answer == "yes":
        keeping.delete(talk.step, workshop, talk.person)
        talk.settle(messages.deleted(talk.wording, workshop.title))
        return
    people = len(talk.work.participants.joined(workshop.id))
    answers = len(talk.work.summaries.answers(workshop.id))
    talk.show(messages.ask_delete(talk.wording, workshop, people, answers))


def _delete_command(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    _delete(talk, workshop, "")


def _go(talk: Talk, workshop: Workshop, command: str) -> None:
    """A button of the card that does what a command does, at the bottom of the chat."""
    commands = {**running.WORKSHOP_COMMANDS, **summarising.WORKSHOP_COMMANDS}
    if command not in commands:
        helping.stale(talk)
        return
    commands[command](replace(talk, callback_id=None), workshop, "")


TEAM_COMMANDS: dict[str, Handler] = {"workshops": _choose}
WORKSHOP_COMMANDS: dict[str, WorkshopHandler] = {
    "workshop": _card_command,
    "delete": _delete_command,
}
WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "card": _card_tap,
    "switch": _switch,
    "go": _go,
    "wmore": _more,
    "wedit": _edit,
    "wlang": _language,
    "wlink": _new_link,
    "wdel": _delete,
}
DIALOGS: dict[str, DialogHandler] = {EDIT: _typed}
