"""Details about other people in answers: asked about once, and the author decides."""

import re
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.chat.dispatch import dispatch
from bot.chat.incoming import Edited, Said
from bot.service import noticing
from bot.service.compiling import compiled
from bot.service.step import Step
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.details import Decision
from flows.ids import QuestionId
from storage.details import StoredDetails
from tests.bot.chatting import BOT, Chat, Human, Seen
from tests.bot.rounds_of import OPENING, Stage, stage
from tests.bot.test_answering import said, session

LEO, GRACE, AMIRA, JONNA = 1, 2, 3, 4
FIRST = QuestionId("bedeutung")
CALL = "Allein schafft das niemand. Ich rufe immer Frau Probst an, 030 23125 017, sie hilft."
CLEARED = "Allein schafft das niemand. Ich rufe immer Frau Probst an, […], sie hilft."


@pytest.fixture
def workshop(chat: Chat) -> Stage:
    return stage(chat)


@pytest.fixture
def leo(chat: Chat, workshop: Stage) -> Human:
    """In the first question of day 1, with Grace Muster in the same workshop."""
    human = chat.person(LEO, "Leo Lind")
    workshop.joins(human)
    workshop.joins(chat.person(GRACE, "Grace Muster"))
    workshop.opens()
    return human


def words(seen: Seen) -> str:
    return re.sub(r"<[^>]+>", "", seen.text)


def questions(human: Human) -> list[Seen]:
    """What the bot has asked about details, as it stands in the chat now."""
    marks = ("zitiere ich die Antwort nicht", "I do not quote the answer")
    return [seen for seen in human.sees() if any(mark in seen.text for mark in marks)]


def erased(chat: Chat) -> None:
    """Grace has deleted everything."""
    grace = chat.person(GRACE, "Grace Muster")
    grace.says("/forgetme")
    grace.presses("Alles löschen")


def settled(human: Human) -> list[str]:
    return [words(seen) for seen in human.sees() if seen.text.startswith("✓")]


def known(human: Human) -> StoredDetails | None:
    number = session(human).session.id
    with human.chat.begin() as step:
        return step.work.details.of(number, FIRST)


def quoted(workshop: Stage) -> list[str]:
    with workshop.chat.begin() as step:
        return [quote.text for quote in compiled(step.work, workshop.workshop).quotes]


def test_a_number_is_asked_about_and_the_next_question_follows_at_once(leo: Human) -> None:
    answer = leo.says(CALL)
    asked, following = leo.sees()[-2:]
    assert words(asked) == (
        "In deiner Antwort steht eine Telefonnummer: 030 23125 017.\n"
        "Ohne diese Angabe lautet der Satz: „Ich rufe immer Frau Probst an, […], sie hilft.“\n"
        "Solange du nichts wählst, zitiere ich die Antwort nicht."
    )
    assert asked.labels == [["Nummer weglassen"], ["So lassen", "Neu schreiben"]]
    assert asked.button("Nummer weglassen")["style"] == "primary"
    assert words(following).startswith("Notiert. Frage 2 von 5")
    (call,) = [one for one in leo.chat.calls if "Telefonnummer" in str(one.draft.body.get("text"))]
    assert call.draft.body["reply_parameters"]["message_id"] == answer
    assert said(leo) == {"bedeutung": CALL}


@pytest.mark.parametrize(
    ("text", "expected", "way_out"),
    [
        ("Frag a@b.example.", "eine Mailadresse: a@b.example.", "Adresse weglassen"),
        ("Siehe haus.de/x.", "eine Internetadresse: haus.de/x.", "Adresse weglassen"),
        ("Frag @leo_lind.", "ein Kontoname: @leo_lind.", "Konto weglassen"),
        ("Dort: Hauptstr. 7.", "eine Adresse: Hauptstr. 7.", "Adresse weglassen"),
        (
            "Auf DE89 3704 0044 0532 0130 00.",
            "eine Bankverbindung: DE89 3704 0044 0532 0130 00.",
            "Konto weglassen",
        ),
        ("Frag Grace Muster.", "ein Name: Grace Muster.", "„G. M.“ schreiben"),
        (
            "Frag Grace Muster, Grace M.",
            "diese Angaben: Grace Muster und Grace M.",
            "Nur Anfangsbuchstaben",
        ),
        ("Frag a@b.example, @leo_lind.", "Angaben: a@b.example und @leo_lind.", "Alle weglassen"),
        ("Frag Grace Muster: @gmuster.", "Angaben: Grace Muster und @gmuster.", "Alle ersetzen"),
    ],
)
def test_each_kind_has_its_words(leo: Human, text: str, expected: str, way_out: str) -> None:
    leo.says(text)
    (asked,) = questions(leo)
    assert expected in words(asked)
    assert asked.labels == [[way_out], ["So lassen", "Neu schreiben"]]


