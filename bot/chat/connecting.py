"""Groups and channels: /connect, and the bot being added or removed. Nothing else is said there."""

from bot.chat import helping
from bot.chat.incoming import BotMoved, SaidInGroup
from bot.chat.talk import Handler, Talk, WorkshopHandler
from bot.messages import connecting as messages
from bot.messages.wording import Wording, in_language, nearest
from bot.service import connecting, rights
from bot.service.step import Step
from flows.ids import ChatId
from flows.workshop import Person, Workshop
from storage.dialogs import Dialog

ASKED = "channel"
"""The dialog that remembers which channel the bot was added to."""

PREFIX = "g_"


def said_in_group(step: Step, said: SaidInGroup) -> None:
    """Handle /connect; nothing else in a group is the bot's business.

    A link that adds the bot to a group says `/start@bot TOKEN` there. In a channel nobody is
    named as the sender, but only its administrators can write.
    """
    words = said.text.split()
    if not words or not _for_this_bot(step, words[0]):
        return
    command, token = _command(words[0]), words[1] if len(words) > 1 else ""
    if command == "connect" or (command == "start" and token.startswith(PREFIX)):
        _connect(step, said, token)


def _connect(step: Step, said: SaidInGroup, token: str) -> None:
    person = step.work.people.by_chat(said.sender.chat) if said.sender else None
    _ = _wording(said, person)
    workshop = step.work.workshops.by_connect_token(token) if token else None
    if not token:
        step.say(said.chat, messages.no_code(_))
    elif workshop is None:
        step.say(said.chat, messages.unknown_code(_))
    elif said.kind == messages.CHANNEL and said.sender is None:
        connecting.connect_channel(step, workshop, said.chat, said.title)
    elif person is not None and rights.facilitates(step.work, person, workshop.id):
        connecting.connect_aloud(step, workshop, said.chat, said.kind, said.title)
    else:
        step.say(said.chat, messages.only_facilitators(in_language(workshop.language)))


def bot_moved(step: Step, moved: BotMoved) -> None:
    """The bot was added to a group or channel, or taken out.

    In groups /connect or the link's /start follows; a channel's link carries no token, so the
    facilitator who added the bot is asked.
    """
    if not moved.present:
        connecting.removed(step, moved.chat, moved.title)
        return
    person = step.work.people.by_chat(moved.sender.chat)
    if moved.kind != messages.CHANNEL or person is None:
        return
    if connecting.added_to_channel(step, person, moved.chat, moved.title, can_post=moved.can_post):
        facts = {"chat": moved.chat, "title": moved.title}
        step.work.dialogs.put(person.id, Dialog(ASKED, facts), step.work.now)


def _destination(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    destinations = talk.work.destinations.of(workshop.id)
    talk.show(messages.where_to(talk.wording, workshop, destinations, talk.step.bot))


def _yes(talk: Talk, workshop: Workshop, chat: str) -> None:
    title = _asked(talk, chat)
    if title is None:
        helping.stale(talk)
        return
    talk.expect_nothing()
    talk.settle(messages.chosen(talk.wording, workshop, title))
    connecting.connect(talk.step, workshop, ChatId(int(chat)), messages.CHANNEL, title)


def _no(talk: Talk, chat: str) -> None:
    title = _asked(talk, chat)
    if title is None:
        helping.stale(talk)
        return
    talk.expect_nothing()
    talk.settle(messages.not_connected(talk.wording, title))


def _asked(talk: Talk, chat: str) -> str | None:
    """The title of the channel that this person was asked about; None if it is another."""
    dialog = talk.work.dialogs.get(talk.person.id)
    if dialog is None or dialog.expects != ASKED or str(dialog.facts["chat"]) != chat:
        return None
    return str(dialog.facts["title"])


def _disconnect(talk: Talk, workshop: Workshop, chat: str) -> None:
    number = chat.removeprefix("-")
    off = None
    if number.isdecimal():
        off = connecting.disconnect(talk.step, workshop, ChatId(int(chat)))
    if off is None:
        helping.stale(talk)
    else:
        talk.settle(messages.disconnected(talk.wording, off.title))


def _command(word: str) -> str:
    return word.removeprefix("/").partition("@")[0].lower() if word.startswith("/") else ""


def _for_this_bot(step: Step, word: str) -> bool:
    """Whether a command names this bot, or none."""
    bot = word.partition("@")[2]
    return not bot or bot.lower() == step.bot.lower()


def _wording(said: SaidInGroup, person: Person | None) -> Wording:
    """The language of whoever typed it; German where nobody is named."""
    if person is not None:
        return in_language(person.language)
    return in_language(nearest(said.sender.language_code if said.sender else None))


TAPS: dict[str, Handler] = {"channelno": _no}
WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "dest": _destination,
    "destoff": _disconnect,
    "channel": _yes,
}
