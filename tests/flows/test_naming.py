"""Names of themes when answers go."""

from flows.themes.naming import borne_out, tells_of


def test_a_name_that_other_answers_bear_out_stays() -> None:
    remaining = ["Eine gemeinsame Liste", "Angebote teilen"]
    assert borne_out("Liste, Angebote", remaining, ["Liste der Angebote"]) == "Liste, Angebote"


def test_words_that_went_with_an_answer_leave_the_name() -> None:
    assert borne_out("Liste, Angebote", ["Eine LISTE"], ["Liste der Angebote"]) == "Liste"
    assert borne_out("Fahrrad", ["Eine Liste"], ["Mein Fahrrad"]) == ""


def test_words_that_nobody_took_along_stay() -> None:
    assert borne_out("Liste, Angebote", ["Eine Liste"], ["Mein Fahrrad"]) == "Liste, Angebote"


def test_where_nobody_knows_what_went_every_word_has_to_be_borne_out() -> None:
    assert borne_out("Stadtteil-Feste und Tee", ["Stadtteil-Feste"]) == "Stadtteil-Feste"


def test_a_typed_name_tells_of_an_answer_that_went_by_a_word_only_that_one_had() -> None:
    gone = ["Unsere Fahrradwerkstatt in der Not"]
    assert tells_of("Fahrradwerkstatt", ["Listen"], gone)
    assert not tells_of("Fahrradwerkstatt", ["Die Fahrradwerkstatt"], gone)
    assert not tells_of("Not", ["Listen"], gone)
