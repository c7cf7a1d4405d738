"""Details about other people: which are noticed, which are none, and what stays without them."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.details import (
    LEFT_OUT,
    Detail,
    DetailKind,
    could_hold,
    could_name,
    find,
    sentences_without,
    without,
)

UNHURRIED = settings(deadline=None, derandomize=True)
NAMES = (
    "Grace Muster",
    "Leo Lind",
    "Oksana K.",
    "Anna-Lena von Berg",
    "Mai Will",
    "José García López",
    "Амира Хаддад",
)

FORMED = {
    DetailKind.PHONE: (
        "030 23125 017",
        "030/23125-017",
        "(030) 23125017",
        "030.23125.017",
        "0171 2345678",
        "0049 30 123456",
        "+49 151 23456789",
        "+49 (0)30 123456",
        "+380 44 123 4567",
        "+90 212 1234567",
        "0043 1 58858-0",
        "0123 456789",
    ),
    DetailKind.MAIL: ("grace.muster@beispiel.example", "g+m@mail.haus.example"),
    DetailKind.WEB: (
        "https://beispiel.example/seite?a=1",
        "http://beispiel.example",
        "www.beispielhaus.example",
        "beispielhaus.de",
        "haus.beispiel.org/kontakt",
        "t.me/leo_lind",
    ),
    DetailKind.HANDLE: ("@leo_lind", "@Grace7"),
    DetailKind.IBAN: (
        "DE89 3704 0044 0532 0130 00",
        "DE89370400440532013000",
        "AT61 1904 3002 3457 3201",
        "CH93 0076 2011 6238 5295 7",
        "de89 3704 0044 0532 0130 00",
    ),
    DetailKind.STREET: (
        "Mühlenweg 5",
        "Hauptstraße 12a",
        "Hauptstr. 7",
        "Berliner Straße 12",
        "Alter Markt 3",
        "Rosa-Luxemburg-Platz 2",
        "Straße des 17. Juni 135",
        "Musterallee 3, 12345 Musterstadt",
        "12 Baker Street",
    ),
}
NAMED = {
    "Grace Muster": "G. M.",
    "Grace M.": "G. M.",
    "Grace Musters": "G. M.",
    "Grace Muster’s": "G. M.",
    "Oksana K.": "O. K.",
    "Anna-Lena von Berg": "A. B.",
    "Anna-Lena Berg": "A. B.",
    "Амира Хаддад": "А. Х.",
}
EVERY = [(kind, words) for kind, several in FORMED.items() for words in several]


@pytest.mark.parametrize(("kind", "words"), EVERY)
def test_a_number_and_an_address_are_found_where_they_stand(kind: DetailKind, words: str) -> None:
    before = "Frag dort nach: "
    text = f"{before}{words}, das hilft."
    expected = Detail(kind, len(before), len(before) + len(words), words, LEFT_OUT)
    assert could_hold(text)
    assert find(text) == (expected,)
    assert without(text, find(text)) == "Frag dort nach: […], das hilft."


@pytest.mark.parametrize(("words", "initials"), NAMED.items())
def test_a_full_name_is_found_and_would_become_initials(words: str, initials: str) -> None:
    text = f"Das weiß {words} am besten."
    assert could_name(text)
    assert [(one.words, one.instead) for one in find(text, NAMES)] == [(words, initials)]
    assert without(text, find(text, NAMES)) == f"Das weiß {initials} am besten."


@pytest.mark.parametrize("title", ["Frau", "Herr", "Fr.", "Mrs.", "Mr"])
def test_a_last_name_behind_a_title_is_one_too(title: str) -> None:
    text = f"{title} Lind weiß es."
    assert could_name(text)
    assert without(text, find(text, NAMES)) == f"{title} L. weiß es."


@pytest.mark.parametrize(
    "text",
    [
        "Wir haben rund um die Uhr offen, 24/7.",
        "Das kostet 1.200 Euro, im Jahr 12 000 000.",
        "Am 30.01.2027 um 17:00 Uhr, am 31. 1. 2027, am 2027-01-30 und am 01-02-2027.",
        "Termine: 05.06. 07.08. 09.10. und 07.08.-09.08.2026.",
        "Von 2019 bis 2024, 2019-2024, von 0800-1600.",
        "Die Postleitzahl 10115, die 04103 und 10115 Berlin.",
        "1. zuhören 2. fragen 3. einladen 4. 5. 6. 7.",
        "Raum 0.12, Frage 2.5, § 16i SGB II, 3/4 der Leute, 08/15, 007, 0,5 Stellen.",
        "Im Notfall 110 oder 112.",
        "DE89 3704 mit zu wenigen Ziffern, XX12 3456 7890 1234 5678.",
        "Am Arbeitsplatz 3 Leute, auf dem Weg 2 Hunde, Umweg 5, Der Platz 1, Erster Platz 3.",
        "Das dauert z.B. lange.Aber gut. Siehe oben...dann weiter.",
        "Wir treffen uns @ Beispielhaus, @all: bitte kommen.",
        "Hering 5, Straße 12, Kapitel 4.",
        "",
    ],
)
def test_dates_times_sums_and_lists_are_no_details(text: str) -> None:
    assert find(text, NAMES) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Im Mai will ich anfangen.",
        "Grace war freundlich, with grace.",
        "Leo und Muster und Lind.",
        "Grace muster ich nicht.",
        "Graceland Muster, Großgrace Muster.",
        "Oksana kommt.",
    ],
)
def test_a_first_name_and_words_of_every_day_are_no_names(text: str) -> None:
    assert find(text, NAMES) == ()


@pytest.mark.parametrize("name", ["Mark", "G. M.", "🌸", "Leo 🌸", "", "A. Lind"])
def test_a_name_of_one_word_or_of_initials_is_not_looked_for(name: str) -> None:
    assert find("Mark und G. M. und Leo 🌸 und A. Lind.", (name,)) == ()


def test_two_accounts_may_stand_side_by_side() -> None:
    text = "DE89 3704 0044 0532 0130 00 DE89370400440532013000 AT61 1904 3002 3457 3201"
    assert without(text, find(text)) == "[…] […] […]"


SMALL = ("Jonna Beispiel", "Leo Lind", "Mark Lindqvist", "Ole Stark", "Anna-Lena von Berg")
FALSE = ("Grace Muster", "Mai Will", "Mark Klein", "Jonna Will", "Ole Stark", "May Brown")


@pytest.mark.parametrize(
    ("words", "initials"),
    {
        "jonna beispiel": "J. B.",
        "Jonna beispiel": "J. B.",
        "jonna b.": "J. B.",
        "leo linds": "L. L.",
        "mark lindqvist": "M. L.",
        "ole stark": "O. S.",
        "anna-lena von berg": "A. B.",
    }.items(),
)
def test_a_full_name_in_small_letters_is_found(words: str, initials: str) -> None:
    text = f"das weiß {words} am besten."
    assert could_name(text)
    assert [(one.words, one.instead) for one in find(text, SMALL)] == [(words, initials)]


@pytest.mark.parametrize("titled", ["frau beispiel", "Frau beispiel", "herrn lind", "mrs. lind"])
def test_a_last_name_in_small_letters_behind_a_title_is_found(titled: str) -> None:
    text = f"ich frage immer {titled} danach"
    assert could_name(text)
    assert [one.words for one in find(text, SMALL)] == [titled.split()[1]]


@pytest.mark.parametrize(
    "text",
    [
        "im mai will ich anfangen",
        "Grace muster ich nicht, und grace muster auch nicht",
        "in dem wald kann man mark klein hacken",
        "ich denke, jonna will das auch",
        "we may brown the onions, may may",
        "eine frau stark machen, jede frau klein, die frau will mehr",
        "jonna, beispiel dafür, leo, lind",
        "jonna weiß es, und leo auch",
    ],
)
def test_words_of_every_day_in_small_letters_are_no_names(text: str) -> None:
    assert find(text, FALSE + SMALL[:2]) == ()


@pytest.mark.parametrize(
    ("name", "words", "initials"),
    [
        ("Jürgen Müller", "Juergen Mueller", "J. M."),
        ("Jürgen Müller", "jurgen muller", "J. M."),
        ("Juergen Mueller", "Jürgen Müller", "J. M."),
        ("Zoë Strauß", "Zoe Strauss", "Z. S."),
        ("Eva Strauss", "Eva Strauß", "E. S."),
        ("Søren Öztürk", "Soeren O.", "S. O."),
        ("أحمد حداد", "احمد حداد", "ا. ح."),
    ],
)
def test_a_name_is_found_without_the_marks_on_its_letters(
    name: str, words: str, initials: str
) -> None:
    (found,) = find(f"Das weiß {words} auch.", (name,))
    assert (found.words, found.instead) == (words, initials)


LONGER = (
    "José García López",
    "Anna Lena Berg",
    "Kim-Luca Sommer",
    "Maria de la Cruz",
    "Zoë von Au",
)


@pytest.mark.parametrize(
    ("words", "initials"),
    {
        "José García": "J. G.",
        "jose garcia": "J. G.",
        "José García López": "J. G. L.",
        "José López": "J. L.",
        "Anna Lena": "A. L.",
        "anna lenas": "A. L.",
        "Anna-Lena": "A.",
        "anna-lena": "A.",
        "Anna-Lena Berg": "A. B.",
        "Anna Lena B.": "A. L. B.",
        "Kim Luca": "K. L.",
        "Kim-Luca": "K.",
        "Kim Luca Sommer": "K. L. S.",
        "kim‑luca S.": "K. S.",
        "Maria de la Cruz": "M. C.",
    }.items(),
)
def test_the_first_two_words_of_a_longer_name_and_a_double_first_name_are_found(
    words: str, initials: str
) -> None:
    text = f"Mit {words}, wie immer."
    assert could_name(text)
    assert [(one.words, one.instead) for one in find(text, LONGER)] == [(words, initials)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ernst August Meier", "Im Ernst August war warm, im Ernst-August auch."),
        ("Die Liebe Sonne", "Die Liebe zählt, die liebe auch."),
        ("Mai Will Kim", "Im Mai Will ich und mai will ich."),
        ("Maria de la Cruz", "Maria de Janeiro, Maria la Paz."),
        ("Zoë von Au", "Zoë von nebenan."),
        ("Karim ibn Rashid", "Karim ibn Saud."),
        ("José García López", "José und García, José, García."),
        ("José García López", "García López und José."),
        ("Anna L. Berg", "Anna L. weiß es."),
        ("Anna-Lena Berg", "Annalena, Anna und Lena, Anna, Lena, Hanna-Lena, Anna-Lenard."),
        ("Leo Lind", "Leo-Lind und Leo kommen."),
    ],
)
def test_one_word_of_a_longer_name_and_words_of_every_day_are_none(name: str, text: str) -> None:
    assert find(text, (name,)) == ()


def test_a_hyphen_in_a_last_name_may_be_missing() -> None:
    text = "Frau Probe Muster und Amira Probe Muster."
    assert without(text, find(text, ("Amira Probe-Muster",))) == "Frau P. M. und A. P. M."


def test_who_writes_their_own_name_small_is_found_as_they_write_it() -> None:
    (found,) = find("Das sagt leo lind auch.", ("leo lind",))
    assert (found.words, found.instead) == ("leo lind", "L. L.")


def test_a_text_without_two_words_in_capitals_needs_no_names() -> None:
    assert not could_name("Ich höre den Leuten zu. Ich gehe auf Feste, die Die Leute machen.")
    assert not could_name("Die Leute im Haus. Dann Feste, Essen. Ja.")
    assert could_name("Die Grace Muster weiß es.")
    assert could_name("أميرة حداد تعرف")


def test_details_in_one_another_are_one() -> None:
    text = "https://beispiel.example/@grace und Grace Muster, Frau Grace Muster: a@b.example."
    assert [(one.kind, one.words) for one in find(text, NAMES)] == [
        (DetailKind.WEB, "https://beispiel.example/@grace"),
        (DetailKind.NAME, "Grace Muster"),
        (DetailKind.NAME, "Grace Muster"),
        (DetailKind.MAIL, "a@b.example"),
    ]


def test_a_name_that_two_people_may_have_is_found_once() -> None:
    (found,) = find("Das weiß Grace M. auch.", ("Grace Muster", "Grace Meier"))
    assert (found.words, found.instead) == ("Grace M.", "G. M.")


def test_numbers_without_a_country_are_those_of_the_region() -> None:
    text = "Ruf an: 044 668 18 00"
    assert [one.words for one in find(text, region="CH")] == ["044 668 18 00"]


def test_only_the_sentences_that_hold_a_detail_are_shown() -> None:
    text = (
        "Allein schafft das niemand. Ich rufe immer Frau Probst an, 030 23125 017, sie kennt "
        "jede Wohnung. Dann z. B. Dr. Ohm in der Hauptstr. 7!\nUnd Leo L. auch. Ende."
    )
    assert sentences_without(text, find(text, NAMES)) == (
        "Ich rufe immer Frau Probst an, […], sie kennt jede Wohnung.",
        "Dann z. B. Dr. Ohm in der […]!",
        "Und L. L. auch.",
    )


def test_an_initial_at_the_end_needs_no_second_full_stop() -> None:
    text = "Das war Grace Muster."
    assert without(text, find(text, NAMES)) == "Das war G. M."
    assert sentences_without(text, find(text, NAMES)) == ("Das war G. M.",)


def test_the_tables_of_numbers_are_not_loaded_before_a_number_comes_up() -> None:
    program = (
        "import sys; from flows.details import find\n"
        "find('Am 30.01.2027 ab 17:00 sind wir 24/7 da, Hauptstr. 7, a@b.example')\n"
        "print('phonenumbers' in sys.modules)"
    )
    asked = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert asked.stdout.split() == [b"False"]


WORDS = st.sampled_from(
    [
        "leo",
        "lind",
        "von",
        "frau",
        "(leo",
        "und",
        "Ich",
        "frage.",
        "Das ist so!",
        "(24/7)",
        "am 30.01.",
        "ab 17:00",
        "Grace",
        "–",
        "„ja“",
        "Anna",
        "Lena",
        "José García",
        "Anna-Lena",
    ]
)
DETAILS = st.sampled_from([words for _, words in EVERY] + list(NAMED))
TEXTS = st.lists(WORDS | DETAILS, max_size=9).map(" ".join)
ANYTHING = st.text(st.sampled_from("aA @.+-/0123456789()\nßÖ,:…DE"), max_size=60) | TEXTS


@given(ANYTHING)
@UNHURRIED
def test_what_is_found_is_a_part_of_the_text_and_none_overlaps(text: str) -> None:
    found = find(text, NAMES)
    assert [text[one.start : one.end] for one in found] == [one.words for one in found]
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))


@given(TEXTS)
@UNHURRIED
def test_without_the_details_a_second_look_finds_nothing(text: str) -> None:
    cleared = without(text, find(text, NAMES))
    assert find(cleared, NAMES) == ()


@given(ANYTHING)
@UNHURRIED
def test_only_what_could_hold_a_detail_holds_one(text: str) -> None:
    found = {one.kind for one in find(text, NAMES)}
    assert could_hold(text) or not found - {DetailKind.NAME}
    assert could_name(text) or DetailKind.NAME not in found


@given(ANYTHING)
@UNHURRIED
def test_the_sentences_shown_are_parts_of_what_would_be_left(text: str) -> None:
    found = find(text, NAMES)
    shown = sentences_without(text, found)
    assert bool(shown) == bool(found)
    assert all(one in without(text, found) for one in shown)
