"""People as the workshop knows them."""

from flows.ids import ChatId, PersonId
from flows.workshop import Person


def test_the_bot_calls_people_by_the_first_word_of_their_name() -> None:
    amira = Person(PersonId(1), ChatId(11), "Amira Haddad", "de")

    assert amira.first_name == "Amira"
