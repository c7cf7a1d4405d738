"""Words that say who somebody is name no theme and are counted by nobody."""

import pytest

from flows.themes.grouping import group
from flows.themes.of_people import words_of_people
from tests.flows.themes.saying import voices

NAMES = ("Grace Muster", "Leo Lind", "Amira Haddad")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Grace Muster kennt alle.", {"grace", "muster"}),
        ("Fragt Frau Muster.", {"muster"}),
        ("Leo hilft, und Leos Liste auch.", {"leo", "leos"}),
        ("Ruft an: 030 23125 017", {"030", "23125", "017"}),
        ("Schreibt an anna_1@beispiel.example.", {"anna", "1", "beispiel", "example"}),
        ("Ein gutes Muster für alle.", set()),
        ("Vertrauen braucht Zeit.", set()),
    ],
)
def test_details_and_names_are_found_but_no_word_of_every_day(text: str, words: set[str]) -> None:
    assert words_of_people([text], NAMES) == words


def test_a_name_alone_is_found_in_every_script() -> None:
    assert words_of_people(["حداد تعرف الجميع"], ["أميرة حداد"]) == {"حداد"}


def test_what_belongs_to_people_names_no_theme_and_is_not_counted() -> None:
    said = [
        "Grace Muster kennt alle Türen im Viertel",
        "Ohne Grace Muster öffnet sich keine Tür",
        "Die Kasse: DE89370400440532013000",
        "Für die Kasse DE89370400440532013000",
        "Kaffee trinken",
    ]
    people = words_of_people(said, NAMES)
    found = group(" ".join(["Was hilft?", *people]), voices(said))
    told = [theme.label for theme in found.themes] + [one.word for one in found.mentions]
    assert told
    assert not any("Grace" in one or "Muster" in one or "DE89" in one for one in told)
