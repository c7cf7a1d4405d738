"""The documents name commands and buttons that are there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from typer.core import TyperGroup
from typer.main import get_command

from bot.chat import routes
from bot.cli import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))

LABEL = re.compile(r"\[([^\]]+)\](?!\()")
"""A button stands in brackets; a link has its target behind."""

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
each_guide = pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)


def commands(group: object) -> Iterator[str]:
    """All commands beneath one, as they are typed."""
    assert isinstance(group, TyperGroup)
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from (f"{name} {below}" for below in commands(command))
        else:
            yield name


KNOWN = set(commands(get_command(app)))
GROUPS = {name.split()[0] for name in KNOWN if " " in name}


@each_page
def test_commands_of_the_program_that_are_named_exist(page: Path) -> None:
    typed = re.findall(r"[`/]nachklang ([a-z]+)(?: ([a-z]+))?", page.read_text("utf-8"))
    named = {f"{first} {second}" if first in GROUPS else first for first, second in typed}
    assert named - KNOWN == set()


def test_every_command_of_the_program_is_explained() -> None:
    page = (ROOT / "docs" / "operating.md").read_text("utf-8")
    assert [name for name in sorted(KNOWN) if f"`nachklang {name}" not in page] == []


@each_page
def test_commands_in_telegram_that_are_named_exist(page: Path) -> None:
    named = re.findall(r"`/([a-z]+)[^`/]*`", page.read_text("utf-8"))
    elsewhere = {"newbot", "revoke", "connect"}  # @BotFather's, and the one for groups
    elsewhere |= {"health", "metrics"}  # paths over HTTP
    known = {*routes.COMMANDS, *routes.TEAM_COMMANDS, *routes.WORKSHOP_COMMANDS, *elsewhere}
    assert set(named) - known == set()


@each_guide
def test_buttons_that_are_named_exist(page: Path) -> None:
    with (ROOT / "bot/locales/de/LC_MESSAGES/nachklang.po").open("rb") as file:
        catalogue = read_po(file, locale="de")
    german = page.name.endswith(".de.md")
    said = [message.string if german else message.id for message in catalogue if message.id]
    forms = [
        form for words in said for form in ([words] if isinstance(words, str) else words or ())
    ]
    labels = [re.sub(r"\\{\w+\\}", r"\\w+", re.escape(form)) for form in forms]
    named = {" ".join(found.split()) for found in LABEL.findall(page.read_text("utf-8"))}
    known = re.compile("|".join(labels))
    assert [label for label in sorted(named) if known.fullmatch(label) is None] == []
