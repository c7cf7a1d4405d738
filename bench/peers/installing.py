"""Fetches the peers, each into a place of its own in `.bench`, in versions that are fixed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.measuring.command import PLACE

PYTHON = {
    "ptb": ("python-telegram-bot==22.8", "sniffio==1.3.1"),
    "aiogram": ("aiogram==3.31.0",),
    "telebot": ("pyTelegramBotAPI==4.37.1", "aiohttp==3.14.5"),
    "procrastinate": ("procrastinate==3.10.0", "psycopg[binary]==3.3.9", "aiohttp==3.14.5"),
    "dbos": ("dbos==3.4.0", "psycopg[binary]==3.3.9", "aiohttp==3.14.5"),
    "orm": ("sqlalchemy[asyncio]==2.1.9", "aiosqlite==0.22.1"),
    "apscheduler": (
        "python-telegram-bot==22.8",
        "sniffio==1.3.1",
        "apscheduler==3.11.3",
        "sqlalchemy==2.1.9",
    ),
}
GRAMMY = ("grammy@1.46.0", "@grammyjs/runner@2.0.3")


class Missing(Exception):
    """Something that fetches or runs a peer is not on this machine."""


def python_of(name: str) -> str:
    """The Python that has this peer; fetched where it is missing or has another version."""
    folder, wanted = PLACE / "peers" / name, "\n".join(PYTHON[name])
    mark, python = folder / "fetched", folder / "bin" / "python"
    if not mark.exists() or mark.read_text("utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        _run([_tool("uv"), "venv", "--quiet", "--python", sys.executable, str(folder)])
        _run([_tool("uv"), "pip", "install", "--quiet", "--python", str(python), *PYTHON[name]])
        mark.write_text(wanted, "utf-8")
    return str(python)


def grammy() -> Path:
    """The folder that has grammY; fetched where it is missing or has another version."""
    folder, wanted = PLACE / "peers" / "grammy", "\n".join(GRAMMY)
    mark = folder / "fetched"
    if not mark.exists() or mark.read_text("utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _run([_tool("npm"), "install", "--silent", "--no-fund", "--prefix", str(folder), *GRAMMY])
        mark.write_text(wanted, "utf-8")
    return folder


def node() -> str:
    """The program that runs JavaScript."""
    return _tool("node")


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Missing(f"{name} is not on this machine; it is needed for the peers")
    return found


def _run(command: Sequence[str]) -> None:
    # Not the project's own environment, which uv would take otherwise.
    elsewhere = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    subprocess.run(list(command), check=True, env=elsewhere)
