from datetime import datetime, timedelta

from flows.calendar import Slot
from tests.bot.chatting import Chat
from tests.bot.setting_up.people import AMIRA, facilitator, owner, workshop

SLOTS = [
    Slot(datetime(2027, 1, 30, 17), datetime(2027, 1, 30, 21)),
    Slot(datetime(2027, 1, 31, 15, 30), datetime(2027, 1, 31, 19)),
]


def slots(chat: Chat) -> list[Slot | None]:
    found = workshop(chat)
    with chat.begin() as step:
        return [round_.slot for round_ in step.work.rounds.of(found.id)]


def test_five_steps_in_one_message_set_a_workshop_up(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new")
    form = jonna.last
    assert form.text == (
        "Schritt 1 von 5\n<b>Welcher Ablauf?</b>\nNetzwerkarbeit: 2 Tage, je 5 Fragen\n"
        "Zwei Tage: 2 Tage, je 4 Fragen, passt zu jedem Workshop"
    )
    assert form.labels == [["Netzwerkarbeit", "Zwei Tage"], ["Fragen ansehen", "Abbrechen"]]
    jonna.presses("Netzwerkarbeit")
    assert jonna.last.labels == [["„Netzwerkarbeit“ nehmen"], ["Zurück", "Abbrechen"]]
    jonna.presses("„Netzwerkarbeit“ nehmen")
    jonna.says("Beispielhaus e. V.,\n Musterstadt")
    jonna.says("Renate Probe, datenschutz@beispielhaus.example")
    assert jonna.last.message_id == form.message_id
    assert jonna.last.labels == [["Später festlegen"], ["Zurück", "Abbrechen"]]
    jonna.says("30.1.")
    made = workshop(chat)
    assert (made.title, made.host, made.contact, made.language, made.zone.key) == (
        "Netzwerkarbeit",
        "Beispielhaus e. V., Musterstadt",
        "Renate Probe, datenschutz@beispielhaus.example",
        "de",
        "Europe/Berlin",
    )
    assert slots(chat) == SLOTS
    assert jonna.sees()[0].text == "✓ „Netzwerkarbeit“ ist angelegt."


def test_the_card_follows_with_everything_in_one_place(chat: Chat) -> None:
    jonna = facilitator(chat)
    found = workshop(chat)
    assert jonna.last.text == (
        "<b>Netzwerkarbeit</b>\nBeispielhaus e. V., Musterstadt\nStand: geplant, 0 dabei\n\n"
        "Tag 1: Sa 30.01.2027, 17:00–21:00 Uhr\nTag 2: So 31.01.2027, 15:30–19:00 Uhr\n"
        "Zeiten in Berlin. Erinnerung je eine Stunde vor Schluss.\n\n"
        "Moderation: Jonna Beispiel\nVeranstaltende: noch niemand\nZiel: noch keins\n\n"
        "Einladung für Teilnehmende:\n"
        f"https://t.me/nachklang_test_bot?start={found.invite_token}\n"
        "Für eine Gruppe oder einen Kanal:\n"
        f"<code>/connect {found.connect_token}</code>"
    )
    assert jonna.last.labels == [
        ["Teilnehmende einladen"],
        ["Einladung öffnen", "Link kopieren"],
        ["Zeiten", "Ziel verbinden"],
        ["Team einladen", "Mehr"],
    ]


def test_the_steps_read_well_in_english(chat: Chat) -> None:
    jonna = owner(chat, "en")
    jonna.says("/new")
    assert jonna.last.text == (
        "Step 1 of 5\n<b>Which flow?</b>\nNetworking: 2 days, 5 questions each\n"
        "Two days: 2 days, 4 questions each, fits any workshop"
    )
    jonna.presses("Two days")
    jonna.presses("Use “Two days”")
    jonna.presses("Back")
    assert jonna.last.text.startswith("Step 2 of 5\n<b>What is the workshop called?</b>")


def test_one_line_sets_a_workshop_up_and_says_what_is_missing(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new netzwerkarbeit Netzwerken <im> Stadtteil")
    assert jonna.last.text == (
        "„Netzwerken &lt;im&gt; Stadtteil“ ist angelegt.\n"
        "Es fehlt noch: Datum, wer einlädt, Kontakt zum Datenschutz."
    )
    jonna.presses(jonna.last.labels[0][0])
    assert jonna.last.text.startswith("Schritt 1 von 3\n<b>Wer lädt ein, und wo?</b>")
    jonna.says("Beispielhaus e. V.")
    jonna.says("Renate Probe, datenschutz@beispielhaus.example")
    jonna.says("30.1.")
    assert slots(chat) == SLOTS
    assert "Es fehlt noch" not in jonna.last.text


def test_a_flow_can_be_named_by_its_title_too(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new Zwei Tage Sommerworkshop")
    assert (workshop(chat).flow.id, workshop(chat).title) == ("zwei-tage", "Sommerworkshop")
    jonna.says("/new zwei-tage")
    assert jonna.last.text.startswith("Schritt 2 von 5")


def test_an_unknown_flow_gets_the_list_and_the_nearest(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new netzwerkabeit Treffen")
    assert jonna.last.text == (
        "So heißt kein Ablauf. Meinst du „Netzwerkarbeit“?\n"
        "Netzwerkarbeit: 2 Tage, je 5 Fragen\n"
        "Zwei Tage: 2 Tage, je 4 Fragen, passt zu jedem Workshop\n"
        "Tippe auf einen, oder schreib seinen Namen, zum Beispiel: Netzwerkarbeit"
    )
    jonna.says("xyz")
    assert jonna.last.text.startswith("So heißt kein Ablauf.\n")
    jonna.says("zwei tage")
    assert jonna.last.text.startswith("Schritt 2 von 5")


def test_a_flow_can_be_chosen_by_its_number(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new")
    jonna.says("3")
    assert jonna.last.text.startswith("So heißt kein Ablauf.\n")
    jonna.says("2")
    assert jonna.last.labels[0] == ["„Zwei Tage“ nehmen"]


def test_looking_something_up_leaves_the_form_waiting(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new netzwerkarbeit")
    for command in ("/help", "/privacy", "/mydata", "/connect", "/language"):
        jonna.says(command)
    jonna.presses("English")
    jonna.says("Treffen am Fluss")
    jonna.says("Beispielhaus e. V.")
    assert any("Step 4 of 5" in one.text for one in jonna.sees())
    jonna.says("/workshops")
    jonna.says("Renate Probe, datenschutz@beispielhaus.example")
    assert jonna.last.text.startswith("You have no workshop yet.")


def test_the_questions_can_be_seen_before_choosing(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new")
    jonna.presses("Fragen ansehen")
    assert "1 Was bedeutet für uns Netzwerkarbeit, und wie gehen wir dabei vor?" in jonna.last.text
    assert jonna.last.labels == [["„Netzwerkarbeit“ wählen"], ["Zwei Tage"], ["Zurück"]]
    jonna.presses("Zwei Tage")
    jonna.presses("„Zwei Tage“ wählen")
    assert jonna.last.labels[0] == ["„Zwei Tage“ nehmen"]


def test_one_can_go_back_from_the_questions(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new")
    jonna.presses("Fragen ansehen")
    jonna.presses("Zurück")
    assert jonna.last.text.startswith("Schritt 1 von 5")


def test_wrong_words_are_answered_with_a_right_example(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new netzwerkarbeit")
    jonna.says("x" * 101)
    assert "100 Zeichen passen" in jonna.last.text
    jonna.says("Netzwerkarbeit")
    jonna.says("Beispielhaus")
    jonna.says("Renate Probe")
    assert "datenschutz@beispielhaus.example" in jonna.last.text
    jonna.says("renate@beispielhaus.example")
    jonna.says("bald")
    assert jonna.last.text == "Darin finde ich kein Datum. Schreib es so: 1.2."
    jonna.says("30.1.2020")
    assert jonna.last.text == (
        "Dieser Tag ist vorbei. Schreib ein späteres Datum, zum Beispiel: 1.2."
    )
    jonna.says("30.1. 18 Uhr")
    assert slots(chat)[0] == Slot(datetime(2027, 1, 30, 18), datetime(2027, 1, 30, 22))


def test_the_date_can_be_set_later(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new netzwerkarbeit")
    for words in ("Titel", "Beispielhaus", "renate@beispielhaus.example"):
        jonna.says(words)
    jonna.presses("Später festlegen")
    assert slots(chat) == [None, None]
    assert "Tag 1: noch nicht festgelegt" in jonna.last.text
    assert jonna.last.labels[0] == ["Weitermachen"]


def test_cancelling_leaves_nothing_behind(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new")
    jonna.presses("Netzwerkarbeit")
    jonna.presses("Abbrechen")
    assert jonna.last.text.startswith("✓ Abgebrochen. Es wurde nichts angelegt.")
    jonna.taps(jonna.last.message_id, "new:suggestion")
    with chat.begin() as step:
        assert step.work.rounds.unfinished() == ()


def test_cancelling_the_rest_keeps_what_is_set(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new netzwerkarbeit Titel")
    jonna.presses("Weitermachen")
    jonna.says("Beispielhaus")
    jonna.presses("Abbrechen")
    assert jonna.last.text == "✓ Abgebrochen. Was du festgelegt hast, bleibt so."
    assert workshop(chat).title == "Titel"


def test_a_form_ends_with_its_workshop(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new netzwerkarbeit Titel")
    jonna.presses("Weitermachen")
    found = workshop(chat)
    with chat.begin() as step:
        step.work.workshops.delete(found.id)
    jonna.says("Beispielhaus")
    jonna.taps(jonna.last.message_id, "new:later")
    with chat.begin() as step:
        assert step.work.dialogs.get(step.work.people.owners()[0].id) is None


def test_buttons_of_another_step_do_nothing(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new netzwerkarbeit")
    form = jonna.last
    jonna.taps(form.message_id, "new:later")
    jonna.taps(form.message_id, "new:nothing")
    assert jonna.last == form
    jonna.says("Titel")
    jonna.taps(form.message_id, "new:suggestion")
    assert "Wer lädt ein, und wo?" in jonna.last.text


def test_a_stranger_sets_nothing_up(chat: Chat) -> None:
    amira = chat.person(AMIRA, "Amira Haddad")
    amira.says("/new netzwerkarbeit Titel")
    amira.taps(amira.last.message_id, "new")
    with chat.begin() as step:
        assert step.work.people.by_chat(amira.id) is None


def test_a_label_can_be_typed_instead_of_tapped(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new")
    jonna.says("Netzwerkarbeit")
    jonna.says("„netzwerkarbeit“ nehmen")
    assert jonna.last.text.startswith("Schritt 3 von 5")


def test_the_form_waits_while_days_pass(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new netzwerkarbeit")
    chat.now += timedelta(days=3)
    jonna.says("Titel")
    assert jonna.last.text.startswith("Schritt 3 von 5")