def test_many_details_are_not_all_listed(leo: Human) -> None:
    leo.says(" ".join(f"@gast_{number}" for number in range(8)))
    (asked,) = questions(leo)
    assert "@gast_3, @gast_4 und 3 weitere." in words(asked)


def test_in_english_the_question_is_english(chat: Chat, workshop: Stage) -> None:
    mia = chat.person(9, "Mia May", "en")
    workshop.joins(mia)
    workshop.joins(chat.person(GRACE, "Grace Muster"))
    workshop.opens()
    mia.says("Ask Grace Muster, she knows.")
    (asked,) = questions(mia)
    assert words(asked) == (
        "Your answer contains a name: Grace Muster.\n"
        "With initials it reads: “Ask G. M., she knows.”\n"
        "Until you choose, I do not quote the answer."
    )
    assert asked.labels == [["Write “G. M.”"], ["Keep as it is", "Rewrite"]]


def test_who_has_left_is_named_all_the_same(chat: Chat, leo: Human) -> None:
    chat.person(GRACE, "Grace Muster").says("/leave")
    leo.says("Frag Grace Muster.")
    assert len(questions(leo)) == 1


@pytest.mark.parametrize("text", ["Jonna Beispiel hilft.", "das macht frau beispiel immer so"])
def test_so_is_who_facilitates(chat: Chat, workshop: Stage, leo: Human, text: str) -> None:
    workshop.facilitates(chat.person(JONNA, "Jonna Beispiel"))
    leo.says(text)
    assert len(questions(leo)) == 1


def test_who_facilitates_and_takes_part_may_name_themselves(
    chat: Chat, workshop: Stage, leo: Human
) -> None:
    workshop.facilitates(leo)
    leo.says("Ich, Leo Lind, frage Frau Muster.")
    (asked,) = questions(leo)
    assert "Leo" not in words(asked).splitlines()[0]


@pytest.mark.parametrize(
    "text",
    ["Ich frage Leute.", "Ich, Leo Lind, frage.", "Grace hilft.", "24/7, am 30.01. ab 17:00"],
)
def test_an_ordinary_answer_and_the_own_name_are_not_asked_about(leo: Human, text: str) -> None:
    leo.says(text)
    assert (questions(leo), known(leo)) == ([], None)


def test_the_number_is_left_out_in_a_version_of_its_own(leo: Human) -> None:
    leo.says(CALL)
    leo.presses("Nummer weglassen")
    assert said(leo) == {"bedeutung": CLEARED}
    answer = session(leo).session.answer(FIRST)
    assert answer is not None
    assert [version.text for version in answer.revisions] == [CALL, CLEARED]
    assert known(leo) == StoredDetails(2, Decision.REPLACED, leo.chat.now)
    assert settled(leo) == [
        "✓ In deiner Antwort auf Frage 1 steht jetzt: „Ich rufe immer Frau Probst an, […], "
        "sie hilft.“ Ändern: /answers"
    ]
    assert words(leo.last).startswith("Notiert. Frage 2 von 5")


def test_an_answer_may_stay_as_it_is(leo: Human) -> None:
    leo.says(CALL)
    leo.presses("So lassen")
    assert said(leo) == {"bedeutung": CALL}
    assert known(leo) == StoredDetails(1, Decision.KEPT, leo.chat.now)
    assert settled(leo) == ["✓ Deine Antwort auf Frage 1 bleibt, wie sie ist. Ändern: /answers"]


def test_it_can_be_written_anew(leo: Human) -> None:
    leo.says(CALL)
    leo.presses("Neu schreiben")
    assert words(leo.last).startswith("Frage 1 von 5")
    assert len(questions(leo)) == 1
    leo.says("Ich rufe jemanden an.")
    assert said(leo) == {"bedeutung": "Ich rufe jemanden an."}
    assert settled(leo) == [
        "✓ Erledigt. Zu deiner Antwort auf Frage 1 ist nichts mehr zu entscheiden."
    ]
    assert words(leo.last).startswith("Notiert. Frage 2 von 5")


