"""The bot's menu of commands and what it says of itself, by language and, for menus, by scope."""

import json
import re
from typing import Any

from bot.rehearsal.standin.accounts import Person, Standing
from bot.rehearsal.standin.markup import units
from bot.rehearsal.standin.messages import Wire
from bot.rehearsal.standin.parameters import Parameters
from bot.rehearsal.standin.reach import chat_of
from bot.rehearsal.standin.refused import bad_request
from bot.rehearsal.standin.world import World

MOST_COMMANDS = 100
LONGEST = {"name": 64, "description": 512, "short_description": 120}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}|")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Set a menu."""
    commands = [_command(command) for command in parameters.array("commands")]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = _scope(world, parameters), _language(parameters)
    world.commands[key] = commands
    return True


def get_my_commands(world: World, parameters: Parameters) -> list[Wire]:
    """Tell the menu of just this scope and language."""
    return world.commands.get((_scope(world, parameters), _language(parameters)), [])


def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Remove a menu, so that a wider one shows."""
    world.commands.pop((_scope(world, parameters), _language(parameters)), None)
    return True


def menu_of(world: World, person: Person) -> list[tuple[str, str]]:
    """The commands that a person sees in the private chat.

    The narrowest scope wins, and in it the person's language (bots/api, "Determining list of
    commands").
    """
    own = _key({"type": "chat", "chat_id": person.id})
    for scope in (own, _key({"type": "all_private_chats"}), _key({"type": "default"})):
        for language in (person.language_code or "", ""):
            if commands := world.commands.get((scope, language)):
                return [(command["command"], command["description"]) for command in commands]
    return []


def set_my_name(world: World, parameters: Parameters) -> bool:
    """Set the bot's name in a language."""
    return _set(world, parameters, "name")


def get_my_name(world: World, parameters: Parameters) -> Wire:
    """Tell the bot's name in a language."""
    return _get(world, parameters, "name")


def set_my_description(world: World, parameters: Parameters) -> bool:
    """Set what an empty chat shows, in a language."""
    return _set(world, parameters, "description")


def get_my_description(world: World, parameters: Parameters) -> Wire:
    """Tell what an empty chat shows, in a language."""
    return _get(world, parameters, "description")


def set_my_short_description(world: World, parameters: Parameters) -> bool:
    """Set what the bot's profile shows, in a language."""
    return _set(world, parameters, "short_description")


def get_my_short_description(world: World, parameters: Parameters) -> Wire:
    """Tell what the bot's profile shows, in a language."""
    return _get(world, parameters, "short_description")


def set_chat_menu_button(world: World, parameters: Parameters) -> bool:
    """Set the button beside the input field, in one private chat or in all."""
    button = dict(parameters.object("menu_button")) or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("MenuButton has unsupported type")
    world.menu_buttons[_menu_chat(world, parameters)] = button
    return True


def get_chat_menu_button(world: World, parameters: Parameters) -> Wire:
    """Tell the button beside the input field."""
    general = world.menu_buttons.get(None, {"type": "default"})
    return world.menu_buttons.get(_menu_chat(world, parameters), general)


def _menu_chat(world: World, parameters: Parameters) -> int | None:
    return chat_of(world, parameters).id if parameters.text("chat_id") else None


def _command(command: Any) -> Wire:
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= units(description) <= 256:  # noqa: PLR2004 - bots/api, BotCommand
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(world: World, parameters: Parameters) -> str:
    scope = dict(parameters.object("scope")) or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if "chat_id" in _SCOPES[scope["type"]]:
        chat = chat_of(world, Parameters({"chat_id": scope.get("chat_id")}))
        scope["chat_id"] = chat.id
        if isinstance(chat, Person) and scope["type"] != "chat":
            raise bad_request("can't change commands in private chats for this scope")
    if scope["type"] == "chat_member":
        members = world.rooms[scope["chat_id"]].members
        if not members.get(int(scope.get("user_id", 0)), Standing.LEFT).present:
            raise bad_request("user not found")
    return _key(scope)


def _key(scope: Wire) -> str:
    return json.dumps(scope, sort_keys=True)


def _language(parameters: Parameters) -> str:
    language = parameters.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _set(world: World, parameters: Parameters, field: str) -> bool:
    text = parameters.text(field).strip()
    if units(text) > LONGEST[field]:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    world.profile.setdefault(field, {})[_language(parameters)] = text
    return True


def _get(world: World, parameters: Parameters, field: str) -> Wire:
    texts = world.profile.get(field, {})
    general = texts.get("") or (world.bot["first_name"] if field == "name" else "")
    return {field: texts.get(_language(parameters)) or general}
