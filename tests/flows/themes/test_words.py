from flows.themes.words import UNKNOWN, stem, stems, surfaces, vocabulary, written_in


def test_the_language_is_the_one_that_is_written_not_the_one_that_was_asked_in() -> None:
    assert written_in("We should meet in the park more often", "de") == "en"
    assert written_in("Wir sollten uns öfter im Park treffen", "en") == "de"


def test_where_a_text_does_not_tell_the_language_of_the_question_counts() -> None:
    assert written_in("Vertrauen, Ausdauer", "de-AT") == "de"
    assert written_in("Trust", None) is None
    assert written_in("Vertrauen in Berlin", None) is None


def test_another_script_is_never_taken_for_german_or_english() -> None:
    assert written_in("Довіра і час", "de") == UNKNOWN


def test_stems_leave_out_words_without_meaning_in_any_known_language_where_it_is_unknown() -> None:
    assert stems("Die Listen und die Liste", "de") == ["list", "list"]
    assert stems("la liste und the list", "fr") == ["la", "liste", "list"]


def test_surfaces_are_words_as_they_are_written() -> None:
    assert surfaces("Das E-Mail-Programm, im 21. Jh. – und Rock’n’Roll") == [
        "E-Mail-Programm",
        "Rock’n’Roll",
    ]


def test_a_question_is_known_in_all_its_forms() -> None:
    known = vocabulary(["Was bedeutet Netzwerken?"])
    assert {stem("bedeuten", "de"), stem("Netzwerke", "de")} <= known
