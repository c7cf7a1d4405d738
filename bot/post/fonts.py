"""Letters for the files: they come with libraries, so nothing has to be fetched or installed."""

from importlib.util import find_spec
from pathlib import Path

import manimgx_fonts

FOLDER = Path(manimgx_fonts.__file__).parent
"""Noto Sans for the scripts that people write in, and Noto Emoji, as files of their own."""

_PLOTTING = find_spec("matplotlib")  # found, not loaded

LAST_RESORT = tuple(
    Path(place, "mpl-data", "fonts", "ttf")
    for place in (_PLOTTING.submodule_search_locations or () if _PLOTTING else ())
)
"""Where the font is that has a box for every character there is, so that none is left out."""

FALLBACKS = (
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Ethiopic",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Sinhala",
    "Noto Sans Thai",
    "Noto Sans Khmer",
    "Noto Sans Lao",
    "Noto Sans Myanmar",
    "Noto Sans Symbols",
    "Noto Emoji",
)
"""Families to look for a character in that the text's own family does not have, in this order."""
