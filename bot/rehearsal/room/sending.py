"""What people send besides words."""

from typing import assert_never

from bot.rehearsal.room.actions import (
    SendContact,
    SendDocument,
    SendLocation,
    SendPhoto,
    SendSticker,
    SendVoice,
    Sent,
)
from bot.rehearsal.room.files import document, picture, sound
from bot.rehearsal.room.impossible import Impossible
from bot.rehearsal.standin import Phone
from bot.rehearsal.standin.markup import units
from bot.rehearsal.standin.member import Member
from bot.rehearsal.standin.texts import LONGEST_CAPTION


def send(app: Phone | Member, action: Sent) -> None:
    """Send it by this app.

    Raises:
        Impossible: Telegram does not take it.
    """
    match action:
        case SendPhoto():
            require_short(action.caption, LONGEST_CAPTION)
            app.photo(action.caption, picture(action.content))
        case SendDocument():
            require_short(action.caption, LONGEST_CAPTION)
            app.document(*document(action.name, action.content), action.caption)
        case SendVoice():
            app.voice(sound(action.content))
        case SendSticker():
            app.sticker()
        case SendLocation():
            app.location()
        case SendContact():
            app.contact()
        case _ as never:
            assert_never(never)


def require_short(text: str, most: int) -> None:
    """See whether a text fits.

    Raises:
        Impossible: it is longer than `most` characters, as Telegram counts them.
    """
    if units(text.strip()) > most:
        raise Impossible(
            lambda _: _("Telegram takes up to {most} characters here. Write less.", most=most)
        )
