"""The wall in the chat: its link for facilitators, and the name on it for who takes part."""

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.wording import Wording
from flows.ids import ParticipantId
from flows.workshop import Workshop


def opened(_: Wording, workshop: Workshop, link: str, *, renewed: bool = False) -> Message:
    """The link to a workshop's wall, with what it shows.

    Args:
        _: the reader's language.
        workshop: whose wall.
        link: what opens it.
        renewed: an older link was made void for it.
    """
    text = paragraphs(
        _("✓ This is the new link. The old one opens nothing any more.") if renewed else "",
        lines(
            Markup("<b>{}</b>").format(_("Wall for “{title}”", title=workshop.title)),
            _(
                "Open this page on the projector in the room. It shows live how to join, how many "
                "take part and how far the answers are. After a day it shows themes and words, "
                "and at the end the post."
            ),
            _("Nobody's answer stands there before its author allows it, and no name either."),
        ),
        lines(Markup.escape(link), _("Whoever has the link can look, without Telegram.")),
    )
    number = workshop.id
    return Message(
        text,
        (
            _opening(_, link),
            (
                Button(str(_("New link")), press=f"wallnew:{number}"),
                Button(str(_("Switch off")), press=f"walloff:{number}"),
            ),
            (Button(str(_("Back")), press=f"card:{number}"),),
        ),
    )


def switched_off(_: Wording, workshop: Workshop) -> Message:
    """The wall is off, and how to have one again."""
    number = workshop.id
    text = _("✓ The wall for “{title}” is off. Its link opens nothing.", title=workshop.title)
    again = Button(str(_("New link")), press=f"wall:{number}")
    return Message(text, ((again, Button(str(_("Back")), press=f"card:{number}")),))


def no_pages(_: Wording, workshop: Workshop) -> Message:
    """The installation serves no web pages, or not any more."""
    text = _("This bot has no web pages. Whoever runs it can set them up.")
    return Message(text, ((Button(str(_("Back")), press=f"card:{workshop.id}"),),))


def about(_: Wording, name: str) -> Markup:
    """What a wall shows, for who takes part, and that their name is not on it."""
    return _(
        "A wall in the room may show live how many take part and have answered, afterwards themes "
        "that several people share and words that at least three used. Your first name “{name}” "
        "stands there only if you allow it.",
        name=name,
    )


def about_shown(_: Wording, name: str) -> Markup:
    """As `about`, for who allows their name there."""
    return _(
        "A wall in the room may show live how many take part and have answered, afterwards themes "
        "that several people share and words that at least three used. You allow your first name "
        "“{name}” there.",
        name=name,
    )


def after_joining(_: Wording, name: str) -> Markup:
    """One line for who has just joined a workshop that has a wall."""
    return _(
        "A wall in the room shows how many take part. Your first name “{name}” stands there only "
        "if you allow it.",
        name=name,
    )


def name_row(_: Wording, participant: ParticipantId, *, shown: bool) -> Row:
    """The button that puts one's first name on the wall, or takes it off."""
    label, word = (hide_name(_), "off") if shown else (show_name(_), "on")
    return (Button(str(label), press=f"wallname:{participant}:{word}"),)


def show_name(_: Wording) -> Markup:
    """The button that allows it."""
    return _("Show my first name")


def hide_name(_: Wording) -> Markup:
    """The button that takes it back."""
    return _("First name off the wall")


def name_shown(_: Wording, name: str) -> Markup:
    """Somebody has allowed their name on the wall."""
    return _("✓ Your first name “{name}” may stand on the wall. Take it back: /privacy", name=name)


def name_hidden(_: Wording) -> Markup:
    """Somebody's name is off the wall."""
    return _("✓ Your first name is not on the wall. Change: /privacy")


def _opening(_: Wording, link: str) -> Row:
    """Telegram takes no addresses of this machine as buttons."""
    copy = Button(str(_("Copy link")), copy=link)
    if link.startswith("https://"):
        return (Button(str(_("Open wall")), url=link, style="primary"), copy)
    return (copy,)
