"""What authors are asked about details in a sentence that they wrote for the post."""

from markupsafe import Markup

from bot.messages.consenting import quoted, reword
from bot.messages.details import in_sentence, way_out
from bot.messages.message import Button, Message, lines, paragraphs
from bot.messages.wording import Wording
from flows.consent import mark
from flows.details import Detail
from storage.quotes import StoredQuote


def question(
    _: Wording, quote: StoredQuote, found: tuple[Detail, ...], *, lead: Markup | None = None
) -> Message:
    """What is to become of details about other people in a sentence that its author wrote."""
    place = f"{quote.id}:{mark(quote.words)}"
    text = lines(
        Markup("<b>{}</b>").format(_("Before I ask about this sentence")),
        quoted(quote.words),
        in_sentence(_, quote.words, found),
    )
    out = Button(way_out(_, found), press=f"citeout:{place}", style="primary")
    keep = Button(str(_("Keep as it is")), press=f"citekeep:{place}")
    anew = Button(str(_("Rewrite")), press=reword(quote.id, quote.words))
    return Message(paragraphs(lead or "", text), ((out,), (keep, anew)))


def again(_: Wording) -> Markup:
    """Above that question, where somebody wrote something else."""
    return _("I have not stored this. Tap a button, or type the button's number.")
