"""Voices for the tests of grouping."""

from collections.abc import Sequence

from flows.ids import AnswerId, ParticipantId
from flows.themes.values import Voice


def voice(number: int, text: str, *, language: str = "de", quotable: bool = True) -> Voice:
    return Voice(AnswerId(number), ParticipantId(100 + number), text, language, quotable)


def voices(
    texts: Sequence[str], *, hidden: Sequence[int] = (), language: str = "de"
) -> list[Voice]:
    """One voice for each text, numbered from 1; those in `hidden` may not be quoted."""
    return [
        voice(number, text, language=language, quotable=number not in hidden)
        for number, text in enumerate(texts, 1)
    ]


NETWORK = (
    "Sich kennen, bevor man sich braucht.",
    "Vertrauen aufbauen, bevor man etwas braucht",
    "Vertrauen ist für mich das Wichtigste.",
    "Man braucht Zeit, um Vertrauen aufzubauen, das geht nicht an einem Abend.",
    "Wissen, wer was macht",
    "Eine Liste, wer was anbietet. Das wäre schon viel.",
    "Zu wissen, wer was anbietet und wer zuständig ist",
    "weiß nicht",
    "k. A.",
    "Gemeinsam Anträge schreiben",
    "Kaffee trinken",
    "Eine gemeinsame Liste mit allen Angeboten",
    "Voneinander lernen",
    "Vertrauen und Geduld",
    "Kontakte pflegen, auch wenn gerade nichts ansteht.",
    "Kontakte pflegen",
)
QUESTION = "Was bedeutet für uns Netzwerkarbeit?"
