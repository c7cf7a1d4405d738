"""What stands around the copy of a person's data."""

from dataclasses import dataclass

from bot.messages.message import Message, lines
from bot.messages.wording import Wording


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is stored about somebody."""

    answers: int
    changes: int
    consents: int


def your_data(_: Wording, extent: Extent) -> Message:
    """What the two files hold that follow."""
    answers = _.many("{n} answer", "{n} answers", extent.answers)
    if extent.changes:
        changes = _.many("with {n} change", "with {n} changes", extent.changes)
        answers = answers + " " + changes
    return Message(
        lines(
            _(
                "This is everything I have stored about you: "
                "your Telegram name and id, {answers}, {consents}.",
                answers=answers,
                consents=_.many("{n} consent", "{n} consents", extent.consents),
            ),
            _("One file to read, one for other programs. Delete: /forgetme"),
        )
    )


def no_data(_: Wording) -> Message:
    """Nothing is kept of who has no part in anything."""
    return Message(_("You take part in nothing, so I keep nothing about you."))


def file_name(_: Wording) -> str:
    """Of the files, without the ending."""
    return str(_("my-nachklang"))
