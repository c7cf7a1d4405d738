"""What people do with their phones, in their chat with the bot and in groups and channels."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import assert_never

from bot.rehearsal.room.actions import (
    Block,
    Delete,
    DeleteAccount,
    Edit,
    OpenLink,
    PassOn,
    Personal,
    Press,
    Say,
    Sent,
    Start,
    SwitchLanguage,
    Unblock,
)
from bot.rehearsal.room.groups import choose_place
from bot.rehearsal.room.impossible import Impossible
from bot.rehearsal.room.scene import Scene, Someone
from bot.rehearsal.room.sending import require_short, send
from bot.rehearsal.standin import Channel, NoSuchButton, Phone, SeenMessage
from bot.rehearsal.standin.member import Member
from bot.rehearsal.standin.texts import LONGEST_CAPTION, LONGEST_TEXT

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_STARTED = re.compile(r"/start (\S+)")


def use_phone(scene: Scene, action: Personal) -> None:
    """Let somebody do something.

    Raises:
        Impossible: their app does not let them.
    """
    who = scene.person(action.person)
    if who.phone.person.deactivated:
        raise Impossible(
            lambda _: _(
                "{name} has deleted their account, and is gone from Telegram.", name=who.name
            )
        )
    with _refusing():
        match action:
            case Start():
                who.phone.start()
            case OpenLink():
                _open_link(scene, who, action.url)
            case Block():
                _block(who)
            case Unblock():
                _unblock(who)
            case SwitchLanguage():
                _switch_language(who, action.language)
            case DeleteAccount():
                who.phone.delete_account()
            case PassOn():
                _pass_on(scene, who, action)
            case _:
                _in_chat(scene, who, action)
    _note_invitation(scene, who)


def _in_chat(
    scene: Scene,
    who: Someone,
    action: Say | Press | Edit | Delete | Sent,
) -> None:
    app, messages = _opened(scene, who, action.chat)
    if isinstance(app, Channel):
        _in_channel(app, who.phone, action)
        return
    if isinstance(app, Phone) and not isinstance(action, Delete):
        _require_let_in(who)
    match action:
        case Say():
            to = None if action.reply_to is None else _message(messages(), action.reply_to)
            if not action.text.strip():
                raise Impossible(lambda _: _("There is nothing to send yet. Write something."))
            app.say(action.text, to)
        case Press():
            _press(scene, who, app, messages(), action)
        case Edit():
            message = _own(who, _message(messages(), action.message))
            if not action.text.strip():
                raise Impossible(
                    lambda _: _("A message cannot be empty. Write something, or delete it.")
                )
            require_short(action.text, LONGEST_CAPTION if message.has_media else LONGEST_TEXT)
            app.edit(message, action.text)
        case Delete():
            _delete(app, _message(messages(), action.message))
        case _ if isinstance(action, Sent):
            send(app, action)
        case _ as never:
            assert_never(never)


Messages = Callable[[], list[SeenMessage]]


def _opened(
    scene: Scene, who: Someone, chat: int | None
) -> tuple[Phone | Member | Channel, Messages]:
    """Somebody's app at a chat, and what stands there."""
    if chat is None or chat == who.phone.id:
        return who.phone, lambda: who.phone.messages
    place = scene.place(chat)
    app = place if isinstance(place, Channel) else place.by(who.phone)
    return app, lambda: place.messages


def _in_channel(channel: Channel, phone: Phone, action: object) -> None:
    if phone.id != channel.creator:
        raise Impossible(lambda _: _("Only who made a channel can post into it."))
    if not isinstance(action, Say) or not action.text.strip():
        raise Impossible(
            lambda _: _("Into a channel only words can be written here. Write something.")
        )
    channel.say(phone, action.text)


def _press(
    scene: Scene, who: Someone, app: Phone | Member, messages: list[SeenMessage], action: Press
) -> None:
    message = next((one for one in messages if one.id == action.message), None)
    url = None if message is None else _url(message, action.button)
    if url is not None and choose_place(scene, who, url):
        return
    if message is not None:
        with suppress(NoSuchButton):
            app.press(action.button, message)
            return
    if not isinstance(app, Phone):
        raise Impossible(lambda _: _("That button is gone. Look at the newest message."))
    # The app has not noticed yet that it is gone; the bot has to know what to say.
    app.press_stale(action.button, action.message)


def _pass_on(scene: Scene, who: Someone, action: PassOn) -> None:
    _require_let_in(who)
    _, messages = _opened(scene, who, action.chat)
    who.phone.forward(_message(messages(), action.message))


def _require_let_in(who: Someone) -> None:
    if who.phone.person.blocked:
        raise Impossible(
            lambda _: _("{name} has blocked the bot. Unblock it, or press Start.", name=who.name)
        )


def _delete(app: Phone | Member, message: SeenMessage) -> None:
    try:
        app.delete(message)
    except ValueError:
        raise Impossible(
            lambda _: _("Only its author, and who made the group, can delete this message.")
        ) from None


def _url(message: SeenMessage, label: str) -> str | None:
    buttons = [button for row in message.buttons for button in row]
    return next((one.url for one in buttons if one.label == label and one.data is None), None)


def _open_link(scene: Scene, who: Someone, url: str) -> None:
    if choose_place(scene, who, url.strip()):
        return
    try:
        who.phone.open_link(url.strip())
    except ValueError:
        raise Impossible(
            lambda _: _("That link does not lead to the bot. Copy one that it has shown.")
        ) from None


def _block(who: Someone) -> None:
    if who.phone.person.blocked:
        raise Impossible(lambda _: _("{name} has blocked the bot already.", name=who.name))
    if not who.phone.person.started:
        raise Impossible(
            lambda _: _(
                "{name} has no chat with the bot yet. Open a link, or press Start.", name=who.name
            )
        )
    who.phone.block()


def _unblock(who: Someone) -> None:
    if not who.phone.person.blocked:
        raise Impossible(lambda _: _("{name} has not blocked the bot.", name=who.name))
    who.phone.unblock()


def _switch_language(who: Someone, language: str) -> None:
    if _TAG.fullmatch(language) is None:
        raise Impossible(lambda _: _("That is no language. Use a tag such as de, en, ar or uk."))
    who.phone.switch_language(language)


def _message(messages: list[SeenMessage], number: int) -> SeenMessage:
    found = next((one for one in messages if one.id == number), None)
    if found is None:
        raise Impossible(lambda _: _("That message is gone. Look at the newest ones."))
    return found


def _own(who: Someone, message: SeenMessage) -> SeenMessage:
    if message.from_bot or message.origin.get("from", {}).get("id") != who.phone.id:
        raise Impossible(
            lambda _: _(
                "Only its author can change a message. This one is not by {name}.", name=who.name
            )
        )
    if not message.formatted.text and not message.has_media:
        raise Impossible(
            lambda _: _("Only words can be changed. Delete the message, and send another one.")
        )
    return message


def _note_invitation(scene: Scene, who: Someone) -> None:
    """Whoever has just opened one, by a link or by typing it, has."""
    for newest in who.phone.messages[-1:]:
        started = None if newest.from_bot else _STARTED.fullmatch(newest.text)
        if started is not None:
            scene.heard.opened(who.phone.id, started[1])


@contextmanager
def _refusing() -> Iterator[None]:
    """What an app does not let somebody do, as a sentence."""
    try:
        yield
    except ValueError as refused:
        why = str(refused)
        raise Impossible(lambda _: _("Telegram does not do that: {why}.", why=why)) from None