def test_an_edit_that_takes_it_out_settles_it(leo: Human) -> None:
    message = leo.says(CALL)
    leo.edits(message, "Ich rufe jemanden an.")
    assert questions(leo) == []
    assert len(settled(leo)) == 1
    assert known(leo) == StoredDetails(2, Decision.REPLACED, leo.chat.now)


def test_an_edit_changes_the_question_that_stands_there(leo: Human) -> None:
    message = leo.says(CALL)
    before = questions(leo)[0].message_id
    leo.edits(message, "Ich rufe Grace Muster an.")
    (asked,) = questions(leo)
    assert asked.message_id == before
    assert "ein Name: Grace Muster." in words(asked)
    leo.presses("„G. M.“ schreiben")
    assert said(leo) == {"bedeutung": "Ich rufe G. M. an."}


def test_what_was_kept_is_not_asked_about_again_until_something_new_comes(leo: Human) -> None:
    message = leo.says(CALL)
    leo.presses("So lassen")
    leo.edits(message, CALL.replace("hilft", "hilft gern"))
    assert (len(questions(leo)), len(settled(leo))) == (0, 1)
    leo.edits(message, f"{CALL} Oder a@b.example.")
    (asked,) = questions(leo)
    assert asked == leo.last
    assert "030 23125 017 und a@b.example" in words(asked)


def test_what_was_left_out_and_comes_again_is_asked_about_again(leo: Human) -> None:
    message = leo.says(CALL)
    leo.presses("Nummer weglassen")
    leo.edits(message, f"{CALL} Wirklich.")
    assert len(questions(leo)) == 1
    assert known(leo) == StoredDetails(3, Decision.OPEN, leo.chat.now)


def test_a_second_message_is_looked_through_and_only_it_is_changed(leo: Human) -> None:
    early = leo.chat.message_id()
    leo.says("Ich frage.")
    leo.says_as(early, "Und zwar a@b.example.")
    (asked,) = questions(leo)
    assert "„Und zwar […].“" in words(asked)
    leo.presses("Adresse weglassen")
    assert said(leo) == {"bedeutung": "Ich frage.\nUnd zwar […]."}


def test_the_old_version_that_comes_back_is_asked_about_too(leo: Human) -> None:
    first = leo.last.message_id
    leo.says(CALL)
    leo.presses("Nummer weglassen")
    leo.says("Ich höre zu.", reply_to=first)
    leo.says(CALL, reply_to=first)
    leo.says("Ich frage.", reply_to=first)
    assert questions(leo) == []
    leo.presses("Alte nehmen")
    assert len(questions(leo)) == 1


def test_old_buttons_show_how_the_answer_stands_now(leo: Human) -> None:
    message = leo.says(CALL)
    (asked,) = questions(leo)
    leo.edits(message, "Oder a@b.example.")
    leo.taps(asked.message_id, asked.button("So lassen")["callback_data"])
    assert leo.chat.toasts == [
        "Deine Antwort hat sich seitdem geändert. Hier steht, wie sie jetzt ist."
    ]
    assert "a@b.example" in words(questions(leo)[0])
    assert known(leo) == StoredDetails(2, Decision.OPEN, leo.chat.now)


def test_a_second_tap_changes_nothing(leo: Human) -> None:
    leo.says(CALL)
    (asked,) = questions(leo)
    leo.presses("Nummer weglassen")
    for label in ("Nummer weglassen", "So lassen", "Neu schreiben"):
        leo.taps(asked.message_id, asked.button(label)["callback_data"])
    assert (
        leo.chat.toasts
        == ["Das hast du schon entschieden. Es ändert sich nichts. Zum Ändern: /answers"] * 3
    )
    assert said(leo) == {"bedeutung": CLEARED}


@pytest.mark.parametrize("verb", ["detailout", "detailkeep", "detailnew", "detailask"])
def test_forged_and_other_peoples_buttons_change_nothing(
    chat: Chat, workshop: Stage, leo: Human, verb: str
) -> None:
    leo.says(CALL)
    grace = chat.person(GRACE, "Grace Muster")
    number = session(leo).session.id
    for data in (f"{verb}:{number}:1:1", f"{verb}:{number}:1", f"{verb}:x", f"{verb}:99:1:1"):
        grace.taps(grace.last.message_id, data)
    leo.taps(leo.last.message_id, f"{verb}:{number}:2:1")
    assert known(leo) == StoredDetails(1, Decision.OPEN, chat.now)
    assert said(leo) == {"bedeutung": CALL}


