"""What stands below the picture of a post: the same in words, as far as it has room."""

from markupsafe import Markup

from bot.messages.direction import isolated
from bot.messages.message import lines
from bot.messages.wording import in_language
from bot.post import sentences
from bot.post.splitting import split_html
from flows.summary import Summary

LONGEST_CAPTION = 1024
"""UTF-16 units (Bot API, sendPhoto)."""


def caption(summary: Summary, language: str) -> str:
    """The title, the occasion, and how many took part, as Telegram HTML."""
    _ = in_language(language)
    title = Markup("<b>{}</b>").format(isolated(summary.event.title))
    said = lines(
        title,
        sentences.occasion(summary.event, _),
        sentences.attendance(summary.participation, _),
    )
    return split_html(str(said), LONGEST_CAPTION)[0]
