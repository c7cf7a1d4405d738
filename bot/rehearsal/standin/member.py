"""A member's app, opened at a group: what one can do there."""

from collections.abc import Callable
from typing import Any

from bot.rehearsal.standin.accounts import Room, Standing
from bot.rehearsal.standin.messages import SeenMessage
from bot.rehearsal.standin.phone import NoSuchButton, Phone
from bot.rehearsal.standin.sending import Sending, pressed
from bot.rehearsal.standin.world import World

Sees = Callable[[SeenMessage], bool]
"""Whether the bot gets to see a message of a member."""


class Member(Sending):
    """Somebody in a group. Made by `Group.by`.

    Args:
        world: theirs.
        room: the group.
        phone: whose app it is.
        sees: see above.
    """

    def __init__(self, world: World, room: Room, phone: Phone, sees: Sees) -> None:
        self._world = world
        self._room = room
        self._phone = phone
        self._sees = sees

    def edit(self, message: SeenMessage, text: str) -> SeenMessage:
        """Change a message of one's own.

        Raises:
            ValueError: it is somebody else's.
        """
        if not self._own(message):
            raise ValueError("only its author can edit a message")
        changed = self._reworded(message, text)
        if self._sees(changed):
            self._world.updates.put("edited_message", self._world.wire(changed))
        return changed

    def delete(self, message: SeenMessage) -> None:
        """Remove a message for everybody; who made the group may remove any. No bot hears of it.

        Raises:
            ValueError: it is somebody else's.
        """
        leads = self._room.members.get(self._phone.id) is Standing.CREATOR
        if not leads and not self._own(message):
            raise ValueError("only its author and who made the group can delete a message")
        self._world.messages[self._room.id].pop(message.id, None)

    def press(self, label_or_data: str, message: SeenMessage) -> str:
        """Press a button below a message, by its label or its callback data.

        Returns:
            The id of the callback query; empty for a button that makes none.

        Raises:
            NoSuchButton: there is none.
        """
        for row in message.buttons:
            for button in row:
                if label_or_data not in {button.label, button.data}:
                    continue
                if button.data is None:
                    return self._phone.use(button, message)
                wire = self._world.wire(message)
                person = self._phone.person
                return pressed(self._world, person, self._room.id, button.data, wire)
        raise NoSuchButton(f"no button {label_or_data!r} there")

    def _own(self, message: SeenMessage) -> bool:
        return bool(message.origin.get("from", {}).get("id") == self._phone.id)

    def _send(self, **content: Any) -> SeenMessage:
        self._phone.alive()
        self._room.members.setdefault(self._phone.id, Standing.MEMBER)
        message = self._world.said_by(self._phone.person, self._room, **content)
        if self._sees(message):
            self._phone.person.seen = True  # Which does not yet allow the bot to write to them.
            self._world.updates.put("message", self._world.wire(message))
        return message
