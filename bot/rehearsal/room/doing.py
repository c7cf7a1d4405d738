"""What people do with their phones, in their chat with the bot and in groups."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import assert_never
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.room.actions import (
    AddBot,
    Block,
    Delete,
    DeleteAccount,
    Edit,
    Found,
    Impossible,
    MakeAdmin,
    Migrate,
    OpenLink,
    Press,
    RemoveBot,
    Say,
    SendContact,
    SendLocation,
    SendPhoto,
    SendSticker,
    SendVoice,
    Start,
    SwitchLanguage,
    Unblock,
)
from bot.rehearsal.room.scene import Scene, Someone
from bot.rehearsal.standin import Channel, Group, NoSuchButton, Phone, SeenMessage
from bot.rehearsal.standin.member import Member
from bot.rehearsal.standin.samples import PICTURE, VOICE, media_type

LARGEST_PHOTO = 10_000_000
LARGEST_VOICE = 50_000_000
LONGEST_TITLE = 128
"""Of a group, in characters, as Telegram has it."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_STARTED = re.compile(r"/start (\S+)")

Personal = (
    Start
    | Say
    | Press
    | Edit
    | Delete
    | SendPhoto
    | SendVoice
    | SendSticker
    | SendLocation
    | SendContact
    | OpenLink
    | Block
    | Unblock
    | SwitchLanguage
    | DeleteAccount
)
OfGroups = AddBot | RemoveBot | MakeAdmin | Migrate | Found


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
            case _:
                _in_chat(scene, who, action)
    _note_invitation(scene, who)


def change_group(scene: Scene, action: OfGroups) -> None:
    """Let somebody change what the bot is in a group or channel, or found one.

    Raises:
        Impossible: it cannot be done.
    """
    match action:
        case Found():
            scene.found(_founded(scene, action))
        case Migrate():
            place = scene.place(action.group)
            if not isinstance(place, Group) or place.kind != "group":
                raise Impossible(
                    lambda _: _("Only a basic group can become a supergroup. This is none.")
                )
            place.migrate()
            scene.found(place)
        case AddBot():
            bring_bot(scene.place(action.group), scene.person(action.by), action.payload)
        case RemoveBot():
            place = scene.place(action.group)
            _require_bot(place)
            place.remove_bot(scene.person(action.by).phone)
        case MakeAdmin():
            place = scene.place(action.group)
            if isinstance(place, Group):
                _require_bot(place)
            place.make_bot_admin(scene.person(action.by).phone, may_post=action.may_post)
        case _ as never:
            assert_never(never)


def bring_bot(place: Group | Channel, by: Someone, payload: str | None) -> None:
    """Bring the bot into a group or channel; what is there already stays as it is.

    Raises:
        Impossible: it is there, and there is nothing to bring along.
    """
    here = place.bot is not None and place.bot.present
    if isinstance(place, Channel):
        place.add_bot(by.phone)
    elif not here:
        place.add_bot(by.phone, payload)
    elif payload is not None:
        place.start_bot(by.phone, payload)
    else:
        raise Impossible(lambda _: _("The bot is in this group already. Nothing changes."))


def _in_chat(
    scene: Scene,
    who: Someone,
    action: (
        Say
        | Press
        | Edit
        | Delete
        | SendPhoto
        | SendVoice
        | SendSticker
        | SendLocation
        | SendContact
    ),
) -> None:
    app, messages = _opened(scene, who, action.chat)
    if isinstance(app, Channel):
        _in_channel(app, who.phone, action)
        return
    if isinstance(app, Phone) and app.person.blocked and not isinstance(action, Delete):
        raise Impossible(
            lambda _: _("{name} has blocked the bot. Unblock it, or press Start.", name=who.name)
        )
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
            app.edit(message, action.text)
        case Delete():
            _delete(app, _message(messages(), action.message))
        case SendPhoto():
            app.photo(action.caption, _picture(action.content))
        case SendVoice():
            app.voice(_sound(action.content))
        case SendSticker():
            app.sticker()
        case SendLocation():
            app.location()
        case SendContact():
            app.contact()
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
    query = {} if url is None else parse_qs(urlsplit(url).query, keep_blank_values=True)
    if "startgroup" in query or "startchannel" in query:
        _choose_place(scene, who, query)
        return
    if message is not None:
        with suppress(NoSuchButton):
            app.press(action.button, message)
            return
    if not isinstance(app, Phone):
        raise Impossible(lambda _: _("That button is gone. Look at the newest message."))
    # The app has not noticed yet that it is gone; the bot has to know what to say.
    app.press_stale(action.button, action.message)


def _delete(app: Phone | Member, message: SeenMessage) -> None:
    try:
        app.delete(message)
    except ValueError:
        raise Impossible(
            lambda _: _("Only its author, and who made the group, can delete this message.")
        ) from None


def _choose_place(scene: Scene, who: Someone, query: dict[str, list[str]]) -> None:
    """Telegram asks into which group; here it is the newest that fits."""
    wanted = Group if "startgroup" in query else Channel
    fitting = [
        place
        for place in scene.places.values()
        if isinstance(place, wanted) and place.creator == who.phone.id
    ]
    if not fitting:
        raise Impossible(
            lambda _: _(
                "{name} has made no group or channel of this kind. Make one first.", name=who.name
            )
        )
    payload = next(iter(query.get("startgroup", [])), None)
    bring_bot(fitting[-1], who, payload)


def _url(message: SeenMessage, label: str) -> str | None:
    buttons = [button for row in message.buttons for button in row]
    return next((one.url for one in buttons if one.label == label and one.data is None), None)


def _open_link(scene: Scene, who: Someone, url: str) -> None:
    query = parse_qs(urlsplit(url).query, keep_blank_values=True)
    if "startgroup" in query or "startchannel" in query:
        _choose_place(scene, who, query)
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


def _founded(scene: Scene, action: Found) -> Group | Channel:
    by, title = scene.person(action.by).phone, action.title.strip()
    if not 1 <= len(title) <= LONGEST_TITLE:
        raise Impossible(lambda _: _("A title has 1 to {most} characters.", most=LONGEST_TITLE))
    match action.kind:
        case "group":
            return scene.stage.standin.group(title, creator=by)
        case "supergroup":
            return scene.stage.standin.supergroup(title, creator=by)
        case "channel":
            return scene.stage.standin.channel(title, creator=by)
        case _:
            raise Impossible(lambda _: _("Make a group, a supergroup or a channel."))


def _require_bot(place: Group | Channel) -> None:
    if place.bot is None or not place.bot.present:
        raise Impossible(
            lambda _: _("The bot is not in “{title}”. Add it first.", title=place.title)
        )


def _picture(content: bytes) -> bytes:
    if not content:
        return PICTURE
    if not media_type(content).startswith("image/"):
        raise Impossible(
            lambda _: _("That is no picture that Telegram knows. Send a PNG, JPEG, GIF or WebP.")
        )
    if len(content) > LARGEST_PHOTO:
        raise Impossible(lambda _: _("Telegram takes pictures of up to 10 MB. Send a smaller one."))
    return content


def _sound(content: bytes) -> bytes:
    if content and not media_type(content).startswith("audio/"):
        raise Impossible(lambda _: _("That is no voice message. Send OGG, MP3 or WebM."))
    if len(content) > LARGEST_VOICE:
        raise Impossible(
            lambda _: _("Telegram takes voice messages of up to 50 MB. Send a shorter one.")
        )
    return content or VOICE


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
