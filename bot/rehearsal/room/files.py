"""Files that people bring along: whether Telegram takes them."""

from bot.rehearsal.room.impossible import Impossible
from bot.rehearsal.standin.samples import PICTURE, VOICE, media_type

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
