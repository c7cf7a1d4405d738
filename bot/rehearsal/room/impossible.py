"""What cannot be done in the room, said so that somebody knows what to do instead."""

from collections.abc import Callable

from markupsafe import Markup

from bot.messages.wording import SOURCE_LANGUAGE, Wording, in_language

Sentence = Callable[[Wording], Markup]
"""What to say, once the reader's language is known."""


class Impossible(Exception):
    """Nothing was done; the sentence says why, and what to do instead. As a string it is English.

    Args:
        sentence: the sentence.
    """

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(_plain(sentence(in_language(SOURCE_LANGUAGE))))
        self._sentence = sentence

    def in_words(self, _: Wording) -> str:
        """The sentence, as plain text."""
        return _plain(self._sentence(_))


def _plain(text: Markup) -> str:
    return text.unescape()
