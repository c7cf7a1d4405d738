from datetime import timedelta

from bot.service.inviting import qr_code
from flows.workshop import Role
from tests.bot.chatting import Chat, Human
from tests.bot.setting_up.people import (
    AMIRA,
    RENATE,
    TAREK,
    facilitator,
    owner,
    participant,
    team_token,
    workshop,
)


def members(chat: Chat, role: Role) -> list[str]:
    found = workshop(chat)
    with chat.begin() as step:
        ids = step.work.teams.members(found.id, role)
        return [step.work.people.get(person_id).name for person_id in ids]


def known(human: Human) -> bool:
    with human.chat.begin() as step:
        return step.work.people.by_chat(human.id) is not None


def test_the_invitation_is_a_picture_that_can_be_forwarded(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.presses("Teilnehmende einladen")
    link = f"https://t.me/nachklang_test_bot?start={workshop(chat).invite_token}"
    assert jonna.last.text == (
        "Workshop <b>Netzwerkarbeit</b>, 30. und 31. Januar 2027\n"
        "An beiden Tagen gibt es hier in Telegram fünf Fragen. "
        f"Du antwortest, wann es dir passt. Mitmachen ist freiwillig.\n{link}"
    )
    assert jonna.last.button("Mitmachen")["url"] == link
    assert jonna.last.files == ("nachklang.png",)
    assert qr_code(link).startswith(b"\x89PNG\r\n")


def test_without_dates_the_invitation_names_none(chat: Chat) -> None:
    jonna = owner(chat)
    jonna.says("/new zwei-tage Sommer")
    jonna.says("/invite")
    assert jonna.last.text.startswith("Workshop <b>Sommer</b>\n")


def test_a_second_facilitator_comes_by_a_link_that_works_once(chat: Chat) -> None:
    jonna = facilitator(chat)
    token = team_token(jonna)
    assert jonna.last.text == (
        "<b>Einladung zur Moderation</b>\nGib diesen Link nur einer Person. Er gilt einmal, bis "
        'Mi 27.01., <tg-time unix="1801041600">10:20 Uhr (Berlin)</tg-time>.\n'
        f"https://t.me/nachklang_test_bot?start={token}"
    )
    assert jonna.last.labels == [["Weitergeben"], ["Link kopieren", "Zurückziehen"]]
    tarek = chat.person(TAREK, "Tarek Muster")
    tarek.says(f"/start {token}")
    assert tarek.last.text == (
        "Hallo Tarek. Jonna Beispiel lädt dich ein, "
        "den Workshop <b>Netzwerkarbeit</b> zu moderieren.\n\n"
        "Du siehst dann, wer geantwortet hat, liest die Antworten und kannst den Beitrag "
        "veröffentlichen. Bitte gib nichts davon weiter.\n"
        "Ich speichere deinen Telegram-Namen und diese Rolle. Mehr dazu: /privacy"
    )
    assert tarek.last.labels == [["Annehmen"], ["Nein, danke", "English"]]
    assert not known(tarek)
    tarek.presses("Annehmen")
    assert tarek.sees()[-2].text == "✓ Du moderierst jetzt den Workshop <b>Netzwerkarbeit</b>."
    assert "Moderation: Jonna Beispiel und Tarek Muster" in tarek.last.text
    assert jonna.last.text == "Tarek Muster moderiert jetzt den Workshop Netzwerkarbeit mit."
    assert members(chat, Role.FACILITATOR) == ["Jonna Beispiel", "Tarek Muster"]
    amira = chat.person(AMIRA, "Amira Haddad")
    amira.says(f"/start {token}")
    amira.taps(amira.last.message_id, f"teamyes:de:{token}")
    assert amira.last.text == "Diese Einladung gilt nicht mehr. Bitte um einen neuen Link."
    assert not known(amira)


def test_an_organiser_comes_the_same_way(chat: Chat) -> None:
    jonna = facilitator(chat)
    renate = chat.person(RENATE, "Renate Probe")
    token = team_token(jonna, "Veranstaltende")
    renate.says(f"/start {token}")
    assert renate.last.text.startswith(
        "Hallo Renate. Du bist eingeladen, beim Workshop <b>Netzwerkarbeit</b> als Veranstaltende"
    )
    renate.presses("Annehmen")
    assert renate.last.text.startswith("✓ Du bist jetzt beim Workshop <b>Netzwerkarbeit</b>")
    assert jonna.last.text == (
        "Renate Probe ist jetzt beim Workshop Netzwerkarbeit als Veranstaltende dabei."
    )
    assert members(chat, Role.ORGANISER) == ["Renate Probe"]
    assert members(chat, Role.FACILITATOR) == ["Jonna Beispiel"]
    renate.says(f"/start {team_token(jonna, 'organiser')}")
    assert "schon als Veranstaltende dabei" in renate.last.text


def test_the_invited_read_it_in_the_language_that_they_choose(chat: Chat) -> None:
    token = team_token(facilitator(chat))
    tarek = chat.person(TAREK, "Tarek Muster", "en")
    tarek.says(f"/start {token}")
    assert tarek.last.labels == [["Accept"], ["No, thanks", "Deutsch"]]
    tarek.presses("Deutsch")
    tarek.presses("Annehmen")
    with chat.begin() as step:
        person = step.work.people.by_chat(tarek.id)
    assert person is not None
    assert (person.language, person.language_chosen) == ("de", True)


def test_nothing_stays_of_a_stranger_who_declines(chat: Chat) -> None:
    token = team_token(facilitator(chat))
    tarek = chat.person(TAREK, "Tarek Muster")
    tarek.says(f"/start {token}")
    tarek.presses("Nein, danke")
    assert tarek.last.text.startswith("In Ordnung. Ich habe alles gelöscht")
    assert not known(tarek)
    tarek.says(f"/start {token}")
    tarek.presses("Annehmen")
    assert members(chat, Role.FACILITATOR) == ["Jonna Beispiel", "Tarek Muster"]


def test_for_a_participant_who_declines_nothing_changes(chat: Chat) -> None:
    token = team_token(facilitator(chat))
    amira = participant(chat)
    amira.says(f"/start {token}")
    amira.presses("Nein, danke")
    assert amira.last.text.startswith("In Ordnung. Es ändert sich nichts.")
    amira.says(f"/start {token}")
    amira.says("Nein, danke")
    assert amira.last.text.startswith("In Ordnung. Es ändert sich nichts.")
    assert known(amira)


def test_a_link_ends_after_two_days(chat: Chat) -> None:
    token = team_token(facilitator(chat))
    tarek = chat.person(TAREK, "Tarek Muster")
    tarek.says(f"/start {token}")
    chat.now += timedelta(hours=48)
    tarek.presses("English")
    assert tarek.last.text == "This invitation no longer holds. Ask for a new link."
    tarek.says(f"/start {token}")
    tarek.taps(tarek.last.message_id, f"teamyes:en:{token}")
    assert members(chat, Role.FACILITATOR) == ["Jonna Beispiel"]


def test_a_link_can_be_withdrawn_until_it_is_used(chat: Chat) -> None:
    jonna = facilitator(chat)
    tarek = chat.person(TAREK, "Tarek Muster")
    withdrawn = team_token(jonna)
    jonna.presses("Zurückziehen")
    assert jonna.last.text == "✓ Zurückgezogen. Dieser Link gilt nicht mehr."
    tarek.says(f"/start {withdrawn}")
    assert members(chat, Role.FACILITATOR) == ["Jonna Beispiel"]
    used = team_token(jonna)
    with_link = jonna.last.message_id
    tarek.says(f"/start {used}")
    tarek.presses("Annehmen")
    jonna.taps(with_link, f"invitedrop:{workshop(chat).id}:{used}")
    assert members(chat, Role.FACILITATOR) == ["Jonna Beispiel", "Tarek Muster"]
    texts = [message.text for message in jonna.sees()]
    assert any(text.startswith("Dieser Link ist schon verbraucht.") for text in texts)


def test_a_facilitator_who_opens_a_link_leaves_it_to_others(chat: Chat) -> None:
    jonna = facilitator(chat)
    token = team_token(jonna)
    jonna.says(f"/start {token}")
    assert "Der Link gilt weiter für eine andere Person." in jonna.last.text


def test_whom_to_invite_is_asked_with_buttons(chat: Chat) -> None:
    jonna = facilitator(chat)
    jonna.presses("Team einladen")
    assert jonna.last.labels == [["Moderation", "Veranstaltende"], ["Zurück"]]
    jonna.presses("Veranstaltende")
    assert jonna.last.text.startswith("<b>Einladung für Veranstaltende</b>")
    jonna.says("/invite alle")
    assert jonna.last.text.startswith("<b>Wen willst du einladen?</b>")


def test_made_up_buttons_give_nobody_a_role(chat: Chat) -> None:
    jonna = facilitator(chat)
    token = team_token(jonna)
    tarek = chat.person(TAREK, "Tarek Muster")
    tarek.says(f"/start {token}")
    tarek.taps(tarek.last.message_id, f"teamyes:xx:{token}")
    tarek.taps(tarek.last.message_id, "teamyes:de:f_other")
    tarek.taps(tarek.last.message_id, f"invitedrop:{workshop(chat).id}:{token}")
    jonna.says("/new zwei-tage Anderer")
    jonna.taps(jonna.last.message_id, f"invitedrop:{workshop(chat).id}:{token}")
    with chat.begin() as step:
        assert step.work.invitations.get(token) is not None
    assert members(chat, Role.FACILITATOR) == ["Jonna Beispiel"]
