"""What stands around the table of answers."""

from markupsafe import Markup

from bot.messages.message import Message, paragraphs
from bot.messages.wording import Wording
from flows.workshop import Workshop


def no_answers(_: Wording) -> Message:
    """There is nothing to put into a table."""
    return Message(
        _(
            "There are no answers yet. "
            "As soon as somebody has answered, /export gives you the table."
        )
    )


def on_its_way(_: Wording) -> Message:
    """The table is wanted, and will come."""
    return Message(
        _("I am making the table. It comes here in a moment, as an Excel and a CSV file.")
    )


def on_its_way_already(_: Wording) -> Message:
    """The same person wanted it a moment ago."""
    return Message(_("I am already making the table. It comes here in a moment."))


def caption(_: Wording, workshop: Workshop, answers: int) -> Message:
    """What the files hold, and what they ask of their reader."""
    counted = _.many("{n} answer", "{n} answers", answers)
    return Message(
        paragraphs(
            _("<b>{title}</b>: {answers}", title=workshop.title, answers=counted),
            _(
                "Everybody is named the way they have chosen. What is not to be quoted is marked. "
                "People wrote this in trust: keep the table to yourselves, and delete it when you "
                "no longer need it."
            ),
        )
    )


def not_made(_: Wording, workshop: Workshop) -> Message:
    """It did not work, several times."""
    title = Markup("<b>{}</b>").format(workshop.title)
    return Message(
        _(
            "I could not make the table for {title}. All answers are still there. Please try again "
            "later with /export; if that fails too, tell the person who runs the bot.",
            title=title,
        )
    )


def file_name(_: Wording, title: str) -> str:
    """Of the files, without the ending; `title` as it stands in names of files."""
    return str(_("{title}-answers", title=title))
