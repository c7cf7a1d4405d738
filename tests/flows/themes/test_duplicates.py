from flows.themes.duplicates import alike, near_duplicates


def test_the_same_text_in_other_spelling_is_one() -> None:
    assert near_duplicates(["Zeit haben!", "Mut", "zeit haben", "ZEIT  haben."]) == [[0, 2, 3], [1]]


def test_a_text_with_a_word_more_is_the_same() -> None:
    one = "wir brauchen einen Ort an dem sich alle treffen können"
    assert near_duplicates([one, "Geld", one + " jederzeit", one]) == [[0, 2, 3], [1]]


def test_short_texts_are_alike_only_if_they_are_equal() -> None:
    assert not alike("mehr Zeit", "mehr Geld")
    assert near_duplicates(["mehr Zeit", "mehr Geld", ""]) == [[0], [1], [2]]


def test_numbers_and_signs_make_a_difference() -> None:
    assert near_duplicates(["Tempo 30", "Tempo 50", "👍", "🎉", "👍 "]) == [[0], [1], [2, 4], [3]]
