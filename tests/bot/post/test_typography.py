import pytest

from bot.messages.direction import isolated
from bot.post.typography import quoted, reads_from_right, spoken, tied


@pytest.mark.parametrize(
    ("language", "post_language", "expected"),
    [
        (None, "de", "„Ja“"),
        (None, "en", "“Ja”"),
        ("en-GB", "de", "“Ja”"),
        ("de", "en", "„Ja“"),
        ("uk", "de", "„Ja“"),
    ],
)
def test_quotation_marks_follow_the_language_of_the_quote_then_of_the_post(
    language: str | None, post_language: str, expected: str
) -> None:
    assert quoted("Ja", language, post_language) == expected


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Vertrauen zuerst", "de"),
        ("الثقة أولا", "ar"),
        ("گفتگو با همه", "fa"),
        ("Довіра росте", "uk"),
        ("Это было хорошо", "ru"),
        ("добро", "und"),
        ("Wir sagen dazu „ثقة“.", "de"),
        ("👍", "de"),
        ("", "de"),
    ],
)
def test_the_letters_of_words_tell_their_language_as_far_as_they_can(
    words: str, language: str
) -> None:
    assert spoken(words, "de") == language


@pytest.mark.parametrize(
    ("words", "from_right"),
    [("الثقة first", True), ("1. شبكة", True), ("first الثقة", False), ("…", False)],
)
def test_a_paragraph_reads_as_its_first_letter_does(words: str, from_right: bool) -> None:
    assert reads_from_right(words) is from_right


def test_only_lines_from_right_to_left_are_isolated() -> None:
    assert isolated("Netz\nشبكة\nwerk") == "Netz\n\u2068شبكة\u2069\nwerk"


def test_a_line_that_sets_a_direction_cannot_turn_what_follows() -> None:
    assert isolated("harmlos\u202e") == "\u2068harmlos\u202e\u2069"


def test_dates_and_abbreviations_hold_together() -> None:
    assert tied("am 30. Januar, Haus e. V., z. B. am 3 May, nicht 3 km. Ende") == (
        "am 30.\u00a0Januar, Haus e.\u00a0V., z.\u00a0B. am 3\u00a0May, nicht 3 km. Ende"
    )
