import pytest

from bot.rehearsal.standin import Phone, StandIn
from tests.bot.standin.calling import Api, bad


def menu(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"Tut {name}"} for name in names]


def seen(phone: Phone) -> list[str]:
    return [name for name, _ in phone.commands]


async def test_the_narrowest_menu_in_ones_language_shows(
    api: Api, ana: Phone, standin: StandIn
) -> None:
    leo = standin.person("Leo", language_code="en")
    leo.start()
    private, own = {"type": "all_private_chats"}, {"type": "chat", "chat_id": ana.id}
    steps: list[tuple[dict[str, object], list[str], list[str]]] = [
        ({}, ["a"], ["a"]),
        ({"language_code": "de"}, ["b"], ["a"]),
        ({"scope": private}, ["c"], ["c"]),
        ({"scope": private, "language_code": "en"}, ["c"], ["d"]),
        ({"scope": own}, ["e"], ["d"]),
        ({"scope": own, "language_code": "de"}, ["f"], ["d"]),
    ]
    for name, (place, of_ana, of_leo) in zip("abcdef", steps, strict=True):
        assert await api("setMyCommands", commands=menu(name), **place) is True
        assert (seen(ana), seen(leo)) == (of_ana, of_leo)
    assert await api("getMyCommands", scope=own, language_code="de") == menu("f")
    assert await api("deleteMyCommands", scope=own, language_code="de") is True
    assert await api("deleteMyCommands", scope=own) is True
    assert ana.commands == [("c", "Tut c")]
    assert await api("getMyCommands", scope=own) == []


@pytest.mark.parametrize(
    ("parameters", "answer"),
    [
        ({"commands": menu("Start")}, "BOT_COMMAND_INVALID"),
        ({"commands": menu("a" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": " "}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        (
            {"commands": [{"command": "a", "description": "x" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ({"commands": menu("a") * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"scope": {"type": "x"}}, "can't parse BotCommandScope: unsupported type specified"),
        ({"scope": {"type": "chat", "chat_id": 1}}, "chat not found"),
        ({"language_code": "deu"}, "invalid language code specified"),
    ],
)
async def test_telegram_takes_no_such_menu(
    api: Api, parameters: dict[str, object], answer: str
) -> None:
    assert await api("setMyCommands", **parameters) == bad(answer)


async def test_menus_for_administrators_and_members_belong_to_groups(
    api: Api, ana: Phone, standin: StandIn
) -> None:
    group = standin.group("Gruppe", creator=ana)
    group.add_bot(ana)
    member = {"type": "chat_member", "chat_id": group.id, "user_id": ana.id}
    assert await api("setMyCommands", commands=menu("a"), scope=member) is True
    assert await api("setMyCommands", scope=member | {"user_id": 1}) == bad("user not found")
    refusal = await api("setMyCommands", scope={"type": "chat_administrators", "chat_id": ana.id})
    assert refusal == bad("can't change commands in private chats for this scope")


@pytest.mark.parametrize(
    ("method", "field", "longest"),
    [
        ("Name", "name", 64),
        ("Description", "description", 512),
        ("ShortDescription", "short_description", 120),
    ],
)
async def test_a_bot_tells_of_itself_by_language(
    api: Api, method: str, field: str, longest: int
) -> None:
    before = {"name": "Nachklang"}.get(field, "")
    assert await api(f"getMy{method}") == {field: before}
    long = "x" * longest
    assert await api(f"setMy{method}", **{field: long}) is True
    await api(f"setMy{method}", **{field: "Deutsch"}, language_code="de")
    answers = [await api(f"getMy{method}", language_code=code) for code in ("de", "en", "")]
    assert answers == [{field: "Deutsch"}, {field: long}, {field: long}]
    refusal = await api(f"setMy{method}", **{field: f"{long}x"})
    assert refusal == bad(f"bot {field.replace('_', ' ')} is too long")


async def test_the_menu_button_is_set_for_all_or_for_one(api: Api, ana: Phone) -> None:
    assert await api("getChatMenuButton") == {"type": "default"}
    assert await api("setChatMenuButton", menu_button={"type": "commands"}) is True
    assert await api("setChatMenuButton", chat_id=ana.id) is True
    assert await api("getChatMenuButton", chat_id=ana.id) == {"type": "default"}
    assert await api("getChatMenuButton") == {"type": "commands"}
    refusal = await api("setChatMenuButton", menu_button={"type": "x"})
    assert refusal == bad("MenuButton has unsupported type")


@pytest.mark.parametrize("method", ["logOut", "close"])
async def test_a_bot_may_take_its_leave_of_the_server(api: Api, method: str) -> None:
    assert await api(method) is True
