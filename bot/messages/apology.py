"""What is said when the bot itself made a mistake."""

from bot.messages.message import Message
from bot.messages.wording import Wording


def apology(_: Wording) -> Message:
    """An update could not be handled; it is kept."""
    return Message(
        _(
            "I could not handle your last message; the mistake is mine. It is kept. "
            "Please try again later, or tell the facilitators."
        )
    )