def test_a_deleted_answer_leaves_nothing_of_it(leo: Human) -> None:
    leo.says(CALL)
    number = session(leo).session.id
    leo.taps(leo.last.message_id, f"withdraw:{number}:1")
    assert (questions(leo), known(leo)) == ([], None)
    with leo.chat.begin() as step:
        assert step.work.outbox.states(f"detail:{number}:") == []
    leo.taps(leo.last.message_id, f"again:{number}:1")
    leo.says(CALL)
    assert len(questions(leo)) == 1


def test_a_decided_answer_can_be_deleted(leo: Human) -> None:
    leo.says(CALL)
    leo.presses("So lassen")
    leo.taps(leo.last.message_id, f"withdraw:{session(leo).session.id}:1")
    assert known(leo) is None


def test_the_end_of_the_day_says_what_still_waits(leo: Human) -> None:
    for text in (CALL, "zwei", "Frag a@b.example.", "vier", "fünf"):
        leo.says(text)
    assert (
        words(leo.last)
        .split("\n\n")[0]
        .endswith(
            "Zu deinen Antworten auf die Fragen 1 und 3 habe ich dich etwas gefragt. "
            "Solange du nichts wählst, zitiere ich sie nicht."
        )
    )


def test_from_the_end_of_the_day_the_question_comes_again(leo: Human) -> None:
    for text in (CALL, "zwei", "drei", "vier", "fünf"):
        leo.says(text)
    (before,) = questions(leo)
    leo.presses("Frage 1 entscheiden")
    assert questions(leo) == [leo.last]
    assert (leo.last.text, leo.last.buttons) == (before.text, before.buttons)
    assert "Ich frage dich unten noch einmal." in [seen.text for seen in leo.sees()]
    leo.presses("So lassen")
    leo.presses("Frage 1 entscheiden")
    assert leo.chat.toasts[-1].startswith("Das hast du schon entschieden.")
    assert settled(leo) == ["✓ Deine Antwort auf Frage 1 bleibt, wie sie ist. Ändern: /answers"]


def test_at_the_end_of_the_day_a_name_may_be_no_detail_any_more(chat: Chat, leo: Human) -> None:
    for text in ("Frag Grace Muster.", "zwei", "drei", "vier", "fünf"):
        leo.says(text)
    erased(chat)
    leo.presses("Frage 1 entscheiden")
    assert words(leo.last) == (
        "✓ Erledigt. Zu deiner Antwort auf Frage 1 ist nichts mehr zu entscheiden."
    )
    assert known(leo) == StoredDetails(1, Decision.REPLACED, chat.now)


def test_who_has_decided_is_not_told_at_the_end_of_the_day(leo: Human) -> None:
    leo.says(CALL)
    leo.presses("So lassen")
    for text in ("zwei", "drei", "vier", "fünf"):
        leo.says(text)
    assert "etwas gefragt" not in words(leo.last)


def test_after_closing_it_can_be_left_out_but_not_rewritten(workshop: Stage, leo: Human) -> None:
    leo.says(CALL)
    workshop.time_is(OPENING + timedelta(hours=4))
    leo.presses("Neu schreiben")
    assert leo.chat.toasts == [
        "Dieser Tag ist geschlossen. Neu schreiben geht nicht mehr. "
        "Die anderen Knöpfe gehen weiter."
    ]
    leo.presses("Nummer weglassen")
    assert said(leo) == {"bedeutung": CLEARED}


def test_who_is_named_and_is_erased_is_nothing_to_decide_about(chat: Chat, leo: Human) -> None:
    leo.says("Frag Grace Muster.")
    erased(chat)
    leo.presses("„G. M.“ schreiben")
    assert said(leo) == {"bedeutung": "Frag Grace Muster."}
    assert known(leo) == StoredDetails(1, Decision.REPLACED, chat.now)


def test_late_words_are_looked_through_when_they_are_included(
    chat: Chat, workshop: Stage, leo: Human
) -> None:
    jonna = chat.person(JONNA, "Jonna Beispiel")
    workshop.facilitates(jonna)
    workshop.time_is(OPENING + timedelta(hours=4))
    leo.says(CALL)
    assert questions(leo) == []
    leo.presses("Ja, bitte fragen")
    jonna.presses("Aufnehmen")
    assert len(questions(leo)) == 1


