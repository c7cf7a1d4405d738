"""Changing and removing messages, and reacting to them."""

from dataclasses import replace
from datetime import timedelta

from bot.rehearsal.standin.accounts import Person
from bot.rehearsal.standin.keyboards import Markup, read_markup
from bot.rehearsal.standin.messages import Rows, SeenMessage, Wire
from bot.rehearsal.standin.methods_sending import check_photo, file_of
from bot.rehearsal.standin.parameters import Parameters
from bot.rehearsal.standin.reach import writable
from bot.rehearsal.standin.reactions import REACTIONS
from bot.rehearsal.standin.refused import bad_request
from bot.rehearsal.standin.texts import Words, read_caption, read_text
from bot.rehearsal.standin.world import World

DELETABLE = timedelta(hours=48)
"""So long a bot may delete in a private chat (bots/api, deleteMessage)."""


def edit_message_text(world: World, parameters: Parameters) -> Wire:
    """Put another text in place of one; without `reply_markup` its buttons go."""
    message = _own(world, parameters)
    words = read_text(parameters)
    if message.has_media:
        raise bad_request("there is no text in the message to edit")
    return _reworded(world, message, words, _inline(parameters))


def edit_message_caption(world: World, parameters: Parameters) -> Wire:
    """Put another caption below a file; without `reply_markup` its buttons go."""
    message = _own(world, parameters)
    words = read_caption(parameters)
    if not message.has_media:
        raise bad_request("there is no caption in the message to edit")
    return _reworded(world, message, words, _inline(parameters))


def edit_message_media(world: World, parameters: Parameters) -> Wire:
    """Put another file in place of one, with its caption; its buttons go unless given."""
    message = _own(world, parameters)
    media = parameters.object("media")
    words = read_caption(Parameters(media))
    kind = str(media.get("type", ""))
    if kind not in {"photo", "document"}:
        raise bad_request(f"unsupported media type {kind} in the stand-in")
    content = file_of(world, Parameters({kind: media.get("media")}, parameters.files), kind)
    if kind == "photo":
        check_photo(content)
    changed = replace(
        message,
        html=words.html,
        formatted=words.formatted,
        buttons=_inline(parameters),
        photo=content if kind == "photo" else None,
        document=content if kind == "document" else None,
    )
    same = _looks(message) == _looks(changed)
    return _changed(world, message, changed if same else replace(changed, edited=world.moment()))


def edit_message_reply_markup(world: World, parameters: Parameters) -> Wire:
    """Put other buttons below a message, or none; its text is not edited."""
    message = _own(world, parameters)
    return _changed(world, message, replace(message, buttons=_inline(parameters)))


def delete_message(world: World, parameters: Parameters) -> bool:
    """Remove a message for everybody."""
    chat = writable(world, parameters)
    message = world.find(chat.id, _number(parameters))
    if message is None:
        raise bad_request("message to delete not found")
    if isinstance(chat, Person) and world.now() - message.date >= DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    if not isinstance(chat, Person) and not message.from_bot:
        raise bad_request("message can't be deleted")
    del world.messages[chat.id][message.id]
    return True


def set_message_reaction(world: World, parameters: Parameters) -> bool:
    """Set the bot's one emoji on a message, or take it away."""
    chat = writable(world, parameters)
    message = world.find(chat.id, _number(parameters))
    if message is None:
        raise bad_request("message to react not found")
    emoji = tuple(str(reaction.get("emoji", "")) for reaction in parameters.array("reaction"))
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not REACTIONS.issuperset(emoji):
        raise bad_request("REACTION_INVALID")
    world.keep(replace(message, reactions=emoji))
    return True


def _own(world: World, parameters: Parameters) -> SeenMessage:
    """The message that is to be edited."""
    chat = writable(world, parameters)
    message = world.find(chat.id, _number(parameters))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or not message.editable:
        raise bad_request("message can't be edited")
    return message


def _number(parameters: Parameters) -> int:
    number = parameters.integer("message_id")
    if number is None:
        raise bad_request("message identifier is not specified")
    return number


def _inline(parameters: Parameters) -> Rows:
    markup: Markup = read_markup(parameters)
    if markup.of_keyboard:
        raise bad_request("inline keyboard expected")
    return markup.rows


def _reworded(world: World, message: SeenMessage, words: Words, rows: Rows) -> Wire:
    return _changed(
        world,
        message,
        replace(
            message,
            html=words.html,
            formatted=words.formatted,
            buttons=rows,
            edited=message.edited if words.formatted == message.formatted else world.moment(),
        ),
    )


def _changed(world: World, before: SeenMessage, after: SeenMessage) -> Wire:
    if (_looks(before), before.buttons) == (_looks(after), after.buttons):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are "
            "exactly the same as a current content and reply markup of the message"
        )
    world.keep(after)
    return world.wire(after)


def _looks(message: SeenMessage) -> tuple[object, ...]:
    """What people see of it, but for the buttons."""
    files = (message.photo, message.document)
    return (message.formatted, *((file.name, file.content) for file in files if file is not None))
