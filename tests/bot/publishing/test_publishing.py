"""The last check, publishing, and what became of it."""

from dataclasses import replace

import pytest

from bot.service.outcomes import MOST_REPORTS
from bot.service.ports import (
    PerhapsSent,
    Reason,
    Rejected,
    Unreachable,
)
from flows.attribution import Attribution
from flows.ids import ChatId
from flows.workshop import Destination, Joining, Role
from storage.summaries import Draft as SummaryDraft
from tests.bot.arranging import GROUP, Arranged, arrange, at
from tests.bot.chatting import Chat, Human
from tests.bot.publishing.conftest import Unsteady
from tests.bot.sentences import allow

QUOTED = "Kanarienvogel"
SECRET = "Geheimvogel"
FILES: list[tuple[str, ...]] = [
    ("netzwerkarbeit.png",),
    (),
    ("netzwerkarbeit.html",),
    ("netzwerkarbeit.pdf",),
    ("netzwerkarbeit.docx",),
    ("netzwerkarbeit.md",),
    ("netzwerkarbeit-fragment.html",),
]
"""What an organiser gets, in this order."""


@pytest.fixture
def workshop(chat: Chat) -> Arranged:
    """Both days are over; Amira may be quoted, Dilan not."""
    workshop = arrange(chat)
    amira = workshop.joins("Amira Haddad", Attribution.FIRST_NAME)
    dilan = workshop.joins("Dilan Yavuz", Attribution.NOT_QUOTED, language="en")
    workshop.joins("Grace Muster", None)
    workshop.wakes(at(30, "17:00"))
    amira.says(QUOTED)
    amira.says("Noch eine")
    dilan.says(SECRET)
    workshop.wakes(at(30, "21:00"))
    workshop.wakes(at(31, "15:30"))
    workshop.wakes(at(31, "19:00"))
    allow(workshop)
    workshop.chat.now = at(31, "20:31")
    return workshop


@pytest.fixture
def renate(workshop: Arranged) -> Human:
    """The group is connected, Renate organises."""
    workshop.connects()
    return workshop.has_role("Renate Probe", Role.ORGANISER)


def publish(workshop: Arranged) -> None:
    workshop.jonna.says("/publish")
    workshop.jonna.presses("Veröffentlichen")
    workshop.attends()


def posts(workshop: Arranged, chat: int = GROUP) -> list[str]:
    """The texts, without pictures and files."""
    return [message.text for message in workshop.chat.look(chat) if not message.files]


def test_the_check_says_what_is_missing_and_where_the_post_goes(
    workshop: Arranged, renate: Human
) -> None:
    workshop.jonna.says("/publish")

    check = workshop.jonna.last
    assert check.text == (
        "<b>Vor dem Veröffentlichen</b>\n"
        "\n"
        "<b>Wer fehlt:</b> 1 von 3 hat nichts gesagt. "
        "Die wenigsten Antworten hat Tag 1, Frage 3: 0.\n"
        "<b>Sprachen:</b> 1 Person auf Deutsch, 1 Person auf Englisch\n"
        "Tag 1: Ich suche noch nach Themen\n"
        "<b>Zitate:</b> 2 erlaubt\n"
        "<b>Fehlt noch:</b> Einleitung und Schluss\n"
        "\n"
        "<b>Geht an:</b> Gruppe „Netzwerk Musterviertel“, Renate Probe"
    )
    assert check.labels == [["Veröffentlichen"], ["Vorschau", "HTML-Datei"], ["Zurück"]]
    assert check.button("Veröffentlichen")["style"] == "primary"


def test_in_english_the_button_is_called_publish(chat: Chat) -> None:
    workshop = arrange(chat, language="en")
    workshop.connects()
    workshop.wakes(at(30, "17:00"))

    workshop.jonna.says("/publish")

    assert workshop.jonna.last.labels[0] == ["Publish"]
    assert "Day 1 is still open." in workshop.jonna.last.text
    assert "Day 2 has not been open yet, its questions do not appear." in workshop.jonna.last.text
    workshop.jonna.presses("Publish")
    workshop.attends()
    assert posts(workshop)[0].startswith("<b>Netzwerkarbeit</b>\nWorkshop on 30 and 31")


