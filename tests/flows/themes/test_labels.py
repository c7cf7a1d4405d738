import pytest

from flows.themes.labels import UNNAMED, label_of
from tests.flows.themes.saying import voices


def test_a_label_is_made_of_the_words_that_members_share_and_others_do_not() -> None:
    said = voices(
        ["Mehr Zeit für Listen", "Listen pflegen", "eine Liste mit Zeit", "Zeit", "Zeit?"]
    )
    assert label_of("Was hilft?", said[:3], said[3:]) == "Listen, Zeit"


def test_words_of_the_question_name_nothing() -> None:
    said = voices(["Netzwerke brauchen Geduld", "Geduld im Netzwerk", "Netzwerk"])
    assert label_of("Was ist ein Netzwerk?", said[:2], said[2:]) == "Geduld"


def test_a_label_holds_no_word_that_only_people_used_who_are_not_quoted() -> None:
    said = voices(["Scheidung und Umzug", "Scheidung, dann Umzug", "Umzug"], hidden=[1, 2])
    assert label_of("Was war?", said, []) == "Umzug"
    assert label_of("Was war?", said[:2], said[2:]) == UNNAMED


def test_where_nobody_shares_a_word_the_rarest_name_the_theme() -> None:
    said = voices(["Geduld", "Ausdauer", "Mut", "Mut haben"])
    assert label_of("Was?", said[:2], said[2:]) == "Ausdauer, Geduld"


def test_a_word_and_its_compound_do_not_stand_side_by_side() -> None:
    said = voices(["Radweg, Fahrradweg", "Radweg und Fahrradweg", "Bus"])
    assert label_of("Was fehlt?", said[:2], said[2:]) == "Fahrradweg"


def test_the_same_text_pasted_by_many_weighs_as_one() -> None:
    said = voices(["Freibier"] * 5 + ["gute Räume", "Räume mit Licht", "Freibier"])
    assert label_of("Was?", said[:7], said[7:]) == "Räume"


def test_a_pale_word_names_nothing() -> None:
    said = voices(["Das wissen die Nachbarn", "Nachbarn wissen es", "wer weiß", "die Leute wissen"])
    assert label_of("Was hilft?", said[:2], said[2:]) == "Nachbarn"
    assert label_of("Was hilft?", said[2:], said[:2]) == UNNAMED
    english = voices(["people know", "people who know"], language="en")
    assert label_of("What helps?", english, []) == UNNAMED


@pytest.mark.parametrize(
    ("said", "label"),
    [
        (["الثقة تحتاج إلى الوقت", "نحتاج إلى الثقة", "الوصول إلى المدينة"], "الثقة"),
        (["Нам потрібна довіра, щоб говорити", "довіра є, щоб бути разом", "щоб бути"], "довіра"),
        (["اعتماد برای همه", "اعتماد از اول برای ما", "برای همه"], "اعتماد"),
        (["Доверие очень важно, чтобы жить", "чтобы было доверие", "чтобы было"], "доверие"),
    ],
)
def test_words_that_hold_sentences_together_name_nothing_in_other_scripts_either(
    said: list[str], label: str
) -> None:
    heard = voices(said)
    assert label_of("Was hilft?", heard[:2], heard[2:]) == label


def test_a_part_of_a_word_of_the_question_names_nothing() -> None:
    said = voices(["Ein Netzwerk mit Geduld", "Netzwerk und Geduld"])
    assert label_of("Was ist Netzwerkarbeit?", said, []) == "Geduld"


def test_a_noun_comes_before_another_word() -> None:
    said = voices(["Vertrauen aufbauen", "Vertrauen aufbauen, langsam", "Vertrauen", "Mut"])
    assert label_of("Was hilft?", said[:2], said[2:]) == "Vertrauen, aufbauen"
