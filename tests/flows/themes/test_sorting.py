from random import Random

from flows.themes.sorting import sort
from tests.flows.themes.saying import voices

SUBJECTS = {
    "Busse": "Die Busse fahren abends zu selten {} nach Hause",
    "Wohnungen": "Bezahlbare Wohnungen fehlen {} im ganzen Viertel",
    "Spielplatz": "Der Spielplatz braucht neue Geräte {} und Schatten",
}
COUNTED = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"


def many() -> list[str]:
    texts = [form.format(number) for form in SUBJECTS.values() for number in COUNTED.split()]
    return Random(3).sample(texts, len(texts))


def test_of_many_texts_those_that_were_not_compared_go_to_the_groups_found() -> None:
    texts = many()
    piles = sort(voices(texts), "de", sample=18)
    found = [
        {word for word in SUBJECTS if all(word in v.text for v in pile.answers)}
        for pile in piles.groups
    ]
    assert all(len(words) == 1 for words in found)
    assert set().union(*found) == set(SUBJECTS)
    assert sum(len(pile.answers) for pile in piles.groups) > len(texts) // 2


def test_of_many_texts_without_anything_in_common_none_is_grouped() -> None:
    texts = ["abc", "defg", "hijkl", "mnopqr", "stuvwxy", "zäöü"]
    piles = sort(voices(texts), "de", sample=3)
    assert (piles.groups, len(piles.alone)) == ((), 6)