def test_where_nobody_would_receive_it_there_is_nothing_to_publish(workshop: Arranged) -> None:
    workshop.jonna.says("/publish")

    assert "<b>Geht an:</b> noch niemanden." in workshop.jonna.last.text
    assert workshop.jonna.last.labels[0] == ["Ziel verbinden", "Team einladen"]
    workshop.jonna.taps(workshop.jonna.last.message_id, f"publish:{workshop.id}:0")
    assert workshop.workshop.published_at is None


def test_late_answers_and_left_out_ones_are_named_in_the_check(
    workshop: Arranged, renate: Human
) -> None:
    dilan = workshop.chat.person(1002, "Dilan Yavuz", "en")
    dilan.says("Too late.")
    with workshop.chat.begin() as step:
        first = step.work.summaries.answers(workshop.id)[0]
        step.work.summaries.leave_out(first.answer_id, left_out=True)

    workshop.jonna.says("/publish")

    assert "1 Antwort weggelassen" in workshop.jonna.last.text
    assert "<b>Späte Antworten:</b> 1 ist noch nicht entschieden (erscheint nicht)" in (
        workshop.jonna.last.text
    )


def test_the_post_goes_to_the_group_and_with_files_to_the_organisers(
    workshop: Arranged, renate: Human
) -> None:
    tarek = workshop.has_role("Tarek Muster", Role.FACILITATOR, "en")

    publish(workshop)

    assert [QUOTED in post for post in posts(workshop)] == [True]
    assert posts(workshop, renate.id)[0] == posts(workshop)[0]
    assert [seen.files for seen in renate.sees()] == FILES
    assert renate.sees()[2].text == (
        "Der Beitrag zum Workshop <b>Netzwerkarbeit</b> ist veröffentlicht. "
        "Hier sind die Dateien für Website und Ablage.\n"
        "Alle Zitate sind erlaubt. Zieht jemand ein Zitat zurück, sage ich dir, "
        "welche Stelle heraus muss."
    )
    assert workshop.chat.look(GROUP)[0].files == ("netzwerkarbeit.png",)
    assert workshop.chat.look(GROUP)[0].text.startswith("<b>Netzwerkarbeit</b>\nWorkshop am 30.")
    assert workshop.workshop.published_at == at(31, "20:31")
    report = workshop.jonna.last
    assert report.text == (
        "<b>Veröffentlicht um 20:31 Uhr.</b>\n"
        "Gruppe „Netzwerk Musterviertel“: gepostet\n"
        "Renate Probe: Beitrag und Dateien geschickt"
    )
    number = workshop.chat.look(GROUP)[1].message_id
    assert report.button("Beitrag öffnen")["url"] == f"https://t.me/c/1234567890/{number}"
    assert tarek.last.text.startswith("<b>Published at 20:31.</b>")
    group = [row.draft for row in workshop.chat.calls if row.draft.chat == GROUP]
    assert [draft.repeatable for draft in group] == [False, False]


def test_pressing_twice_publishes_once(workshop: Arranged, renate: Human) -> None:
    workshop.jonna.says("/publish")
    check = workshop.jonna.last
    data = check.button("Veröffentlichen")["callback_data"]

    workshop.jonna.taps(check.message_id, data)
    workshop.jonna.taps(check.message_id, data)
    workshop.attends()

    assert len(posts(workshop)) == 1
    assert any("inzwischen veröffentlicht" in seen.text for seen in workshop.jonna.sees())


def test_publishing_again_is_a_new_version_and_says_so_before(
    workshop: Arranged, renate: Human
) -> None:
    publish(workshop)
    workshop.chat.now = at(31, "21:00")

    workshop.jonna.says("/publish")
    assert "Veröffentlicht wurde heute um" in workshop.jonna.last.text
    workshop.jonna.presses("Noch einmal veröffentlichen")
    workshop.attends()

    assert len(posts(workshop)) == 2
    assert workshop.jonna.last.text.startswith("<b>Veröffentlicht um 21:00 Uhr.</b>")


