from itertools import combinations

import pytest

from flows.themes.evidence import shared
from flows.themes.grouping import group
from flows.themes.words import vocabulary
from tests.flows.themes.saying import voices


def pairs(*texts: str, language: str = "de", question: str = "") -> list[tuple[int, int]]:
    """Which of some texts share something, by their places."""
    found = shared(texts, language, vocabulary([question]))
    assert (found == found.T).all()
    return [pair for pair in combinations(range(len(texts)), 2) if found[pair]]


def test_a_noun_in_common_is_enough() -> None:
    said = [
        "Ein fester Termin im Monat, immer am gleichen Ort, ohne lange Absprachen",
        "Ein Netzwerk trägt sich, wenn jemand den nächsten Termin macht und alle einlädt",
        "Das klappt am gleichen Ort",
    ]
    assert pairs(*said) == [(0, 1), (0, 2)]


def test_a_noun_is_found_in_a_compound() -> None:
    said = ["Es fehlt ein breiter Radweg am Fluss", "Die Fahrradwege sind überall sehr holprig"]
    assert pairs(*said) == [(0, 1)]


def test_a_noun_is_known_where_it_only_starts_sentences() -> None:
    said = [
        "Ich gehe hin. Vertrauen wächst, wenn man sich sieht, E-Mails liest niemand.",
        "Vertrauen gibt, wer zuhört, nachfragt, anbietet, abwartet.",
    ]
    assert pairs(*said) == [(0, 1)]
    assert pairs(*said, "dass wir einander blind vertrauen, tröstet kranke Nachbarn") == []


def test_a_verb_is_no_noun_because_its_letters_are_those_of_one() -> None:
    said = [
        "Wir sehen dort zuerst Familien, Kinder, Nachbarn, dann erst Fälle",
        "Netzwerke finden Arme, die durch jedes grobe Raster fallen",
    ]
    assert pairs(*said) == []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Netzwerken heißt für mich Feste", "In der Beratung heißt es Listen pflegen"),
        ("de", "Das kann ich niemandem sagen", "Deshalb sagen manche lieber nichts"),
        ("de", "Am besten zwei", "Es spielen nicht nur die Besten"),
        ("en", "Knowing somebody before you need them", "Going out, even if I know nobody"),
        ("en", "Nobody said that I can ask", "Something to ask for"),
        ("en", "Let new people do something real", "Telling people what came out of it"),
    ],
)
def test_a_pale_word_in_common_is_not_enough(language: str, one: str, other: str) -> None:
    assert pairs(one, other, language=language) == []


def test_letters_in_common_are_not_enough() -> None:
    assert pairs("Mit Essen.", "Man kann es nur gießen.") == []


def test_another_word_is_enough_where_one_of_them_says_little_else() -> None:
    long = "The office never trusted my grandmother with money, forms, keys or letters"
    assert pairs("We need trust", long, "Trust", language="en") == [(0, 1), (0, 2), (1, 2)]
    other = "Trusted doctors visit quiet villages every winter morning"
    assert pairs(long, other, language="en") == []
    assert pairs(long, other + " with letters", language="en") == [(0, 1)]


def test_words_of_the_question_and_their_parts_are_no_evidence() -> None:
    said = ["Netzwerk heißt Feste", "Im Netzwerk kennt man Namen", "Ein Netzwerktreffen"]
    assert pairs(*said, question="Was bedeutet Netzwerkarbeit?") == []
    assert pairs(*said) == [(0, 1), (0, 2), (1, 2)]


GERMAN = (
    "Bei uns heißt es: Wer es sagt, macht es. Deshalb sagen manche lieber nichts.",
    "Datenschutz. Ich darf oft nicht sagen, was ich weiß.",
    "Wir müssen Zahlen liefern: wie viele kamen, wie lange, warum.",
    "Die Nähwerkstatt lebt von Spenden, also müssen wir zeigen, was wir tun.",
    "Ich bin nur für mich hier.",
)
ENGLISH = (
    "In an organisation you know your place. In a network you have to make it.",
    "I do not know yet.",
    "People come because they want to.",
    "Let new people do something real in the first week.",
    "A list of doctors.",
)


@pytest.mark.parametrize(("language", "said"), [("de", GERMAN), ("en", ENGLISH)])
def test_few_answers_that_share_only_pale_words_stay_voices(
    language: str, said: tuple[str, ...]
) -> None:
    grouping = group("Was fällt dir auf?", voices(said, language=language))
    assert (grouping.themes, sorted(grouping.voices)) == ((), [1, 2, 3, 4, 5])


@pytest.mark.parametrize(
    ("language", "more"),
    [
        ("de", ("Eine Liste mit Angeboten, die jemand pflegt", "Angebote sammeln in einer Liste")),
        ("en", ("A list of doctors and schools", "One list for all doctors")),
    ],
)
def test_few_answers_that_share_more_make_a_theme(language: str, more: tuple[str, ...]) -> None:
    said = (GERMAN if language == "de" else ENGLISH)[:4] + more
    grouping = group("Was fällt dir auf?", voices(said, language=language))
    assert [theme.answers for theme in grouping.themes] == [(5, 6)]
