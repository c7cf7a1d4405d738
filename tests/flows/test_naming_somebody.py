"""Whether a text names a certain person."""

import pytest

from flows.naming_somebody import names_somebody

OTHERS = ("Leo Lind", "Amira Probe")


@pytest.mark.parametrize(
    "text",
    [
        "Wir danken Jonna Beispiel.",
        "wir danken jonna beispiel",
        "Frau Beispiel hat geholfen.",
        "Danke an Jonna, Leo und alle.",
        "Jonnas Idee war gut.",
    ],
)
def test_a_full_name_and_a_first_name_of_ones_own_mean_somebody(text: str) -> None:
    assert names_somebody(text, ["Jonna Beispiel"], OTHERS)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Leo war dabei.", "Leo Muster"),
        ("Leo Lind war dabei.", "Leo Lind"),
        ("Im Mai waren wir dabei.", "Mai Beispiel"),
        ("Wir danken Jonnathan.", "Jonna Beispiel"),
        ("Wir haben jonna gesagt.", "Jonna Beispiel"),
        ("J. war dabei.", "J. Beispiel"),
        ("Alle waren dabei.", "  "),
    ],
)
def test_what_may_mean_others_or_nobody_does_not(text: str, name: str) -> None:
    assert not names_somebody(text, [name], OTHERS)


def test_who_writes_their_first_name_small_is_found_either_way() -> None:
    assert names_somebody("Danke an jonna.", ["jonna"], OTHERS)
    assert names_somebody("Danke an Jonna.", ["jonna"], OTHERS)
