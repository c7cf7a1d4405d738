"""What stands under one's own answer about its sentence in the post."""

from markupsafe import Markup

from bot.messages.consenting import ask_button, decide
from bot.messages.message import Button, Row
from bot.messages.wording import Wording
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.summary import Quote
from storage.quotes import StoredQuote


def in_answer(_: Wording, quote: StoredQuote, *, kept_out: bool = False) -> tuple[Markup, Row]:
    """Under one's own answer: what becomes of its sentence, and what can be done about it.

    Args:
        _: the author's language.
        quote: the sentence.
        kept_out: whether something else than its author keeps it out of the post.
    """
    no = Button(str(_("Do not quote")), press=decide(quote, Attribution.NOT_QUOTED))
    match quote.state:
        case QuoteState.PROPOSED:
            return Markup(), ()
        case QuoteState.ASKED:
            waits = _("To be quoted in the post, if you allow it: “{words}”", words=quote.words)
            return waits, (ask_button(quote, _("Decide")), no)
        case QuoteState.DECLINED:
            return _("Not quoted in the post: “{words}”", words=quote.words), (
                ask_button(quote, _("Quote it after all")),
            )
        case QuoteState.ALLOWED if kept_out:
            said = _(
                "You have allowed this. As it is, it does not go into the post: “{words}”",
                words=quote.words,
            )
            return said, (no,)
        case QuoteState.ALLOWED if quote.name is None:
            said = _("Quoted in the post without a name: “{words}”", words=quote.words)
            return said, (no,)
        case QuoteState.ALLOWED:
            facts = {"name": quote.name, "words": quote.words}
            return _("Quoted in the post as “{name}”: “{words}”", **facts), (no,)


def still_posted(_: Wording, quote: Quote, press: str) -> tuple[Markup, Row]:
    """Under one's own answer: nobody wants its sentence any more, but a post that is out has it."""
    no = Button(str(_("Do not quote")), press=press)
    if quote.by is None:
        words = {"words": quote.text}
        return _("Quoted in the published post without a name: “{words}”", **words), (no,)
    facts = {"name": quote.by, "words": quote.text}
    return _("Quoted in the published post as “{name}”: “{words}”", **facts), (no,)
