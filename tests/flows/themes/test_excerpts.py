from hypothesis import given, settings
from hypothesis import strategies as st

from flows.themes.excerpts import MOST, excerpt, first_sentence

LONG = (
    "Ich war lange skeptisch. "
    "Dann haben wir im Stadtteil zusammen ein Fest gemacht und viele kamen. "
    "Vertrauen wächst langsam, das habe ich gelernt! Ohne die Leute vom Kiosk, die alle kennen, "
    "wäre daraus sicher nichts geworden."
)


def test_a_short_answer_is_quoted_whole() -> None:
    assert excerpt("  Ein Fest im Hof, mit allen.\n") == "Ein Fest im Hof, mit allen."


def test_of_a_long_answer_whole_sentences_are_quoted() -> None:
    assert excerpt(LONG) == (
        "Ich war lange skeptisch. "
        "Dann haben wir im Stadtteil zusammen ein Fest gemacht und viele kamen."
    )


def test_sentences_that_hold_the_words_of_the_theme_are_preferred() -> None:
    assert excerpt(LONG, ["Vertrauen", "lernen"]) == (
        "Vertrauen wächst langsam, das habe ich gelernt!"
    )


def test_a_sentence_that_is_too_long_ends_at_a_pause() -> None:
    text = "eins zwei drei vier fünf sechs, " + " ".join(["weiter"] * 30)
    assert excerpt(text) == "eins zwei drei vier fünf sechs"


def test_a_sentence_that_is_too_long_and_has_no_pause_ends_after_a_word() -> None:
    assert excerpt(" ".join(["weiter"] * 30), most=6) == " ".join(["weiter"] * 6)


def test_a_pause_after_few_words_is_no_end() -> None:
    text = "Ja, " + " ".join(["weiter"] * 30)
    assert excerpt(text, most=5) == "Ja, " + " ".join(["weiter"] * 4)


def test_an_answer_of_very_short_and_very_long_sentences_is_cut_in_the_long_one() -> None:
    assert excerpt("Ja. " + " ".join(["viel"] * 40)) == " ".join(["viel"] * MOST)


def test_an_abbreviation_or_a_number_inside_does_not_matter_for_exactness() -> None:
    text = "Z. B. um 17.30 Uhr, wenn alle Zeit haben. " * 4
    assert excerpt(text) in text


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(st.sampled_from("ab .,;!?\n–-…”"), max_size=300), st.integers(4, 25))
def test_an_excerpt_is_always_an_exact_part_of_the_answer(text: str, most: int) -> None:
    found = excerpt(text, ["ab"], most)
    assert found in text
    assert found == found.strip()
    assert len(found.split()) <= len(text.split())


def test_the_first_sentence_is_the_one_before_the_first_full_stop() -> None:
    assert (first_sentence("Erst das. Dann jenes."), first_sentence(" … ")) == ("Erst das.", "")
