"""Setting a workshop up: /new, guided in five steps or in one line, and taking the bot over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from bot.chat import helping, workshops
from bot.chat.speaking import speak
from bot.chat.talk import DialogHandler, Handler, Talk, WorkshopHandler
from bot.messages import setting_up as messages
from bot.messages.message import Message
from bot.messages.wording import LANGUAGES
from bot.service import owning, rights, setting_up
from bot.service.setup_form import Asked, SetupForm, from_facts
from flows.calendar import wall_clock
from flows.ids import MessageId
from flows.library import flow_among
from flows.script import Flow
from flows.workshop import Workshop
from storage.dialogs import Dialog

FORM = "setup"
LONGEST_TITLE = 100
LONGEST_LINE = 200
"""Of a host or a contact, in characters."""


def take_over(talk: Talk, token: str) -> bool:
    """Make whoever opened the one-time link the owner; False where the link holds no more."""
    person = owning.take_over(talk.step, talk.person, token)
    if person is None:
        return False
    talk.say(messages.owner(talk.wording, person.first_name))
    return True


def _new(talk: Talk, arguments: str) -> None:
    """`/new` · `/new FLOW` · `/new FLOW TITLE…`."""
    if not arguments:
        _ask(talk, SetupForm())
        return
    found = setting_up.find_flow(talk.work.flows, arguments)
    if found is None:
        _no_such_flow(talk, SetupForm(), arguments, None)
        return
    flow, title = found
    if not title:
        _ask(talk, SetupForm().answered(flow.id))
    elif len(title) > LONGEST_TITLE:
        talk.say(messages.too_long(talk.wording, LONGEST_TITLE))
    else:
        workshop, _person = setting_up.create(talk.step, talk.person, flow, title)
        _show_missing(talk, workshop)


def _show_missing(talk: Talk, workshop: Workshop) -> None:
    missing = setting_up.missing(talk.step, workshop)
    things = messages.lacking(
        talk.wording,
        date=Asked.DATE in missing,
        host=Asked.HOST in missing,
        contact=Asked.CONTACT in missing,
    )
    talk.say(messages.set_up(talk.wording, workshop, things))


def _continue(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    """Ask for what a workshop still lacks."""
    form = setting_up.form_for(talk.step, workshop)
    if form.done:
        workshops.show_card(talk, workshop)
    else:
        _ask(talk, form)


def _ask(talk: Talk, form: SetupForm, message_id: MessageId | None = None) -> None:
    """Put the form's step, into the message that holds the form where it is known."""
    known = talk.message_id if talk.pressed else message_id
    message = _question(talk, form)
    if known is None:
        talk.say(message)
    else:
        talk.step.edit(talk.person.chat, known, message)
    talk.expect(FORM, known, **form.facts())


def _question(talk: Talk, form: SetupForm) -> Message:
    _, number, steps = talk.wording, form.at + 1, len(form.asks)
    match form.step:
        case Asked.FLOW:
            return messages.choose_flow(_, talk.work.flows)
        case Asked.TITLE:
            suggestion = _flow(talk, form).title.in_language(talk.person.language)
            return messages.ask_title(_, number, steps, suggestion)
        case Asked.HOST:
            return messages.ask_host(_, number, steps)
        case Asked.CONTACT:
            return messages.ask_contact(_, number, steps)
        case Asked.DATE:
            example = wall_clock(talk.work.now, setting_up.default_zone(talk.step)).date()
            flow = _flow(talk, form)
            return messages.ask_date(_, number, steps, flow, example + timedelta(days=7))


def _typed(talk: Talk, dialog: Dialog, text: str) -> None:
    """The answer to the step that was asked."""
    form = _form(talk, dialog)
    if form is None:
        talk.expect_nothing()
        helping.stale(talk)
        return
    words = " ".join(text.split())
    match form.step:
        case Asked.FLOW:
            found = setting_up.find_flow(talk.work.flows, words)
            if found is None and words in (numbers := _numbered(talk)):
                _ask(talk, form.answered(numbers[words].id), dialog.message_id)
            elif found is None:
                _no_such_flow(talk, form, words, dialog.message_id)
            else:
                _ask(talk, form.answered(found[0].id), dialog.message_id)
        case Asked.TITLE:
            _take_line(talk, form, words, dialog, LONGEST_TITLE)
        case Asked.CONTACT if "@" not in words:
            talk.say(messages.no_contact(talk.wording))
        case Asked.HOST | Asked.CONTACT:
            _take_line(talk, form, words, dialog, LONGEST_LINE)
        case Asked.DATE:
            _take_date(talk, form, words, dialog.message_id)
        case _ as never:
            assert_never(never)


def _numbered(talk: Talk) -> dict[str, Flow]:
    """The flows by the number that they have in the list."""
    return {str(number): flow for number, flow in enumerate(talk.work.flows, 1)}


def _take_line(talk: Talk, form: SetupForm, words: str, dialog: Dialog, most: int) -> None:
    if len(words) > most:
        talk.say(messages.too_long(talk.wording, most))
    else:
        _go_on(talk, form.answered(words), dialog.message_id)


