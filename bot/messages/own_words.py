"""The facilitators' own words in the post: the introduction and the last paragraph."""

from typing import Literal

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines
from bot.messages.wording import Wording
from flows.summary import Event
from flows.workshop import Workshop

Part = Literal["introduction", "closing"]

LONGEST = 1500
"""Of each text, in UTF-16 units: more than five long sentences."""


def suggestion(_: Wording, part: Part, event: Event) -> str:
    """A text to begin with, in the language of the post; plain, not HTML."""
    if part == "closing":
        return _("Thank you to everyone who took part.").unescape()
    dates = sorted({day for day in event.dates if day is not None})
    text = _("We took part in the workshop “{title}”. Here is what we said.", title=event.title)
    if dates:
        text = _(
            "On {dates} we took part in the workshop “{title}”. Here is what we said.",
            dates=_.spelled_dates(dates),
            title=event.title,
        )
    return text.unescape()


def ask(_: Wording, workshop: Workshop, part: Part, current: str, suggested: str) -> Message:
    """Ask for a text; the one that is there is shown."""
    how = _("Type your text, two to five sentences. It appears exactly like that.")
    use = Button(str(_("Use suggestion")), press=f"sumuse:{workshop.id}:{part}", style="primary")
    back = Button(str(_("Back")), press=f"sum:{workshop.id}")
    if current:
        rows: tuple[Row, ...] = (
            (Button(str(_("Remove text")), press=f"sumclear:{workshop.id}:{part}"), back),
        )
        shown = _("Now it reads:"), _quotation(current)
    else:
        rows = ((use,), (back,))
        shown = _("Or take the suggestion:"), _quotation(suggested)
    return Message(lines(_heading(_, part), how, *shown), rows)


def stored(_: Wording, workshop: Workshop, part: Part, text: str, *, tells: bool) -> Message:
    """Show a text back as it will appear; `tells` if it may give somebody away."""
    back = Button(str(_("Overview")), press=f"sum:{workshop.id}", style="primary")
    change = Button(str(_("Change")), press=f"sumtext:{workshop.id}:{part}")
    if not text:
        return Message(lines(_heading(_, part), _("The text is removed.")), ((back, change),))
    said = _("This is how it appears:")
    # To thank somebody by name is fine, so this only makes them think of it.
    somebody = _(
        "The text may say who somebody is, or how to reach them: if that is fine with them, leave "
        "it as it is, otherwise tap “Change”."
    )
    shown = lines(_heading(_, part), said, _quotation(text), somebody if tells else "")
    return Message(shown, ((back, change),))


def in_preview(_: Wording) -> Markup:
    """Below the preview: the introduction or the last paragraph may give somebody away."""
    return _(
        "The introduction or closing may say who somebody is, or how to reach them: if that is "
        "fine with them, leave it as it is, otherwise tap “Overview”."
    )


def too_long(_: Wording, length: int) -> Message:
    """Say kindly that a text is too long."""
    return Message(
        _(
            "That is {length} characters; there is room for {most}. I have not stored it yet: "
            "please send it once more, a little shorter.",
            length=length,
            most=LONGEST,
        )
    )


def _heading(_: Wording, part: Part) -> Markup:
    heading = _("Introduction") if part == "introduction" else _("Closing")
    return Markup("<b>{}</b>").format(heading)


def _quotation(text: str) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(text)
