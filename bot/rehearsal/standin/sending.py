"""What people can send, wherever they write: words, pictures, voices, places, cards."""

import html
from dataclasses import replace
from typing import Any

from bot.rehearsal.standin.accounts import Person
from bot.rehearsal.standin.messages import SeenMessage, Wire
from bot.rehearsal.standin.samples import (
    DOCUMENT,
    DOCUMENT_NAME,
    PICTURE,
    STICKER,
    VOICE,
    media_type,
)
from bot.rehearsal.standin.world import Press, World
from bot.rehearsal.standin.writing import parts, sticker, typed, voice


class Sending:
    """Somebody's app, opened at a chat."""

    _world: World

    def say(self, text: str, reply_to: SeenMessage | None = None) -> SeenMessage:
        """Write; what is too long is cut into several messages, as the apps do.

        Returns:
            The message, of several the last.

        Raises:
            ValueError: there is nothing to send.
        """
        for part in parts(text.strip()):
            message = self._send(
                html=html.escape(part, quote=False),
                formatted=typed(part),
                reply_to=None if reply_to is None else reply_to.id,
            )
        return message

    def sticker(self) -> SeenMessage:
        """Send a sticker."""
        file = self._world.file("", "image/webp", STICKER)
        return self._send(extra={"sticker": sticker(file)})

    def voice(self, content: bytes = VOICE) -> SeenMessage:
        """Send a voice message."""
        file = self._world.file("", media_type(content), content)
        return self._send(extra={"voice": voice(file)})

    def photo(self, caption: str = "", content: bytes = PICTURE) -> SeenMessage:
        """Send a picture."""
        return self._send(
            photo=self._world.file("", media_type(content), content),
            html=html.escape(caption, quote=False),
            formatted=typed(caption),
        )

    def document(
        self, name: str = DOCUMENT_NAME, content: bytes = DOCUMENT, caption: str = ""
    ) -> SeenMessage:
        """Send a file."""
        return self._send(
            document=self._world.file(name, media_type(content), content),
            html=html.escape(caption, quote=False),
            formatted=typed(caption),
        )

    def location(self) -> SeenMessage:
        """Send a place on the map."""
        return self._send(extra={"location": {"latitude": 52.5, "longitude": 13.4}})

    def contact(self) -> SeenMessage:
        """Send somebody's address card."""
        return self._send(extra={"contact": {"phone_number": "+49000000", "first_name": "Kontakt"}})

    def _send(self, **content: Any) -> SeenMessage:
        """Put a message into the chat; `content` are fields of `SeenMessage`."""
        raise NotImplementedError

    def _reworded(self, message: SeenMessage, text: str) -> SeenMessage:
        """Let a message say something else; no update comes of it yet."""
        changed = replace(
            message,
            html=html.escape(text.strip(), quote=False),
            formatted=typed(text.strip()),
            edited=self._world.moment(),
        )
        self._world.keep(changed)
        return changed


def pressed(world: World, person: Person, chat: int, data: str, message: Wire) -> str:
    """Queue that somebody pressed a button below a message; returns the id of the query."""
    query_id = f"{person.id}{world.fresh():08}"
    world.presses[query_id] = Press(person, world.now())
    world.updates.put(
        "callback_query",
        {
            "id": query_id,
            "from": person.user(),
            "message": message,
            "chat_instance": str(chat),
            "data": data,
        },
    )
    return query_id