@pytest.mark.parametrize(
    ("attribution", "state"),
    [
        (Attribution.NOT_QUOTED, Joining.JOINED),
        (None, Joining.AGREED),
        (Attribution.FULL_NAME, Joining.LEFT),
    ],
)
def test_nothing_that_nobody_agreed_to_have_quoted_reaches_anybody(
    workshop: Arranged, renate: Human, attribution: Attribution | None, state: Joining
) -> None:
    amira = workshop.chat.person(1001, "Amira Haddad")
    participant = replace(workshop.participant(amira), attribution=attribution, state=state)
    with workshop.chat.begin() as step:
        step.work.participants.save(participant)

    publish(workshop)

    sent = [row.draft for row in workshop.chat.calls if row.draft.chat in {GROUP, renate.id}]
    everything = str([(draft.body, draft.attachments) for draft in sent])
    assert sent
    for canary in (QUOTED, SECRET, "Amira", "Haddad", "Dilan", "Yavuz"):
        assert canary not in everything
        assert canary.encode() not in b"".join(
            file.content for draft in sent for file in draft.attachments
        )
    assert "2 Antworten" in posts(workshop)[0]


def test_a_destination_that_is_gone_is_named_with_the_reason_and_tried_again(
    workshop: Arranged, renate: Human, chat: Unsteady
) -> None:
    chat.fates[GROUP] = Unreachable(Reason.KICKED)

    publish(workshop)
    assert workshop.jonna.last.text == (
        "<b>Veröffentlicht um 20:31 Uhr.</b>\n"
        "Gruppe „Netzwerk Musterviertel“: nicht angekommen. "
        "Ich bin dort nicht mehr dabei. Füge mich wieder hinzu und versuch es dann noch einmal.\n"
        "Renate Probe: Beitrag und Dateien geschickt"
    )

    del chat.fates[GROUP]
    workshop.jonna.presses("Noch einmal versuchen")
    workshop.attends()

    assert len(posts(workshop)) == 1
    assert len(workshop.chat.look(GROUP)) == 2
    assert "gepostet" in workshop.jonna.last.text
    assert any("✓ Ich schicke 2 Nachrichten noch einmal." in s.text for s in workshop.jonna.sees())


def test_failed_files_are_sent_again_too(workshop: Arranged, renate: Human, chat: Unsteady) -> None:
    chat.fates[renate.id] = Rejected("Bad Request: something")
    publish(workshop)
    report = workshop.jonna.last
    assert "Renate Probe: nicht angekommen. Telegram hat die Nachricht nicht" in report.text

    chat.fates.clear()
    data = report.button("Noch einmal versuchen")["callback_data"]
    workshop.jonna.taps(report.message_id, data)
    workshop.jonna.taps(report.message_id, data)
    workshop.attends()

    assert sorted(seen.files for seen in renate.sees()) == sorted(FILES)


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        (Reason.NO_RIGHTS, "Ich darf dort nicht posten."),
        (Reason.BLOCKED, "Der Bot ist dort blockiert"),
    ],
)
def test_where_nothing_arrives_the_report_says_so(
    workshop: Arranged, chat: Unsteady, reason: Reason, why: str
) -> None:
    workshop.connects()
    chat.fates[GROUP] = Unreachable(reason)

    publish(workshop)

    assert workshop.jonna.last.text.startswith("<b>Der Beitrag hat noch niemanden erreicht.</b>")
    assert why in workshop.jonna.last.text


def asked(workshop: Arranged) -> int:
    return sum("Ist er da?" in seen.text for seen in workshop.jonna.sees())


