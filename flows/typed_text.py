"""What people type, made even before it is read."""

import re
import unicodedata

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_NOISE = " \t\r\n,;!?\"'„“”‚‘’»«›‹()[]"


def evened(text: str) -> str:
    """The text in lower case, with plain digits, dashes and single spaces, without quotes around.

    Phones make dashes, quotes and narrow spaces of their own; none of them means anything here.
    """
    # NFKC also turns full-width digits and no-break spaces into the plain ones.
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(plain.strip(_NOISE).split())
