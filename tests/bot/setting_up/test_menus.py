from bot.chat.routes import COMMANDS, TEAM_COMMANDS, WORKSHOP_COMMANDS
from bot.messages import menus as texts
from bot.messages.wording import LANGUAGES, in_language
from bot.service import menus
from tests.bot.chatting import Chat
from tests.bot.setting_up.people import TAREK, facilitator, team_token


def commands(chat: Chat, chat_id: int) -> list[str]:
    """The commands that somebody finds in their menu."""
    shown: list[str] = []
    for row in chat.calls:
        if row.draft.body.get("scope") == {"type": "chat", "chat_id": chat_id}:
            shown = [command["command"] for command in row.draft.body["commands"]]
    return shown


def test_every_command_of_a_menu_exists() -> None:
    everything = {*COMMANDS, *TEAM_COMMANDS, *WORKSHOP_COMMANDS}
    for language in LANGUAGES:
        menu = texts.for_facilitators(in_language(language))
        assert {name for name, _ in menu} <= everything
        assert all(1 <= len(text) <= 256 for _, text in menu)


def test_what_stands_in_the_empty_chat_fits() -> None:
    for language in LANGUAGES:
        assert len(texts.description(in_language(language))) <= 512
        assert len(texts.short_description(in_language(language))) <= 120


def test_everybody_gets_a_menu_in_their_apps_language(chat: Chat) -> None:
    calls = menus.default_calls("nachklang_test_bot")
    planned = [
        (call.method, call.body.get("scope"), call.body.get("language_code")) for call in calls
    ]
    private, groups = {"type": "all_private_chats"}, {"type": "all_chat_administrators"}
    assert planned == [
        call
        for language in (None, "de", "en")
        for call in (
            ("setMyCommands", private, language),
            ("setMyCommands", groups, language),
            ("setMyDescription", None, language),
            ("setMyShortDescription", None, language),
        )
    ]


def test_a_menu_that_is_as_it_should_be_is_not_sent_again(chat: Chat) -> None:
    for _ in range(2):
        with chat.begin() as step:
            menus.plan_defaults(step.work)
    assert len(chat.calls) == 12


def test_a_role_changes_the_menu(chat: Chat) -> None:
    jonna = facilitator(chat)
    assert commands(chat, jonna.id)[:2] == ["workshop", "status"]
    tarek = chat.person(TAREK, "Tarek Muster")
    tarek.says(f"/start {team_token(jonna, 'organiser')}")
    tarek.presses("Annehmen")
    assert commands(chat, tarek.id)[:2] == ["next", "skip"]
    tarek.says(f"/start {team_token(jonna)}")
    tarek.presses("Annehmen")
    assert commands(chat, tarek.id)[:2] == ["workshop", "status"]
    jonna.says("/delete")
    jonna.presses("Workshop löschen")
    assert commands(chat, tarek.id)[:2] == ["next", "skip"]
