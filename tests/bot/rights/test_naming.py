"""Facilitators' own words that name somebody who goes."""

import re

import pytest

from flows.workshop import Role
from storage.summaries import Draft
from tests.bot.arranging import Arranged, arrange, at
from tests.bot.chatting import Chat, Human
from tests.bot.rights.setting import joined, published

ERASED = "Jemand aus dem Workshop Netzwerkarbeit hat alle eigenen Worte löschen lassen.\n"
LEFT = "Jemand hat den Workshop Netzwerkarbeit verlassen.\n"
OWN = (
    "Ein Name dieser Person steht in eurem eigenen Text: {}. Eure Worte ändere ich nicht. "
    "Bitte sieh nach, ob der Name dort bleiben kann."
)
POSTED = (
    "Ein Name dieser Person steht im veröffentlichten Beitrag: {}. Dort kann ich ihn nicht "
    "herausnehmen. Du kannst den Beitrag in der Gruppe löschen, euren Text ändern und neu "
    "veröffentlichen."
)
COPIES = (
    "Ein Name dieser Person steht im veröffentlichten Beitrag: {}. Das sind Worte der Moderation, "
    "deshalb ändere ich sie nicht. Bitte sieh nach, ob der Name in euren Kopien bleiben kann, zum "
    "Beispiel auf der Website."
)


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


@pytest.fixture
def leo(workshop: Arranged) -> Human:
    workshop.joins("Amira Haddad")
    return workshop.joins("Leo Lind")


def write(workshop: Arranged, introduction: str, closing: str = "") -> None:
    with workshop.chat.begin() as step:
        step.work.summaries.save(workshop.id, Draft(introduction, closing))


def told(human: Human) -> list[str]:
    texts = [re.sub(r"<[^>]+>", "", seen.text) for seen in human.sees()]
    return [text for text in texts if "Ein Name dieser Person" in text]


def forget(human: Human) -> None:
    human.says("/forgetme")
    human.presses("Alles löschen")


def test_who_deletes_everything_and_is_named_is_told_to_facilitators_without_the_name(
    workshop: Arranged, leo: Human
) -> None:
    write(workshop, "Mit dabei: Leo.", "Danke an Leo Lind.")
    forget(leo)
    assert told(workshop.jonna) == [ERASED + OWN.format("Einleitung und Schluss")]
    assert workshop.jonna.last.labels == [["Einleitung", "Schluss"]]
    workshop.jonna.presses("Schluss")
    assert "Danke an Leo Lind." in workshop.jonna.last.text


@pytest.mark.parametrize("text", ["", "Danke an alle.", "Danke an Amira und Frau Haddad."])
def test_nobody_is_told_where_the_name_does_not_stand(
    workshop: Arranged, leo: Human, text: str
) -> None:
    write(workshop, text)
    forget(leo)
    assert told(workshop.jonna) == []


def test_a_first_name_that_somebody_else_bears_means_nobody(workshop: Arranged, leo: Human) -> None:
    workshop.joins("Leo Muster")
    write(workshop, "Danke an Leo.")
    forget(leo)
    assert told(workshop.jonna) == []


def test_who_leaves_is_told_once_and_once_more_when_they_have_all_deleted(
    workshop: Arranged,
) -> None:
    leo = joined(workshop.chat)
    write(workshop, "Danke an Leo.")
    workshop.wakes(at(30, "17:00"))
    leo.says("Zuhören.")
    leo.says("/leave")
    leo.presses("Join again")
    leo.says("/leave")
    assert told(workshop.jonna) == [LEFT + OWN.format("Einleitung")]
    leo.presses("Delete my answers")
    leo.presses("Delete 1 answer")
    assert told(workshop.jonna)[-1] == ERASED + OWN.format("Einleitung")


def test_who_facilitates_may_be_named_after_leaving(workshop: Arranged, leo: Human) -> None:
    with workshop.chat.begin() as step:
        person = step.work.people.by_chat(leo.id)
        assert person is not None
        step.work.teams.add(workshop.id, person.id, Role.FACILITATOR, step.work.now)
    write(workshop, "Danke an Leo.")
    leo.says("/leave")
    assert (told(workshop.jonna), told(leo)) == ([], [])
    forget(leo)
    assert told(workshop.jonna) == [ERASED + OWN.format("Einleitung")]


def test_of_a_post_that_is_out_organisers_hear_it_too(workshop: Arranged, leo: Human) -> None:
    write(workshop, "Danke an Leo.")
    published(workshop)
    write(workshop, "Danke an alle.")
    forget(leo)
    assert told(workshop.jonna) == [ERASED + POSTED.format("Einleitung")]
    here = workshop.workshop
    with workshop.chat.begin() as step:
        (renate,) = step.organisers(here)
    organiser = workshop.chat.person(renate.chat, "Renate Probe")
    assert told(organiser) == [ERASED + COPIES.format("Einleitung")]
