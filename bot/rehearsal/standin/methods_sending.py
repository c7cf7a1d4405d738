"""sendMessage, sendPhoto, sendDocument and what goes with them."""

import mimetypes
from typing import Any

from bot.rehearsal.standin.keyboards import read_markup
from bot.rehearsal.standin.messages import SentFile, Wire
from bot.rehearsal.standin.parameters import Parameters, Uploaded
from bot.rehearsal.standin.reach import Chat, writable
from bot.rehearsal.standin.refused import Refused, bad_request
from bot.rehearsal.standin.texts import Words, read_caption, read_text
from bot.rehearsal.standin.world import World

LARGEST_UPLOAD = 50_000_000
LARGEST_PHOTO = 10_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"GIF8")
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(world: World, parameters: Parameters) -> Wire:
    """Send a text."""
    chat = writable(world, parameters)
    return _send(world, chat, parameters, read_text(parameters))


def send_photo(world: World, parameters: Parameters) -> Wire:
    """Send a picture, with a caption or without."""
    chat = writable(world, parameters)
    words = read_caption(parameters)
    photo = file_of(world, parameters, "photo")
    check_photo(photo)
    return _send(world, chat, parameters, words, photo=photo)


def send_document(world: World, parameters: Parameters) -> Wire:
    """Send a file, with a caption or without."""
    chat = writable(world, parameters)
    words = read_caption(parameters)
    return _send(world, chat, parameters, words, document=file_of(world, parameters, "document"))


def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Show that the bot is at work; nothing of it stays."""
    writable(world, parameters)
    if parameters.text("action").lower() not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def _send(world: World, chat: Chat, parameters: Parameters, words: Words, **content: Any) -> Wire:
    markup = read_markup(parameters)
    reply_to = _reply_to(world, chat, parameters)
    message = world.said_by_bot(
        chat,
        html=words.html,
        formatted=words.formatted,
        buttons=markup.rows,
        editable=not markup.of_keyboard,
        reply_to=reply_to,
        **content,
    )
    return world.wire(message)


def _reply_to(world: World, chat: Chat, parameters: Parameters) -> int | None:
    reply = parameters.object("reply_parameters")
    if not reply:
        return None
    number = int(reply.get("message_id", 0))
    if world.find(chat.id, number) is not None:
        return number
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def check_photo(photo: SentFile) -> None:
    """See whether Telegram would take a file as a picture.

    Raises:
        Refused: 400, it would not.
    """
    if not photo.content.startswith(_PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if len(photo.content) > LARGEST_PHOTO:
        raise bad_request("file is too big")


def file_of(world: World, parameters: Parameters, name: str) -> SentFile:
    """The file of a call: uploaded under its name or with `attach://`, or sent before."""
    given = parameters.text(name)
    uploaded = parameters.files.get(given.removeprefix("attach://") if given else name)
    if uploaded is not None:
        return _kept(world, uploaded)
    if given in world.files:
        return world.files[given]
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # The stand-in has no network.
    if given:
        raise bad_request("wrong file identifier/HTTP URL specified")
    raise bad_request(f"there is no {name} in the request")


def _kept(world: World, uploaded: Uploaded) -> SentFile:
    if not uploaded.content:
        raise bad_request("file must be non-empty")
    if len(uploaded.content) > LARGEST_UPLOAD:
        raise Refused(413, "Request Entity Too Large")
    mime = mimetypes.guess_type(uploaded.name)[0] or uploaded.mime
    return world.file(uploaded.name, mime, uploaded.content)
