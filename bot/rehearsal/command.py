"""`nachklang rehearse --auto`: plays, shows how far it is, checks, and leaves the post in files."""

import asyncio
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot import logs
from bot.rehearsal.checking import findings
from bot.rehearsal.direction import Happening, Play
from bot.rehearsal.playing import play
from bot.rehearsal.reading import readable
from bot.rehearsal.stage import Stuck
from bot.rehearsal.standin import Faults
from flows.script import Flow

WRONG = 1
INTERRUPTED = 130
"""As shells give it for Ctrl-C."""

PHONE = 76
"""Columns of the post in the terminal."""


def rehearse(
    flow: Flow,
    *,
    participants: int,
    seed: int,
    folder: Path,
    mishaps: Callable[[Faults], None] = lambda _: None,
) -> int:
    """Play a whole workshop and show what comes of it.

    Args:
        flow: what is asked.
        participants: how many people take part.
        seed: the same gives the same play.
        folder: gets the post as HTML and Markdown, and everybody's chat.
        mishaps: plans what Telegram is to do wrong.

    Returns:
        The exit status: 0 where everything was as it should be.
    """
    logs.set_up("ERROR")
    console = Console()
    teller = _Teller(console)
    playing = play(
        flow,
        participants=participants,
        seed=seed,
        on_progress=teller.happened,
        on_due=teller.due,
        mishaps=mishaps,
    )
    try:
        with teller.progress:
            over = asyncio.run(playing)
    except KeyboardInterrupt:
        console.print("Stopped.")
        return INTERRUPTED
    except Stuck as stuck:
        console.print(str(stuck), markup=False, highlight=False, style="red")
        return WRONG
    return _told(console, over, folder)


def _told(console: Console, over: Play, folder: Path) -> int:
    """Show what came of a play and what went wrong; returns the exit status."""
    for message in over.post.messages:
        console.print(Panel(readable(message), width=min(PHONE, console.width)))
    for path in _write(folder, over):
        console.print(str(path), markup=False, highlight=False, soft_wrap=True)
    wrong = findings(over.evidence)
    for sentence in wrong:
        console.print(f"✗ {sentence}", markup=False, highlight=False, style="red")
    if not wrong:
        console.print("✓ Everything was stored, asked and published as it should be.")
    return WRONG if wrong else 0


class _Teller:
    """Shows how far the play is: as a bar in a terminal, as lines elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._said = ""
        self.progress = Progress(
            TextColumn("{task.fields[at]}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self.progress.add_task("setting up", total=None, at="")

    def happened(self, happening: Happening) -> None:
        """The play has come so far."""
        self.progress.update(
            self._task,
            description=happening.what,
            completed=happening.done,
            total=happening.of,
            at=_moment(happening.at),
        )
        if not self._console.is_terminal and happening.what != self._said:
            self._line(happening.what, happening.at)
        self._said = happening.what

    async def due(self, what: Sequence[str], at: datetime) -> None:
        """Something is due."""
        self._line(", ".join(what), at)
        self._said = ""

    def _line(self, what: str, at: datetime) -> None:
        self.progress.console.print(f"{_moment(at)}  {what}", markup=False, highlight=False)


def _moment(at: datetime) -> str:
    return f"{at:%a %d %b %Y %H:%M}"


def _write(folder: Path, over: Play) -> list[Path]:
    """Leave everything in the folder; what an earlier play left there is replaced."""
    chats = folder / "chats"
    chats.mkdir(parents=True, exist_ok=True)
    for old in chats.glob("*.txt"):
        old.unlink()
    for name, chat in over.chats.items():
        (chats / f"{_file_name(name)}.txt").write_text(chat, "utf-8")
    for old in folder.glob("post*.*"):
        old.unlink()
    files = {folder / f"post{form.ending}": made for form, made in over.post.files.items()}
    for path, made in sorted(files.items()):
        path.write_bytes(made)
    return [*sorted(files), chats]


def _file_name(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name).strip("-").lower()
