"""From what arrived to the handler that answers it, with the rights of whoever did it."""

from dataclasses import replace
from typing import assert_never

from bot.chat import connecting, consenting, helping
from bot.chat.answering import receive, revise
from bot.chat.incoming import (
    BotBlocked,
    BotMoved,
    Edited,
    GroupMigrated,
    Incoming,
    Irrelevant,
    Pressed,
    Said,
    SaidInGroup,
    Sender,
    Showed,
)
from bot.chat.routes import (
    COMMANDS,
    DIALOGS,
    TAPS,
    TEAM_COMMANDS,
    TEAM_TAPS,
    WORKSHOP_COMMANDS,
    WORKSHOP_TAPS,
)
from bot.chat.talk import Talk
from bot.messages.wording import nearest
from bot.service import owning, reaching, returning, rights
from bot.service.step import Step
from flows.ids import MessageId, WorkshopId
from flows.replies import Edit, Reply
from flows.workshop import Person, Reach, Workshop
from storage.work import Work

LOOKING_ONLY = frozenset({"help", "language", "privacy", "mydata", "connect"})
"""Commands that leave a form waiting: they answer, and ask for nothing themselves."""

LONGEST_LABEL = 40
"""Longer texts are not compared with the labels of buttons."""

_MARKS = str.maketrans("", "", '“”„«»"')


def dispatch(step: Step, incoming: Incoming) -> None:
    """Let what arrived have its effect, on this step's work."""
    match incoming:
        case Said():
            _said(step, incoming)
        case Edited():
            _edited(step, incoming)
        case Showed():
            talk = _talk(step, incoming.sender, incoming)
            helping.not_text(talk, incoming.medium, captioned=incoming.captioned)
            _forget_stranger(step, talk.person)
        case Pressed():
            _pressed(step, incoming)
        case SaidInGroup():
            connecting.said_in_group(step, incoming)
        case BotMoved():
            connecting.bot_moved(step, incoming)
        case BotBlocked():
            _blocked(step, incoming)
        case GroupMigrated():
            step.work.destinations.migrate(incoming.old, incoming.new)
            step.work.outbox.migrate(incoming.old, incoming.new)
        case Irrelevant():
            pass
        case _:
            assert_never(incoming)


def _said(step: Step, said: Said) -> None:
    talk = _talk(step, said.sender, said)
    text = said.text.strip()
    if text.startswith("/"):
        _command(talk, text)
    else:
        _text(talk, said)
    _forget_stranger(step, talk.person)


def _command(talk: Talk, text: str) -> None:
    """`/name@bot arguments`; most commands end a form that was waiting for a text."""
    word, _, arguments = text[1:].partition(" ")
    name = word.partition("@")[0].lower()
    if name not in LOOKING_ONLY:
        talk.expect_nothing()
    if name in COMMANDS:
        COMMANDS[name](talk, arguments.strip())
    elif name in TEAM_COMMANDS:
        if rights.may_set_up(talk.work, talk.person):
            TEAM_COMMANDS[name](talk, arguments.strip())
        else:
            helping.refuse(talk, name)
    elif name in WORKSHOP_COMMANDS:
        workshop = rights.current_workshop(talk.work, talk.person)
        if workshop is not None:
            WORKSHOP_COMMANDS[name](talk, workshop, arguments.strip())
        elif rights.may_set_up(talk.work, talk.person):
            helping.no_workshop_yet(talk)
        else:
            helping.refuse(talk, name)
    else:
        helping.unknown_command(talk, name)


def _text(talk: Talk, said: Said) -> None:
    """A button's label, the text that a form waits for, or an answer to a question."""
    pressed = _button_meant(talk.work, talk.person, said.text, said.reply_to)
    dialog = talk.work.dialogs.get(talk.person.id)
    answers_question = said.reply_to is not None and not (
        dialog is not None and dialog.message_id == said.reply_to
    )
    if pressed is not None:
        _tap(talk, pressed)
    elif dialog is not None and not answers_question and dialog.expects in DIALOGS:
        DIALOGS[dialog.expects](talk, dialog, said.text.strip())
    elif said.reply_to is not None or not consenting.show_again(talk):
        receive(talk, Reply(said.message_id, said.at, said.text, said.reply_to))


