from dataclasses import replace

import pytest

from flows.ids import WorkshopId
from flows.workshop import Joining, Role
from tests.bot.arranging import Arranged, arrange
from tests.bot.chatting import Chat, Human
from tests.bot.rights.setting import joined


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    return arrange(chat)


def second_workshop(workshop: Arranged) -> WorkshopId:
    """Another workshop without dates, host or contact; its link is `p_second`."""
    first = workshop.workshop
    with workshop.chat.begin() as step:
        other = replace(
            first,
            title="Elterncafé",
            host="",
            contact="",
            invite_token="p_second",
            connect_token="g_second",
        )
        added = step.work.workshops.add(other)
        for day in (1, 2):
            step.work.rounds.add(added.id, day)
    return added.id


def in_both(workshop: Arranged) -> Human:
    second_workshop(workshop)
    leo = joined(workshop.chat)
    leo.says("/start p_second")
    leo.presses("I agree")
    leo.presses("Without a name")
    return leo


def test_it_says_who_is_responsible_what_is_stored_and_how_long(
    chat: Chat, workshop: Arranged
) -> None:
    leo = joined(chat)
    leo.says("/privacy")
    assert (
        leo.last.text
        == """\
<b>Privacy</b> – Netzwerkarbeit (version 2, 25 November 2026)
<b>Responsible:</b> Beispielhaus e. V., Musterstadt. Questions to: Renate Probe, \
datenschutz@beispielhaus.example
<b>Basis:</b> your consent. You can withdraw it at any time.
<b>Stored:</b> Telegram name and Telegram id, language, answers with changes, consents, and for a \
while the messages between us. Not: phone number, contacts, location.
<b>Who sees what:</b> The facilitators read answers, named the way you choose, and see who has \
answered. The organisers see only the post. Whoever runs the bot can technically read everything.
<b>Without a name:</b> That is pseudonymous: your name appears nowhere in the post. In a small \
group people may recognise you all the same.
<b>How long:</b> until 30 July 2027, backups up to 30 days longer.
<b>Telegram:</b> Everything goes through Telegram, also through servers outside the EU, and is not \
end-to-end encrypted there.
<b>Your rights:</b> copy /mydata, change /answers, stop /leave, delete /forgetme, complaint to the \
data protection authority.

<b>Quoting:</b> As “Leo”"""
    )
    assert leo.last.labels == [
        ["Change quoting", "My data"],
        ["Leave workshop", "Delete everything"],
    ]


def test_who_runs_the_bot_is_named(chat: Chat, workshop: Arranged) -> None:
    jonna = workshop.person(workshop.jonna)
    with chat.begin() as step:
        step.work.people.save(replace(jonna, owner=True))
    leo = joined(chat)
    leo.says("/privacy")
    assert "Whoever runs the bot (Jonna Beispiel) can technically read everything." in leo.last.text


def test_strangers_and_people_with_a_role_get_the_general_text(
    chat: Chat, workshop: Arranged
) -> None:
    renate = workshop.has_role("Renate Probe", Role.ORGANISER, "en")
    for human in (chat.person(99, "Sam", "en"), renate):
        human.says("/privacy")
        assert human.last.text.startswith("<b>Privacy</b> (version 2, 25 November 2026)\n")
        assert human.last.buttons == ()
    with chat.begin() as step:
        assert step.work.people.by_chat(chat.person(99, "Sam").id) is None


def test_with_several_workshops_it_asks_which(chat: Chat, workshop: Arranged) -> None:
    leo = in_both(workshop)
    leo.says("/privacy")
    assert leo.last.text == "You are in several workshops. Which privacy text do you want to read?"
    assert leo.last.labels == [["Netzwerkarbeit"], ["Elterncafé"]]
    leo.presses("Elterncafé")
    lines = leo.last.text.splitlines()
    assert lines[1] == "<b>Responsible:</b> the facilitators of the workshop."
    assert (
        "<b>How long:</b> until 180 days after the last day, backups up to 30 days longer." in lines
    )
    assert lines[-1] == "<b>Quoting:</b> Without a name"


def test_the_buttons_fit_where_the_person_stands(chat: Chat, workshop: Arranged) -> None:
    leo = chat.person(50, "Leo Lind", "en")
    leo.says("/start p_Kf7Qm2Zx9TbL1")
    leo.says("/privacy")
    assert leo.last.labels == [["Delete everything"]]
    sam = joined(chat, "Sam B", 51)
    sam.says("/leave")
    assert workshop.participant(sam).state is Joining.LEFT
    sam.says("/privacy")
    assert sam.last.labels == [["Change quoting", "Delete my answers"], ["Delete everything"]]


def test_in_german_it_says_pseudonym_and_never_anonym(chat: Chat, workshop: Arranged) -> None:
    amira = workshop.joins("Amira Haddad")
    amira.says("/privacy")
    assert "pseudonym" in amira.last.text
    assert "anonym" not in amira.last.text
