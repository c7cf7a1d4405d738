"""One exchange with one person: what a handler of a command, a tap or a text is given."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.messages.message import Message
from bot.messages.wording import Wording, in_language
from bot.service.step import Step
from flows.ids import MessageId
from flows.workshop import Person, Workshop
from storage.dialogs import Dialog
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Talk:
    """Someone did something in their private chat, and gets an answer.

    Attributes:
        message_id: the message they sent, or the one whose button they pressed.
        callback_id: set where they pressed a button.
    """

    step: Step
    person: Person
    message_id: MessageId
    callback_id: str | None = None

    @property
    def work(self) -> Work:
        """The stores."""
        return self.step.work

    @property
    def wording(self) -> Wording:
        """Texts in the person's language."""
        return in_language(self.person.language)

    @property
    def pressed(self) -> bool:
        """Whether this is about a button."""
        return self.callback_id is not None

    def say(self, message: Message, *, reply_to: MessageId | None = None) -> None:
        """Send a new message at the bottom of the chat."""
        self.step.say(self.person.chat, message, reply_to=reply_to)

    def show(self, message: Message) -> None:
        """Let the pressed message become this one; as a new message where nothing was pressed."""
        if self.pressed:
            self.step.edit(self.person.chat, self.message_id, message)
        else:
            self.say(message)

    def settle(self, text: str) -> None:
        """As `show`, for a line of text that takes the place of a keyboard."""
        self.show(Message(text))

    def toast(self, text: str = "", *, alert: bool = False) -> None:
        """Answer the tap; where it was typed instead, say the text, so that nobody is left alone.

        A tap that gets no toast is answered without one by the dispatcher.
        """
        if self.callback_id is not None:
            self.step.toast(self.callback_id, text, alert=alert)
        elif text:
            self.say(Message(text))

    def expect(self, dialog: str, message_id: MessageId | None = None, **facts: object) -> None:
        """The next text of this person is for the form step named here (see routes.DIALOGS)."""
        expected = Dialog(dialog, facts, message_id)
        self.work.dialogs.put(self.person.id, expected, self.work.now)

    def expect_nothing(self) -> None:
        """The form is done or given up."""
        self.work.dialogs.end(self.person.id)


Handler = Callable[[Talk, str], None]
"""Handles a command or a tap of a participant or anyone; gets what stands behind the command or
behind the button's verb."""

WorkshopHandler = Callable[[Talk, Workshop, str], None]
"""Handles a command or a tap of a facilitator, about one workshop that they facilitate."""

DialogHandler = Callable[[Talk, Dialog, str], None]
"""Handles the text that a form was waiting for."""