def means_button(work: Work, person: Person, reply: Reply) -> bool:
    """Whether a text means a button under a message to a person."""
    return _button_meant(work, person, reply.text, reply.to) is not None


def _button_meant(work: Work, person: Person, text: str, reply_to: MessageId | None) -> str | None:
    """The callback data of the button that was typed."""
    label = _label_meant(work, person, text)
    return label or consenting.typed(work, person, text, reply_to)


def _label_meant(work: Work, person: Person, text: str) -> str | None:
    """The callback data of the button whose label was typed; of the newest keyboard only.

    A bare number is the step of a scale, which is an answer like any other: it can come late.
    """
    if len(text) > LONGEST_LABEL or text.strip().isdecimal():
        return None
    newest = work.outbox.last_keyboard(person.chat)
    if newest is None:
        return None
    _, body = newest
    typed = _plain(text)
    for row in body["reply_markup"]["inline_keyboard"]:
        for button in row:
            if _plain(button["text"]) == typed and "callback_data" in button:
                return str(button["callback_data"])
    return None


def _plain(label: str) -> str:
    """A label without what phones write in several ways: quotation marks, capitals."""
    return label.translate(_MARKS).strip().casefold()


def _edited(step: Step, edited: Edited) -> None:
    talk = _talk(step, edited.sender, edited)
    revise(talk, Edit(edited.message_id, edited.at, edited.text))
    _forget_stranger(step, talk.person)


def _pressed(step: Step, pressed: Pressed) -> None:
    person = _known(step, pressed.sender)
    talk = Talk(step, person, pressed.message_id, pressed.callback_id)
    if pressed.chat == pressed.sender.chat:
        _tap(talk, pressed.data)
    # Every tap needs an answer, or the button goes on spinning; a handler's own one has come first.
    step.toast(pressed.callback_id)
    _forget_stranger(step, person)


def _tap(talk: Talk, data: str) -> None:
    verb, _, rest = data.partition(":")
    if verb in TAPS:
        TAPS[verb](talk, rest)
    elif verb in TEAM_TAPS:
        if rights.may_set_up(talk.work, talk.person):
            TEAM_TAPS[verb](talk, rest)
        else:
            helping.stale(talk)
    elif verb in WORKSHOP_TAPS:
        number, _, rest = rest.partition(":")
        workshop = _facilitated(talk, number)
        if workshop is None:
            helping.stale(talk)
        else:
            WORKSHOP_TAPS[verb](talk, workshop, rest)
    else:
        helping.stale(talk)


def _blocked(step: Step, event: BotBlocked) -> None:
    person = step.work.people.by_chat(event.sender.chat)
    if person is None:
        return
    if event.blocked:
        reaching.lost(step.work, person, Reach.BLOCKED)
    elif person.reach is not Reach.REACHABLE:
        returning.returned(step, reaching.found(step.work, person))


def _facilitated(talk: Talk, number: str) -> Workshop | None:
    """The workshop with this number, if the person facilitates it."""
    if not number.isdecimal():
        return None
    return rights.facilitated(talk.work, talk.person, WorkshopId(int(number)))


def _talk(step: Step, sender: Sender, arrived: Said | Edited | Showed) -> Talk:
    return Talk(step, _known(step, sender), arrived.message_id)


def _known(step: Step, sender: Sender) -> Person:
    """The person behind a message, as they are called today; who writes is reachable."""
    person = step.work.people.by_chat(sender.chat)
    if person is None:
        language = nearest(sender.language_code)
        known = step.work.people.add(sender.chat, sender.name, language, step.work.now)
        return owning.recognise(step, known)
    if person.reach is not Reach.REACHABLE:
        person = reaching.found(step.work, person)
    if person.name != sender.name:
        person = replace(person, name=sender.name)
        step.work.people.save(person)
    return person


def _forget_stranger(step: Step, person: Person) -> None:
    """Store nothing about people who have nothing to do with any workshop."""
    step.work.people.forget_strangers(person.id)
