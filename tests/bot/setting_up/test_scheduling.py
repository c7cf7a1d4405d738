from dataclasses import replace
from datetime import UTC, datetime

from flows.calendar import Slot
from tests.bot.chatting import Chat, Human
from tests.bot.setting_up.people import TAREK, facilitator, owner, participant, workshop

DAY_1 = Slot(datetime(2027, 1, 30, 17), datetime(2027, 1, 30, 21))
DAY_2 = Slot(datetime(2027, 1, 31, 15, 30), datetime(2027, 1, 31, 19))


def slots(chat: Chat) -> list[Slot | None]:
    found = workshop(chat)
    with chat.begin() as step:
        return [round_.slot for round_ in step.work.rounds.of(found.id)]


def open_day(chat: Chat, day: int, *, closed: bool = False) -> None:
    found = workshop(chat)
    with chat.begin() as step:
        round_ = step.work.rounds.of(found.id)[day - 1]
        over = chat.now if closed else None
        step.work.rounds.save(replace(round_, opened_at=chat.now, closed_at=over))


def without_times(chat: Chat) -> Human:
    jonna = owner(chat)
    jonna.says("/new netzwerkarbeit Netzwerkarbeit")
    return jonna


def test_one_line_sets_a_day_and_offers_the_next(chat: Chat) -> None:
    jonna = without_times(chat)
    jonna.says("/schedule 1 2027-01-30 17:00")
    assert jonna.last.text == (
        '<b>Tag 1:</b> Samstag, 30.01.2027, <tg-time unix="1801324800">'
        "17:00–21:00 Uhr (Berlin)</tg-time>\nErinnerung um 20:00 Uhr."
    )
    assert jonna.last.labels == [["Tag 2 festlegen"], ["Rückgängig"]]
    jonna.presses("Tag 2 festlegen")
    assert jonna.last.text == (
        "<b>Wann ist Tag 2?</b>\nEr hat noch keine Zeit.\n"
        "Schreib die neue Zeit, zum Beispiel: 31.1. 15:30 oder 31.1. 15:30 bis 19:00"
    )
    jonna.says("31.1. 16 Uhr")
    assert slots(chat) == [
        DAY_1,
        Slot(datetime(2027, 1, 31, 16), datetime(2027, 1, 31, 19, 30)),
    ]
    assert jonna.last.labels == [["Karte zeigen"], ["Rückgängig"]]


def test_the_overview_leads_to_each_day(chat: Chat) -> None:
    jonna = facilitator(chat, "en")
    jonna.says("/schedule")
    assert jonna.last.text == (
        "<b>Times of “Netzwerkarbeit”</b>\nDay 1: Sat 30 Jan 2027, 17:00–21:00\n"
        "Day 2: Sun 31 Jan 2027, 15:30–19:00\nAll times in Berlin.\n"
        "Which day do you want to set?"
    )
    assert jonna.last.labels == [["Day 1", "Day 2"], ["Back"]]
    jonna.presses("Day 2")
    assert jonna.last.labels == [["Keep"], ["Back"]]
    jonna.presses("Keep")
    assert jonna.last.text.startswith("✓ Day 2 stays: Sun 31 Jan 2027")
    jonna.says("/schedule 2")
    jonna.presses("Back")
    jonna.presses("Back")
    assert jonna.last.text.startswith("<b>Netzwerkarbeit</b>")


