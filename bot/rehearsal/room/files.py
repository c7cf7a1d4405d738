"""Files that people bring along: whether Telegram takes them."""

from bot.rehearsal.room.impossible import Impossible
from bot.rehearsal.standin.samples import DOCUMENT, DOCUMENT_NAME, PICTURE, VOICE, media_type

LARGEST_DOCUMENT = 10_000_000
"""Telegram takes more; the page's requests do not."""

LONGEST_NAME = 60
LARGEST_PHOTO = 10_000_000
LARGEST_VOICE = 50_000_000


def picture(content: bytes) -> bytes:
    """A picture; one that comes along where there are no bytes.

    Raises:
        Impossible: Telegram does not take it.
    """
    if not content:
        return PICTURE
    if not media_type(content).startswith("image/"):
        raise Impossible(
            lambda _: _("That is no picture that Telegram knows. Send a PNG, JPEG, GIF or WebP.")
        )
    if len(content) > LARGEST_PHOTO:
        raise Impossible(lambda _: _("Telegram takes pictures of up to 10 MB. Send a smaller one."))
    return content


def document(name: str, content: bytes) -> tuple[str, bytes]:
    """A file of any kind, and its name; one that comes along where there is neither.

    Raises:
        Impossible: Telegram does not take it.
    """
    if not content and not name:
        return DOCUMENT_NAME, DOCUMENT
    if not content:
        raise Impossible(
            lambda _: _(
                "There is nothing in this file, and Telegram does not send it. Choose another one."
            )
        )
    if len(content) > LARGEST_DOCUMENT:
        raise Impossible(lambda _: _("A rehearsal takes files of up to 10 MB. Send a smaller one."))
    return name.strip()[:LONGEST_NAME] or DOCUMENT_NAME, content


def sound(content: bytes) -> bytes:
    """A voice message; silence where there are no bytes.

    Raises:
        Impossible: Telegram does not take it.
    """
    if content and not media_type(content).startswith("audio/"):
        raise Impossible(lambda _: _("That is no voice message. Send OGG, MP3 or WebM."))
    if len(content) > LARGEST_VOICE:
        raise Impossible(
            lambda _: _("Telegram takes voice messages of up to 50 MB. Send a shorter one.")
        )
    return content or VOICE
