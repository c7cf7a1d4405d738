"""Answers as facilitators read them: their authors named the way they have chosen."""

from markupsafe import Markup

from bot.messages.direction import isolated
from bot.messages.wording import Wording
from flows.attribution import Attribution, shown_name


def author(_: Wording, attribution: Attribution | None, name: str) -> Markup:
    """`Amira` · `without a name` · `not to be quoted`, also for who has not said yet."""
    chosen = attribution or Attribution.NOT_QUOTED
    if chosen is Attribution.NOT_QUOTED:
        return _("not to be quoted")
    shown = shown_name(chosen, name)
    return Markup.escape(isolated(shown)) if shown else _("without a name")


def in_words(_: Wording, words: str, attribution: Attribution | None, name: str) -> Markup:
    """The words as a quotation, and whose they are beneath."""
    quoted = Markup("<blockquote>{}</blockquote>– {}")
    return quoted.format(words, author(_, attribution, name))