def test_an_undecided_answer_is_never_quoted_and_the_last_check_says_so(
    chat: Chat, workshop: Stage, leo: Human
) -> None:
    jonna, amira = chat.person(JONNA, "Jonna Beispiel"), chat.person(AMIRA, "Amira Haddad")
    workshop.facilitates(jonna)
    workshop.joins(amira, Attribution.NOT_QUOTED)
    leo.says(CALL)
    leo.says("Ich höre zu.")
    with chat.begin() as step:
        noticed = step.work.details.open(workshop.workshop.id)
        for one in step.work.summaries.answers(workshop.workshop.id):
            step.work.quotes.propose(one.answer_id, one.text.partition(". ")[0])
            quote = step.work.quotes.of_answer(one.answer_id)
            assert quote is not None
            allowed = replace(quote, state=QuoteState.ALLOWED, attribution=Attribution.UNNAMED)
            step.work.quotes.save(allowed)
    assert len(noticed) == 1
    assert quoted(workshop) == ["Ich höre zu."]
    jonna.says("/publish")
    assert "Angaben zu anderen Personen: 1 Antwort wartet noch (erscheint nicht)" in words(
        jonna.last
    )
    leo.presses("Nummer weglassen")
    assert quoted(workshop) == ["Allein schafft das niemand", "Ich höre zu."]
    jonna.says("/publish")
    assert "Angaben zu anderen Personen" not in words(jonna.last)


def arrives(human: Human, incoming: Said | Edited) -> None:
    """Something arrives, and what the bot says to it waits to be sent."""
    chat = human.chat
    with chat.engine.begin() as connection:
        dispatch(Step(chat.work(connection), chat.cause(), BOT), incoming)


@pytest.mark.parametrize("state", ["planned", "sending", "failed", "unknown"])
def test_an_edit_before_the_question_is_delivered_leads_to_one_question_about_it(
    leo: Human, state: str
) -> None:
    chat, message = leo.chat, leo.chat.message_id()
    arrives(leo, Said(leo.sender, message, chat.now, CALL, None))
    with chat.engine.begin() as connection:
        outbox = chat.work(connection).outbox
        claimed = () if state == "planned" else outbox.claim(chat.now, most=9, resting=())
        for one in claimed:
            if state == "failed":
                outbox.failed(one.id, "too long")
            if state == "unknown":
                outbox.unknown(one.id, "broken off")
    arrives(leo, Edited(leo.sender, message, chat.now, "Frag a@b.example."))
    if state == "sending":
        with chat.engine.begin() as connection:
            chat.work(connection).outbox.put_back_but(())
    chat.deliver()
    (asked,) = questions(leo)
    leo.presses("Nummer weglassen" if state == "sending" else "Adresse weglassen")
    if state == "sending":
        assert "030" in words(asked)
        leo.presses("Adresse weglassen")
    assert said(leo) == {"bedeutung": "Frag […]."}


def test_an_edit_that_takes_it_out_before_the_question_left_keeps_it_away(leo: Human) -> None:
    chat, message = leo.chat, leo.chat.message_id()
    arrives(leo, Said(leo.sender, message, chat.now, CALL, None))
    arrives(leo, Edited(leo.sender, message, chat.now, "Ich rufe jemanden an."))
    chat.deliver()
    assert (questions(leo), settled(leo)) == ([], [])
    assert [words(seen).partition("\n")[0] for seen in leo.sees()[1:]] == [
        "Notiert. Frage 2 von 5",
        "Antwort auf Frage 1 geändert, 17:00 Uhr.",
    ]


def test_a_message_that_arrives_twice_is_asked_about_once(leo: Human) -> None:
    message = leo.says(CALL)
    leo.says_as(message, CALL)
    assert len(questions(leo)) == 1


def test_numbers_are_read_as_in_the_country_of_the_workshop() -> None:
    zones = ("Europe/Berlin", "Europe/Zurich", "Europe/Vienna")
    assert [noticing.region_of(ZoneInfo(zone)) for zone in zones] == ["DE", "CH", "AT"]
    assert noticing.region_of(ZoneInfo("Etc/GMT+3")) in {"DE", "001", "ZZ"}
