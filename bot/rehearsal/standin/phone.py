"""A person's Telegram app: what it shows of the chat with the bot, and what one can do with it."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.standin.accounts import Person
from bot.rehearsal.standin.members import block_bot
from bot.rehearsal.standin.messages import Button, SeenMessage, Wire
from bot.rehearsal.standin.methods_profile import menu_of
from bot.rehearsal.standin.sending import Sending, pressed
from bot.rehearsal.standin.world import World

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class NoSuchButton(Exception):
    """Nothing to press under that label; the text lists what there is."""


class Phone(Sending):
    """One person, and their private chat with the bot.

    Everything happens at once: it changes the world and queues the updates for the bot.

    Attributes:
        clipboard: what the last copy button put there.
        opened: links that buttons opened and that do not lead to the bot.
    """

    def __init__(self, world: World, person: Person) -> None:
        self.clipboard = ""
        self.opened: list[str] = []
        self._world = world
        self.person = person

    @property
    def id(self) -> int:
        """The person's Telegram id, which is the id of the private chat too."""
        return self.person.id

    @property
    def name(self) -> str:
        """First and last name, as it stands above messages."""
        return self.person.name

    @property
    def messages(self) -> list[SeenMessage]:
        """The chat as it stands now, oldest first: edits made, deleted messages gone."""
        return [
            message
            for message in self._world.messages.get(self.id, {}).values()
            if message.id not in self.person.hidden
        ]

    @property
    def toasts(self) -> list[str]:
        """What answers to presses said, oldest first."""
        return self.person.toasts

    @property
    def commands(self) -> list[tuple[str, str]]:
        """The menu: commands and what they do, in the person's language where it exists."""
        return menu_of(self._world, self.person)

    def start(self, payload: str = "") -> SeenMessage:
        """Press Start, after a link with a payload or without; a blocked bot is let in again.

        Raises:
            ValueError: Telegram does not take such a payload.
        """
        if not _PAYLOAD.fullmatch(payload):
            raise ValueError("a payload is at most 64 of A-Z, a-z, 0-9, _ and -")
        if self.person.blocked:
            self.unblock()
        return self.say(f"/start {payload}".strip())

    def open_link(self, url: str) -> SeenMessage:
        """Follow a link of the form `https://t.me/<bot>?start=<payload>`, and press Start.

        Raises:
            ValueError: it leads somewhere else.
        """
        if not self._leads_to_bot(url):
            raise ValueError("the link does not lead to a private chat with the bot")
        return self.start(parse_qs(urlsplit(url).query).get("start", [""])[0])

    def forward(self, message: SeenMessage) -> SeenMessage:
        """Pass a message from any chat on to the bot; the bot sees whose it was.

        Raises:
            ValueError: it says what has happened in a group, which nobody wrote.
        """
        if message.is_service:
            raise ValueError("what has happened in a group cannot be forwarded")
        return self._send(
            html=message.html,
            formatted=message.formatted,
            document=message.document,
            photo=message.photo,
            extra={**message.extra, "forward_origin": message.forward_origin()},
        )

    def edit(self, message: SeenMessage, text: str) -> SeenMessage:
        """Change a message that the person wrote."""
        self.alive()
        now = self._world.messages[self.id][message.id]
        changed = self._reworded(now, text)
        self._world.updates.put("edited_message", self._world.wire(changed))
        return changed

    def press(self, label_or_data: str, message: SeenMessage | None = None) -> str:
        """Press a button, by its label or its callback data.

        Args:
            label_or_data: which one.
            message: where; otherwise on the newest message that shows it.

        Returns:
            The id of the callback query; empty for a button that makes none.

        Raises:
            NoSuchButton: there is none.
        """
        shown = self.messages if message is None else [self._now(message)]
        for candidate in reversed(shown):
            for row in candidate.buttons:
                for button in row:
                    if label_or_data in {button.label, button.data}:
                        return self.use(button, candidate)
        there = [button.label for seen in shown for row in seen.buttons for button in row]
        raise NoSuchButton(f"no button {label_or_data!r}; there are {there!r}")

    def press_stale(self, data: str, message_id: int) -> str:
        """Press as an app that still shows a button, or a whole message, that is gone.

        Returns:
            The id of the callback query.
        """
        message = self._world.find(self.id, message_id)
        if message is not None:
            return self._press(data, self._world.wire(message))
        gone = {"chat": self.person.chat(), "message_id": message_id, "date": 0}
        return self._press(data, gone)

    def delete(self, message: SeenMessage) -> None:
        """Remove a message from this app only; the bot learns nothing of it."""
        self.person.hidden.add(message.id)

    def block(self) -> None:
        """Stop the bot."""
        block_bot(self._world, self.person, blocked=True)

    def unblock(self) -> None:
        """Let the bot in again."""
        block_bot(self._world, self.person, blocked=False)

    def switch_language(self, language_code: str | None) -> None:
        """Set the phone to another language; the bot learns of it with the next message."""
        self.person.language_code = language_code

    def delete_account(self) -> None:
        """Be gone from Telegram; the bot learns of it when it writes."""
        self.person.deactivated = True

    def alive(self) -> None:
        """See whether the account is still there.

        Raises:
            ValueError: it is deleted.
        """
        if self.person.deactivated:
            raise ValueError("the account is deleted")

    def use(self, button: Button, message: SeenMessage) -> str:
        """Press this button; returns the id of the callback query, empty where it makes none."""
        if button.data is not None:
            return self._press(button.data, self._world.wire(message))
        if button.copy is not None:
            self.clipboard = button.copy
        elif button.url is not None and self._leads_to_bot(button.url):
            self.open_link(button.url)
        elif button.url is not None:
            self.opened.append(button.url)
        return ""

    def _now(self, message: SeenMessage) -> SeenMessage:
        found = self._world.find(self.id, message.id)
        if found is None or found.id in self.person.hidden:
            raise NoSuchButton("the message is gone")
        return found

    def _press(self, data: str, message: Wire) -> str:
        self.alive()
        return pressed(self._world, self.person, self.id, data, message)

    def _send(self, **content: Any) -> SeenMessage:
        self.alive()
        if self.person.blocked:
            raise ValueError("the person has blocked the bot")
        self.person.started = True
        message = self._world.said_by(self.person, self.person, **content)
        self._world.updates.put("message", self._world.wire(message))
        return message

    def _leads_to_bot(self, url: str) -> bool:
        parts = urlsplit(url)
        bot = self._world.bot["username"].lower()
        start = not {"startgroup", "startchannel"} & parse_qs(parts.query, True).keys()
        return parts.netloc == "t.me" and parts.path.strip("/").lower() == bot and start
