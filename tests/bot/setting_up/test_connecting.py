from bot.chat.dispatch import dispatch
from bot.chat.incoming import SaidInGroup
from flows.ids import ChatId, MessageId
from flows.workshop import Destination
from tests.bot.chatting import Chat
from tests.bot.setting_up.people import AMIRA, TAREK, facilitator, team_token, workshop

GROUP, OTHER_GROUP, CHANNEL = -1001, -1002, -1003


def destinations(chat: Chat) -> list[tuple[int, str, str]]:
    found = workshop(chat)
    with chat.begin() as step:
        return [(d.chat, d.kind, d.title) for d in step.work.destinations.of(found.id)]


def posted(chat: Chat, text: str) -> None:
    """Something was written in a channel."""
    with chat.begin() as step:
        said = SaidInGroup(None, ChatId(CHANNEL), "Aktuell", "channel", MessageId(1), text)
        dispatch(step, said)


def test_the_card_leads_to_a_group_or_a_channel(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.presses("Ziel verbinden")
    token = workshop(chat).connect_token
    assert jonna.last.text == (
        "<b>Wohin soll der Beitrag?</b>\nWähle eine Gruppe oder einen Kanal. "
        "In einem Kanal brauche ich das Recht, Nachrichten zu posten.\n"
        f"Oder schreib dort: <code>/connect {token}</code>"
    )
    assert jonna.last.button("Gruppe wählen")["url"] == (
        f"https://t.me/nachklang_test_bot?startgroup={token}"
    )
    assert jonna.last.button("Kanal wählen")["url"] == (
        "https://t.me/nachklang_test_bot?startchannel&admin=post_messages"
    )


def test_a_facilitator_connects_a_group(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says_in(GROUP, f"/start@nachklang_test_bot {workshop(chat).connect_token}")
    assert [message.text for message in chat.look(GROUP)] == [
        "Diese Gruppe ist jetzt mit dem Workshop <b>Netzwerkarbeit</b> verbunden. Nach dem "
        "Workshop kommt hier der Beitrag. Sonst schreibe ich hier nichts, "
        "und eure Nachrichten speichere ich nicht."
    ]
    assert jonna.last.text == (
        "Ziel verbunden: Gruppe „Netzwerk Musterviertel“. "
        "Der Beitrag erscheint dort erst, wenn du ihn veröffentlichst.\nWorkshop: Netzwerkarbeit"
    )
    assert destinations(chat) == [(GROUP, "group", "Netzwerk Musterviertel")]
    jonna.says("/workshop")
    assert "Ziel: „Netzwerk Musterviertel“" in jonna.last.text


def test_connecting_twice_changes_nothing(chat: Chat) -> None:
    jonna = facilitator(chat)
    for _ in range(2):
        jonna.says_in(GROUP, f"/connect {workshop(chat).connect_token}")
    assert chat.look(GROUP)[-1].text == (
        "Diese Gruppe ist schon mit dem Workshop <b>Netzwerkarbeit</b> verbunden."
    )
    assert len(destinations(chat)) == 1


def test_only_facilitators_connect(chat: Chat) -> None:
    facilitator(chat)
    amira = chat.person(AMIRA, "Amira Haddad")
    amira.says_in(GROUP, f"/connect {workshop(chat).connect_token}")
    assert [message.text for message in chat.look(GROUP)] == [
        "Verbinden kann nur die Moderation des Workshops. "
        "Bitte sie, /connect hier selbst zu schreiben."
    ]
    assert destinations(chat) == []


def test_wrong_codes_are_answered_kindly(chat: Chat) -> None:
    jonna = facilitator(chat, "en")
    jonna.says_in(GROUP, "/connect g_wrong")
    jonna.says_in(GROUP, "/connect")
    assert [message.text for message in chat.look(GROUP)] == [
        "I know no workshop with this code. "
        "The right line stands on the workshop's card: /workshop in the chat with me.",
        "Behind /connect belongs the code from the workshop's card: /workshop in the chat with me.",
    ]


def test_nothing_else_is_ever_said_in_a_group(chat: Chat) -> None:
    jonna = facilitator(chat)
    token = workshop(chat).connect_token
    for text in ("Hallo", "/start", "/status", f"/connect@other_bot {token}", "connect", " "):
        jonna.says_in(GROUP, text)
    assert chat.look(GROUP) == []


def test_whoever_adds_the_bot_to_a_channel_is_asked(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.moves_bot(CHANNEL)
    assert jonna.last.text == (
        "Soll der Beitrag in den Kanal „Musterviertel Aktuell“?\n"
        "Es geht um den Workshop Netzwerkarbeit."
    )
    assert jonna.last.labels == [["Ja", "Nein"]]
    jonna.presses("Ja")
    assert destinations(chat) == [(CHANNEL, "channel", "Musterviertel Aktuell")]
    assert jonna.last.text.startswith("Ziel verbunden: Kanal „Musterviertel Aktuell“.")
    assert chat.look(CHANNEL) == []
    jonna.moves_bot(CHANNEL)
    assert jonna.last.text.startswith("Ziel verbunden: Kanal „Musterviertel Aktuell“.")


def test_a_no_connects_nothing(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.moves_bot(CHANNEL)
    asked = jonna.last.message_id
    jonna.presses("Nein")
    assert jonna.last.text.startswith("In Ordnung.")
    jonna.taps(asked, f"channel:{workshop(chat).id}:{CHANNEL}")
    jonna.taps(asked, f"channelno:{CHANNEL}")
    assert destinations(chat) == []


def test_with_several_workshops_one_is_chosen(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says("/new zwei-tage Sommer")
    jonna.moves_bot(CHANNEL)
    assert jonna.last.labels == [["Sommer"], ["Netzwerkarbeit"], ["Nein"]]
    jonna.presses("Sommer")
    assert destinations(chat) == [(CHANNEL, "channel", "Musterviertel Aktuell")]


def test_without_the_right_to_post_it_is_asked_for(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.moves_bot(CHANNEL, can_post=False)
    assert jonna.last.text.startswith("Im Kanal „Musterviertel Aktuell“ darf ich noch nicht")


def test_others_who_move_the_bot_hear_nothing(chat: Chat) -> None:
    jonna = facilitator(chat)
    before = jonna.sees()
    amira = chat.person(AMIRA, "Amira Haddad")
    amira.moves_bot(CHANNEL)
    amira.moves_bot(GROUP, kind="supergroup")
    jonna.moves_bot(OTHER_GROUP, kind="supergroup")
    assert (amira.sees(), jonna.sees()) == ([], before)


def test_a_code_posted_in_a_channel_connects_it_and_is_used_up(chat: Chat) -> None:
    jonna = facilitator(chat)
    token = workshop(chat).connect_token
    posted(chat, f"/connect {token}")
    posted(chat, f"/connect {token}")
    assert [message.text for message in chat.look(CHANNEL)] == [
        "Dieser Kanal ist jetzt mit dem Workshop <b>Netzwerkarbeit</b> verbunden. "
        "Nach dem Workshop kommt hier der Beitrag.",
        "Zu diesem Code kenne ich keinen Workshop. "
        "Die richtige Zeile steht auf der Karte des Workshops: /workshop im Chat mit mir.",
    ]
    assert jonna.last.text.startswith("Ziel verbunden: Kanal „Aktuell“.")
    posted(chat, f"/connect {workshop(chat).connect_token}")
    assert chat.look(CHANNEL)[-1].text.startswith("Dieser Kanal ist schon mit dem Workshop")
    assert destinations(chat) == [(CHANNEL, "channel", "Aktuell")]


def test_a_destination_can_be_taken_off(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.says_in(GROUP, f"/connect {workshop(chat).connect_token}")
    jonna.presses("Trennen")
    assert jonna.last.text == "✓ Getrennt: „Netzwerk Musterviertel“. Dorthin geht kein Beitrag."
    jonna.taps(jonna.last.message_id, f"destoff:{workshop(chat).id}:{GROUP}")
    jonna.taps(jonna.last.message_id, f"destoff:{workshop(chat).id}:x")
    jonna.says_in(GROUP, f"/connect {workshop(chat).connect_token}")
    jonna.says("/workshop")
    jonna.presses("Ziel verbinden")
    assert "Verbunden: „Netzwerk Musterviertel“" in jonna.last.text
    jonna.presses("„Netzwerk Musterviertel“ trennen")
    assert destinations(chat) == []


def test_a_group_that_removes_the_bot_is_no_destination_any_more(chat: Chat) -> None:
    jonna = facilitator(chat)
    tarek = chat.person(TAREK, "Tarek Muster")
    tarek.says(f"/start {team_token(jonna)}")
    tarek.presses("Annehmen")
    found = workshop(chat)
    with chat.begin() as step:
        destination = Destination(found.id, ChatId(GROUP), "group", "Netzwerk")
        step.work.destinations.connect(destination, step.work.now)
    chat.person(AMIRA, "Amira").moves_bot(GROUP, title="Netzwerk", kind="supergroup", present=False)
    told = (
        "Ich bin nicht mehr in „Netzwerk“. "
        "Dorthin geht kein Beitrag des Workshops Netzwerkarbeit mehr.\n"
        "Wieder verbinden: /workshop"
    )
    assert (jonna.last.text, tarek.last.text) == (told, told)
    assert destinations(chat) == []
