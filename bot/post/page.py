"""The post as HTML: a page that needs nothing else, and a fragment for a page that is there."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.messages.wording import in_language
from bot.post.document import document
from flows.summary import Summary

_TEMPLATES = Environment(
    loader=PackageLoader("bot.post"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["lines"] = lambda text: Markup("<br>\n").join(text.split("\n"))


def page(summary: Summary, language: str) -> str:
    """The post as one self-contained HTML document, without script and without outside requests.

    Each quote has a number and each count a letter; they lead to the list of sources at the end,
    which says what they rest on.

    Args:
        summary: what to print.
        language: one of the bot's languages, for everything but the quotes.
    """
    return _rendered("page.html.jinja", summary, language)


def fragment(summary: Summary, language: str) -> str:
    """The post as a piece of HTML for a blog: plain elements, no styles, no charts.

    It begins with a heading of the second level, for the blog has the first. The links to sources
    have the prefix `nachklang-`, so that they meet no other.

    Args:
        summary: what to print.
        language: one of the bot's languages, for everything but the quotes.
    """
    return _rendered("fragment.html.jinja", summary, language)


def _rendered(template: str, summary: Summary, language: str) -> str:
    post = document(summary, language)
    return _TEMPLATES.get_template(template).render(_=in_language(language), post=post)
