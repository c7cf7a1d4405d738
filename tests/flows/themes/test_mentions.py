from flows.ids import AnswerId
from flows.summary import Mention
from flows.themes.mentions import mentions
from tests.flows.themes.saying import NETWORK, QUESTION, voice, voices


def counted(*numbers: int) -> tuple[AnswerId, ...]:
    return tuple(map(AnswerId, numbers))


def test_the_words_that_most_people_used_are_counted() -> None:
    assert mentions(QUESTION, voices(NETWORK)) == (
        Mention("Vertrauen", counted(2, 3, 4, 14)),
        Mention("Kontakte", counted(15, 16)),
        Mention("Liste", counted(6, 12)),
        Mention("anbietet", counted(6, 7)),
    )


def test_every_answer_that_holds_the_word_is_counted_and_no_other() -> None:
    said = voices(["STRASSENFEST", "ein Straßenfest!", "Straßenfeste", "Feste", "Strasse"])
    assert mentions("Was?", said) == (Mention("Strasse", counted(1, 2, 3, 5)),)
    assert mentions("Was?", said[:4]) == (Mention("Straßenfest", counted(1, 2, 3)),)


def test_a_word_counts_inside_of_another_one_if_it_is_long() -> None:
    said = voices(["Vertrauen", "mehr Vertrauen", "Selbstvertrauen"])
    assert mentions("Was?", said) == (Mention("Vertrauen", counted(1, 2, 3)),)


def test_a_short_word_that_stands_inside_of_others_by_chance_is_not_counted() -> None:
    said = voices(["Rat holen", "guter Rat", "beraten werden"])
    assert mentions("Was?", said) == ()


def test_words_of_the_question_and_function_words_are_left_out() -> None:
    said = voices(["ein Netzwerk ist viel", "das Netzwerk ist alles", "Netzwerke sind viel"])
    assert mentions("Wozu ein Netzwerk?", said) == ()
    assert mentions("Wozu Netzwerke?", said) == ()


def test_a_word_that_only_people_used_who_are_not_quoted_is_not_counted() -> None:
    assert mentions("Was?", voices(["Scheidung", "die Scheidung"], hidden=[1, 2])) == ()
    assert mentions("Was?", voices(["Scheidung", "Scheidung tut weh"], hidden=[1])) == (
        Mention("Scheidung", counted(1, 2)),
    )


def test_the_same_text_of_one_person_twice_is_one_person() -> None:
    one = voice(1, "Vertrauen zuerst")
    again = voice(2, "Vertrauen danach")
    again = type(again)(again.answer_id, one.participant_id, again.text)
    assert mentions("Was?", [one, again]) == ()


def test_words_that_say_the_same_again_are_left_out() -> None:
    said = voices(["Anträge schreiben", "zusammen Anträge schreiben", "Anträge"])
    assert mentions("Was?", said[:2]) == (Mention("Anträge", counted(1, 2)),)


def test_pale_words_and_parts_of_words_of_the_question_are_not_mentioned() -> None:
    said = voices(["Leute kennen im Netzwerk", "Netzwerk mit Geduld, Leute", "Leute, Geduld"])
    assert mentions("Was ist Netzwerkarbeit?", said) == (Mention("Geduld", counted(2, 3)),)