def test_where_the_outcome_is_unknown_somebody_is_asked_to_look(
    workshop: Arranged, renate: Human, chat: Unsteady
) -> None:
    chat.fates[GROUP] = PerhapsSent("TimedOut")

    publish(workshop)

    assert asked(workshop) == 1
    assert sum("Ist es da?" in seen.text for seen in workshop.jonna.sees()) == 1
    assert "Ich weiß nicht, ob er angekommen ist" in workshop.jonna.last.text
    assert posts(workshop) == []
    question = next(seen for seen in workshop.jonna.sees() if "Ist er da?" in seen.text)
    chat.fates.clear()
    workshop.jonna.presses("Nein, noch einmal posten")
    assert len(posts(workshop)) == 1
    for button in ("Ja, er ist da", "Nein, noch einmal posten"):
        workshop.jonna.taps(question.message_id, question.button(button)["callback_data"])
    assert len(posts(workshop)) == 1
    assert workshop.jonna.last.text.startswith("<b>Veröffentlicht um 20:31 Uhr.</b>")


def test_of_a_post_in_several_messages_the_question_says_which(
    workshop: Arranged, renate: Human, chat: Unsteady
) -> None:
    long = "\n\n".join(["Wir haben gesammelt, was alle tun, und es ist viel geworden."] * 90)
    with chat.begin() as step:
        step.work.summaries.save(workshop.id, SummaryDraft(introduction=long))
    chat.fates[GROUP] = PerhapsSent("TimedOut")

    publish(workshop)

    asking = [seen.text for seen in workshop.jonna.sees() if "Ist sie da?" in seen.text]
    assert asking == [
        f"Der Beitrag hat 2 Nachrichten. Ich weiß nicht, ob Nachricht {number} in "
        "„Netzwerk Musterviertel“ angekommen ist. Bitte sieh in der Gruppe nach. Ist sie da?"
        for number in (1, 2)
    ]


def test_who_has_seen_the_post_settles_the_question(
    workshop: Arranged, renate: Human, chat: Unsteady
) -> None:
    chat.fates[GROUP] = PerhapsSent("TimedOut")
    publish(workshop)
    question = next(seen for seen in workshop.jonna.sees() if "Ist er da?" in seen.text)
    chat.fates.clear()

    workshop.jonna.presses("Ja, er ist da")
    workshop.jonna.taps(
        question.message_id, question.button("Nein, noch einmal posten")["callback_data"]
    )

    assert posts(workshop) == []
    assert any("Das ist schon geklärt." in seen.text for seen in workshop.jonna.sees())


def test_a_message_that_telegram_does_not_take_is_reported_by_name(
    workshop: Arranged, chat: Unsteady
) -> None:
    chat.fates[1001] = Rejected("Bad Request: something")

    workshop.jonna.says("/close 2")
    workshop.jonna.presses("Wieder öffnen")

    assert "Eine Nachricht an Amira Haddad in „Netzwerkarbeit“ kam nicht an." in str(
        workshop.jonna.sees()
    )


def test_a_channel_is_called_a_channel(workshop: Arranged, renate: Human) -> None:

    with workshop.chat.begin() as step:
        channel = Destination(workshop.id, ChatId(-1009), "channel", "Aktuell")
        step.work.destinations.connect(channel, workshop.chat.now)

    workshop.jonna.says("/publish")

    assert "Kanal „Aktuell“" in workshop.jonna.last.text


def test_a_retry_of_an_older_version_is_refused(
    workshop: Arranged, renate: Human, chat: Unsteady
) -> None:
    chat.fates[GROUP] = Unreachable(Reason.KICKED)
    publish(workshop)
    report = workshop.jonna.last
    chat.fates.clear()
    workshop.chat.now = at(31, "21:00")
    workshop.jonna.says("/publish")
    workshop.jonna.presses("Noch einmal veröffentlichen")
    workshop.attends()

    data = report.button("Noch einmal versuchen")["callback_data"]
    workshop.jonna.taps(report.message_id, data)

    assert len(posts(workshop)) == 1


def test_what_goes_wrong_for_everyone_does_not_bury_the_facilitators(
    workshop: Arranged, chat: Unsteady
) -> None:
    people = [workshop.joins(f"Mensch {number}") for number in range(MOST_REPORTS + 5)]
    for human in people:
        chat.fates[human.id] = Rejected("Bad Request: something")

    workshop.jonna.says("/close 2")
    workshop.jonna.presses("Wieder öffnen")

    reports = [seen for seen in workshop.jonna.sees() if "kam nicht an" in seen.text]
    assert len(reports) == MOST_REPORTS
