"""Small numbers as words."""

from markupsafe import Markup

from bot.messages.wording import Wording


def in_words(_: Wording, n: int) -> str:
    """`five` for 5; digits from thirteen on, as printed German and English do."""
    words = (
        _("no"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
        _("eleven"),
        _("twelve"),
    )
    return str(words[n]) if n < len(words) else str(n)


def questions(_: Wording, n: int) -> Markup:
    """`five questions` · `one question`."""
    return _.many("one question", "{count} questions", n, count=in_words(_, n))
