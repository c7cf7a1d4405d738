"""Answers that say nothing: they count as taking part, and as nothing else."""

import unicodedata
from typing import Final

from flows.themes.words import tokens

_FILLERS: Final = """
ich leider gerade grad noch dazu hierzu es das dies so echt wirklich da hab habe hm hmm äh öh
ehrlich gesagt auch eigentlich genau gar im moment momentan spontan sorry tut mir leid jetzt
i really just honestly at the moment right now am m do have so far to be honest still
"""
_PHRASES: Final = """
weiss nicht|weiss net|weiss nich|nicht weiss|weiss|kein plan|keine ahnung|kein ahnung|ahnung
null ahnung|k a|ka|keine angabe|keine angaben|keine antwort|kein kommentar|keine meinung
nicht sicher|bin nicht sicher|bin nicht ganz sicher|fällt nichts ein|fällt nix ein|keine idee
kann nicht sagen|kann nichts sagen|kann man nicht sagen|kann nichts zu sagen|nichts zu sagen
passe|pass|entfällt|x|xx|xxx|hm|hmm|äh|öh|test
don t know|dont know|not know|don t no|dunno|idk|no idea|no clue|not sure|no answer|no comment
no opinion|nothing comes mind|can t say|cannot say|n a|na|nothing say|not applicable
can t think of anything
"""
_FILLING: Final = frozenset(_FILLERS.split())
_KNOWN: Final = frozenset(_PHRASES.strip().replace("\n", "|").split("|"))


def says_nothing(text: str) -> bool:
    """Whether an answer is empty or only says that its author has none.

    "weiß nicht", "k. A.", "keine Ahnung", "-" and "no idea" are such answers; "nichts" is not, for
    to "what is missing?" it says a lot. Nor is a sign of its own, as an emoji.
    """
    found = tokens(text)
    if not found:
        return not any(_is_sign(character) for character in text)
    rest = [word for word in found if word not in _FILLING]
    return " ".join(found) in _KNOWN or " ".join(rest) in _KNOWN


def _is_sign(character: str) -> bool:
    """A digit or a symbol like an emoji, by its Unicode category."""
    return unicodedata.category(character) in {"Nd", "No", "So"}