def test_a_change_can_be_undone(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says("/schedule 2 31.1. 18 Uhr")
    jonna.presses("Rückgängig")
    assert jonna.last.text.startswith("✓ Rückgängig gemacht. Tag 2: So 31.01.2027, ")
    assert slots(chat) == [DAY_1, DAY_2]


def test_a_first_time_can_be_undone_too(chat: Chat) -> None:
    jonna = without_times(chat)
    jonna.says("/schedule 1 30.1.")
    jonna.presses("Rückgängig")
    assert jonna.last.text == "✓ Rückgängig gemacht. Tag 1: noch nicht festgelegt"
    assert slots(chat) == [None, None]


def test_conflicts_are_explained_with_a_time_that_would_do(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says("/schedule 2 30.1. 15:30")
    assert jonna.last.text == (
        "Das geht nicht: Tag 1 endet erst am Sa 30.01. um 21:00 Uhr. "
        "Schreib eine spätere Zeit, zum Beispiel: 31.1. 15:30"
    )
    jonna.says("/schedule 1 31.1. 17:00")
    assert jonna.last.text == (
        "Das geht nicht: Tag 2 beginnt schon am So 31.01. um 15:30 Uhr. "
        "Schreib eine frühere Zeit, zum Beispiel: 26.1. 17:00"
    )
    jonna.says("/schedule 1 24.1.2027 17:00")
    assert jonna.last.text == (
        "Das geht nicht: So 24.01. um 21:00 Uhr ist vorbei. "
        "Schreib eine Zeit, die noch kommt, zum Beispiel: 26.1. 17:00"
    )
    assert slots(chat) == [DAY_1, DAY_2]


def test_what_is_no_time_gets_an_example(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says("/schedule 2 irgendwann")
    assert jonna.last.text == (
        "Darin finde ich keine Zeit.\n"
        "Schreib die neue Zeit, zum Beispiel: 31.1. 15:30 oder 31.1. 15:30 bis 19:00"
    )
    jonna.says("/schedule 3 31.1.")
    assert jonna.last.text.startswith("Dieser Workshop hat 2 Tage.")
    jonna.says("/schedule morgen")
    assert jonna.last.text.startswith("Dieser Workshop hat 2 Tage.")


def test_a_closed_day_keeps_its_time(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says("/schedule 1 29.1. 17 Uhr")
    number = jonna.last.message_id
    open_day(chat, 1, closed=True)
    jonna.taps(number, f"timesundo:{workshop(chat).id}:1:20270130T1700-20270130T2100")
    over = "Tag 1 ist vorbei. Seine Zeit lässt sich nicht mehr ändern."
    assert jonna.last.text == over
    jonna.taps(number, f"timesundo:{workshop(chat).id}:1:-")
    assert jonna.last.text == over
    jonna.says("/schedule 1")
    assert jonna.last.text == over
    jonna.says("/schedule")
    assert jonna.last.labels == [["Tag 2"], ["Zurück"]]


def test_an_open_day_keeps_its_beginning(chat: Chat) -> None:
    jonna = facilitator(chat)
    chat.now = datetime(2027, 1, 30, 17, tzinfo=UTC)
    open_day(chat, 1)
    jonna.says("/schedule 1 18-22 Uhr")
    assert slots(chat)[0] == Slot(datetime(2027, 1, 30, 17), datetime(2027, 1, 30, 22))
    jonna.taps(jonna.last.message_id, f"timesundo:{workshop(chat).id}:1:-")
    assert jonna.last.text.startswith("Tag 1 hat begonnen.")


def test_a_shift_moves_the_next_day_and_tells_nobody(chat: Chat) -> None:
    jonna = facilitator(chat)
    amira = participant(chat)
    chat.now = datetime(2027, 1, 31, 14, 5, tzinfo=UTC)
    open_day(chat, 1, closed=True)
    jonna.says("/shift 30m")
    assert jonna.last.text == (
        '<b>Tag 2 ist 30 Minuten später:</b> heute <tg-time unix="1801407600">'
        "16:00–19:30 Uhr (Berlin)</tg-time>, Erinnerung um 18:30 Uhr.\n"
        "Die Teilnehmenden bekommen dazu keine Nachricht."
    )
    assert jonna.last.labels == [["Allen Bescheid geben"], ["Rückgängig"]]
    assert amira.sees() == []
    jonna.presses("Allen Bescheid geben")
    assert jonna.last.text.startswith("✓ 1 Person weiß Bescheid. Tag 2: So 31.01.2027")
    assert amira.last.text == (
        "Die Fragen zu Tag 2 von <b>Netzwerkarbeit</b> kommen zu einer anderen Zeit: "
        'heute <tg-time unix="1801407600">16:00–19:30 Uhr (Berlin)</tg-time>.'
    )


def test_a_shift_can_be_undone(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says("/shift -1h30")
    assert jonna.last.text.startswith("<b>Tag 1 ist 1 Stunde 30 Minuten früher:</b>")
    jonna.presses("Rückgängig")
    assert slots(chat) == [DAY_1, DAY_2]


def test_a_shift_of_an_open_day_moves_its_end(chat: Chat) -> None:
    jonna = facilitator(chat, "en")
    amira = participant(chat, language="en")
    chat.now = datetime(2027, 1, 30, 17, tzinfo=UTC)
    open_day(chat, 1)
    jonna.says("/shift 1h")
    assert jonna.last.text.startswith("<b>Day 1 closes 1 hour later:</b> today ")
    assert slots(chat)[0] == Slot(datetime(2027, 1, 30, 17), datetime(2027, 1, 30, 22))
    jonna.presses("Tell everyone")
    assert amira.last.text.startswith("Day 1 of <b>Netzwerkarbeit</b> is now open: today ")
    jonna.says("/shift -30m")
    assert jonna.last.text.startswith("<b>Day 1 closes 30 minutes earlier:</b>")


def test_a_shift_into_the_next_day_is_refused(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says("/schedule 2 31.1. 1:00")
    jonna.says("/shift 8h")
    assert jonna.last.text.startswith("Das geht nicht: Tag 2 beginnt schon am")


def test_what_cannot_be_shifted_is_said(chat: Chat) -> None:
    jonna = without_times(chat)
    jonna.says("/shift 30m")
    assert jonna.last.text.startswith("Kein Tag läuft oder ist geplant")
    jonna.says("/shift später")
    assert jonna.last.text.startswith("Um wie viel, höchstens 12 Stunden? Schreib zum Beispiel:")


def test_made_up_buttons_change_nothing(chat: Chat) -> None:
    jonna = facilitator(chat)
    number = workshop(chat).id
    for data in (
        "timesundo:{}:9:-",
        "timesundo:{}:1:x",
        "timesundo:{}:1:29990101T9999-29990101T9999",
        "timeskeep:{}:9",
        "timestell:{}:9",
        "timestell:{}:x",
    ):
        jonna.taps(jonna.last.message_id, data.format(number))
    chat.person(TAREK, "Tarek Muster").taps(jonna.last.message_id, f"timesundo:{number}:1:-")
    assert slots(chat) == [DAY_1, DAY_2]


def test_a_time_typed_for_a_workshop_that_is_gone_does_nothing(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says("/schedule 1")
    found = workshop(chat)
    with chat.begin() as step:
        step.work.workshops.delete(found.id)
    jonna.says("31.1. 16 Uhr")
    with chat.begin() as step:
        assert step.work.dialogs.get(step.work.people.owners()[0].id) is None