def _take_date(talk: Talk, form: SetupForm, words: str, message_id: MessageId | None) -> None:
    now, zone = talk.work.now, setting_up.default_zone(talk.step)
    if form.workshop_id is not None:
        zone = talk.work.workshops.get(form.workshop_id).zone
    example = wall_clock(now, zone).date() + timedelta(days=7)
    slots = setting_up.read_days(_flow(talk, form), words, now, zone)
    if slots is None:
        talk.say(messages.no_date(talk.wording, example))
    elif setting_up.over_already(slots, now, zone):
        talk.say(messages.past_date(talk.wording, example))
    else:
        _go_on(talk, form.answered(words), message_id)


def _go_on(talk: Talk, form: SetupForm, message_id: MessageId | None) -> None:
    if form.done:
        _finish(talk, form, message_id)
    else:
        _ask(talk, form, message_id)


def _finish(talk: Talk, form: SetupForm, message_id: MessageId | None) -> None:
    """Everything was asked: set the workshop up, or complete it, and show its card."""
    given, flow = form.given, _flow(talk, form)
    talk.expect_nothing()
    if form.workshop_id is None:
        workshop, person = setting_up.create(talk.step, talk.person, flow, given[Asked.TITLE])
        talk = replace(talk, person=person)
    else:
        workshop = talk.work.workshops.get(form.workshop_id)
    workshop = replace(
        workshop,
        host=given.get(Asked.HOST, workshop.host),
        contact=given.get(Asked.CONTACT, workshop.contact),
    )
    talk.work.workshops.save(workshop)
    if Asked.DATE in given:
        slots = setting_up.read_days(flow, given[Asked.DATE], talk.work.now, workshop.zone)
        if slots is not None:
            setting_up.plan(talk.step, workshop, slots)
    known = talk.message_id if talk.pressed else message_id
    if known is not None:
        talk.step.settle(talk.person.chat, known, messages.ready(talk.wording, workshop))
    workshops.send_card(talk, workshop)


def _tapped(talk: Talk, arguments: str) -> None:
    """`new` begins; `new:…` belongs to the form that is under way."""
    what, _, name = arguments.partition(":")
    if not what:
        _ask(talk, SetupForm())
        return
    if what == "questions":
        _show_questions(talk, name)
        return
    dialog = talk.work.dialogs.get(talk.person.id)
    form = _form(talk, dialog)
    if what == "flow" and flow_among(talk.work.flows, name) is not None:
        _ask(talk, SetupForm().answered(name))
    elif dialog is None or form is None or what not in _TAPS:
        helping.stale(talk)
    else:
        _TAPS[what](talk, form, dialog)


def _form(talk: Talk, dialog: Dialog | None) -> SetupForm | None:
    """The form that is under way; None where there is none, or its workshop is theirs no more."""
    if dialog is None or dialog.expects != FORM:
        return None
    form = from_facts(dialog.facts)
    if form.workshop_id is None or rights.facilitates(talk.work, talk.person, form.workshop_id):
        return form
    return None


def _suggested(talk: Talk, form: SetupForm, dialog: Dialog) -> None:
    if form.step is Asked.TITLE:
        title = _flow(talk, form).title.in_language(talk.person.language)
        _go_on(talk, form.answered(title), dialog.message_id)
    else:
        helping.stale(talk)


def _later(talk: Talk, form: SetupForm, dialog: Dialog) -> None:
    if form.step is Asked.DATE:
        _go_on(talk, form.passed_over(), dialog.message_id)
    else:
        helping.stale(talk)


def _cancel(talk: Talk, form: SetupForm, _dialog: Dialog) -> None:
    talk.expect_nothing()
    existing = form.workshop_id is not None
    said = messages.left_as_it_is if existing else messages.cancelled
    talk.settle(said(talk.wording))


_TAPS: dict[str, Callable[[Talk, SetupForm, Dialog], None]] = {
    "back": lambda talk, form, dialog: _ask(talk, form.back(), dialog.message_id),
    "again": lambda talk, form, dialog: _ask(talk, replace(form, at=0), dialog.message_id),
    "suggestion": _suggested,
    "later": _later,
    "cancel": _cancel,
}


def _show_questions(talk: Talk, flow_id: str) -> None:
    flows = talk.work.flows
    flow = flow_among(flows, flow_id) or flows[0]
    others = [other for other in flows if other.id != flow.id]
    talk.show(messages.flow_questions(talk.wording, flow, others))


def _no_such_flow(talk: Talk, form: SetupForm, typed: str, message_id: MessageId | None) -> None:
    flows = talk.work.flows
    talk.say(messages.unknown_flow(talk.wording, flows, setting_up.like(flows, typed)))
    talk.expect(FORM, message_id, **form.facts())


def _flow(talk: Talk, form: SetupForm) -> Flow:
    """The flow that the form is about."""
    if form.workshop_id is not None:
        return talk.work.workshops.get(form.workshop_id).flow
    flows = talk.work.flows
    return flow_among(flows, form.given[Asked.FLOW]) or flows[0]


def _owner_language(talk: Talk, language: str) -> None:
    if language not in LANGUAGES or not talk.person.owner:
        helping.stale(talk)
        return
    spoken = speak(talk, language)
    spoken.show(messages.owner(spoken.wording, spoken.person.first_name))


TEAM_COMMANDS: dict[str, Handler] = {"new": _new}
TEAM_TAPS: dict[str, Handler] = {"new": _tapped, "ownlang": _owner_language}
WORKSHOP_TAPS: dict[str, WorkshopHandler] = {"newmore": _continue}
DIALOGS: dict[str, DialogHandler] = {FORM: _typed}
