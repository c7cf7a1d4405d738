"""Telegram's menu of commands: for everybody by their app's language, for some by their role."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from bot.messages import menus
from bot.messages.wording import LANGUAGES, SOURCE_LANGUAGE, in_language
from bot.service.rights import may_set_up
from bot.service.step import Step
from flows.workshop import Person
from storage.calls import FAREWELL, Draft, Lane
from storage.work import Work

BOT_USERNAME = "bot_username"
"""The fact that says as which bot the installation runs."""


def plan_defaults(work: Work) -> None:
    """Plan what everybody sees who has no menu of their own, where it is not so already."""
    for draft in default_calls(work.facts.get(BOT_USERNAME) or ""):
        work.outbox.add(draft, work.now)


def default_calls(bot: str) -> tuple[Draft, ...]:
    """The calls that give a bot its menus and descriptions; each key changes with its text."""
    return tuple(_draft(bot, method, body) for method, body in _defaults())


def refresh(step: Step, person: Person) -> None:
    """Give someone the menu of their role in their language; to be called when either changes."""
    _ = in_language(person.language)
    leads = may_set_up(step.work, person)
    commands = menus.for_facilitators(_) if leads else menus.for_participants(_)
    body = _commands(commands) | {"scope": {"type": "chat", "chat_id": person.chat}}
    key = f"menu:{person.id}:{step.cause}:{person.language}:{int(leads)}"
    step.plan(Draft(key, None, "setMyCommands", body, Lane.NICETY))


def forget(step: Step, person: Person) -> None:
    """Take the menu of somebody who is erased away, and all that is known of it."""
    step.work.outbox.drop_keys(f"menu:{person.id}:")
    body = {"scope": {"type": "chat", "chat_id": person.chat}}
    key = f"{FAREWELL}{step.work.token()}"
    step.plan(Draft(key, None, "deleteMyCommands", body, Lane.NICETY))


def _defaults() -> Iterator[tuple[str, Mapping[str, object]]]:
    private = {"scope": {"type": "all_private_chats"}}
    groups = {"scope": {"type": "all_chat_administrators"}}
    for language in (None, *LANGUAGES):
        _ = in_language(language or SOURCE_LANGUAGE)
        # Without a language code it is for apps in all the other languages.
        app = {} if language is None else {"language_code": language}
        yield "setMyCommands", _commands(menus.for_participants(_)) | private | app
        yield "setMyCommands", _commands(menus.for_groups(_)) | groups | app
        yield "setMyDescription", {"description": menus.description(_)} | app
        yield "setMyShortDescription", {"short_description": menus.short_description(_)} | app


def _commands(commands: menus.Commands) -> dict[str, object]:
    shown = [{"command": name, "description": text} for name, text in commands]
    return {"commands": shown}


def _draft(bot: str, method: str, body: Mapping[str, object]) -> Draft:
    text = sha256(json.dumps([bot, method, body], sort_keys=True).encode()).hexdigest()
    return Draft(f"menu:{text}", None, method, body, Lane.NICETY)
