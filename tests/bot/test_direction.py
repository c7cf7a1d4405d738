"""Names and words from right to left, in sentences that run the other way."""

from markupsafe import Markup

from bot.messages.direction import bare, isolated
from bot.messages.wording import in_language

AMIRA = "أميرة"


def test_a_name_from_right_to_left_leaves_the_direction_of_its_sentence_alone() -> None:
    _ = in_language("de")
    assert _("{name} writes", name=AMIRA) == f"\u2068{AMIRA}\u2069 schreibt"
    assert _("{name} writes", name="Zoë") == "Zoë schreibt"
    assert _("{name} writes", name=f"<{AMIRA}>") == f"\u2068&lt;{AMIRA}&gt;\u2069 schreibt"
    assert _.many("{n} skipped by {name}", "{n} skipped by {name}", 2, name=AMIRA) == (
        f"2 skipped by \u2068{AMIRA}\u2069"
    )


def test_sentences_within_sentences_are_not_set_apart_as_a_whole() -> None:
    _ = in_language("en")
    inner = _("{name} writes", name=AMIRA)
    assert _("Reply to {what}", what=inner) == f"Reply to {inner}"
    assert isinstance(inner, Markup)


def test_each_line_is_set_apart_once() -> None:
    once = isolated(f"{AMIRA}\nplain\n{AMIRA} {AMIRA}")
    assert once == f"\u2068{AMIRA}\u2069\nplain\n\u2068{AMIRA} {AMIRA}\u2069"
    assert isolated(once) == once
    assert bare(once) == f"{AMIRA}\nplain\n{AMIRA} {AMIRA}"
    two = f"\u2068{AMIRA}\u2069, \u2068{AMIRA}\u2069"
    assert isolated(two) == f"\u2068{two}\u2069"
