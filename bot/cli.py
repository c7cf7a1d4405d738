"""The command line."""

import asyncio
import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot import logs
from bot.chat.receiving import TokenRefused
from bot.doctor import examine
from bot.main import open_storage, running
from bot.rehearsal.command import rehearse as play
from bot.service.ports import SystemClock
from bot.settings import Settings, SettingsWrong, load
from flows.ids import FlowId
from flows.library import library, library_flow
from flows.mistakes import Mistakes
from flows.reading import read_flow
from flows.schema import json_schema
from flows.script import Flow
from storage.engine import DatabaseUnusable
from storage.keys import KeyFileUnreadable
from storage.migrating import SchemaUnknown

app = typer.Typer(
    help="Nachklang runs workshop reflection rounds in Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
flows_app = typer.Typer(help="The scripts that workshops follow.", no_args_is_help=True)
db_app = typer.Typer(help="The database.", no_args_is_help=True)
app.add_typer(flows_app, name="flows")
app.add_typer(db_app, name="db")

out = Console()
err = Console(stderr=True, soft_wrap=True)


def main() -> None:
    """Entry point of the `nachklang` script."""
    app()


@app.command()
def run() -> None:
    """Run the bot until it is stopped (Ctrl-C, SIGTERM)."""
    with _explained():
        settings = load()
        logs.set_up(settings.log_level)
        asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with running(settings) as bot:
        if bot.owner_link is not None:
            out.print("Open this link in Telegram to become the owner of this bot. It works once:")
            out.print(bot.owner_link, soft_wrap=True)
        ended = asyncio.create_task(bot.wait())
        stop = asyncio.create_task(stopped.wait())
        await asyncio.wait({ended, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if ended.done():
            ended.result()
        ended.cancel()


@app.command()
def rehearse(
    flow: Annotated[str, typer.Argument(help="id of a flow, or a flow's file")] = "netzwerkarbeit",
    auto: Annotated[bool, typer.Option(help="without stopping between the days")] = False,
    participants: Annotated[int, typer.Option(min=1, max=500)] = 12,
    seed: Annotated[int, typer.Option(help="another one, other people")] = 1,
    folder: Annotated[Path, typer.Option(help="where the post is written")] = Path("rehearsal"),
) -> None:
    """Play a whole workshop with simulated people: no token, no network, nothing real."""
    script = _flow(flow)
    raise typer.Exit(
        play(script, participants=participants, seed=seed, folder=folder, stops=not auto)
    )


@app.command()
def doctor() -> None:
    """Check that the installation works; exit status 1 if it does not."""
    with _explained():
        findings = examine(load())
    for finding in findings:
        out.print(f"[{'green' if finding.good else 'red'}]{finding.mark}[/] {finding.text}")
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


@flows_app.command("list")
def flows_list() -> None:
    """The flows that come along."""
    table = Table("id", "title", "days", "questions", "languages", box=None)
    for flow in library():
        questions = " + ".join(str(len(day.questions)) for day in flow.days)
        title = flow.title.in_language("en")
        table.add_row(flow.id, title, str(len(flow.days)), questions, ", ".join(flow.languages))
    out.print(table)


@flows_app.command("show")
def flows_show(
    flow: Annotated[str, typer.Argument(help="id of a flow, or a flow's file")],
    language: Annotated[str, typer.Option(help="de, en …")] = "en",
) -> None:
    """Read a flow's questions."""
    script = _flow(flow)
    out.print(f"[bold]{script.title.in_language(language)}[/] ({script.id}, {script.version})")
    for number, day in enumerate(script.days, 1):
        out.print(f"\n[bold]{number}. {day.title.in_language(language)}[/]", highlight=False)
        for place, question in enumerate(day.questions, 1):
            out.print(f"  {number}.{place} {question.text.in_language(language)}", highlight=False)
            if question.hint is not None:
                out.print(f"      [dim]{question.hint.in_language(language)}[/]", highlight=False)


@flows_app.command("check")
def flows_check(file: Annotated[Path, typer.Argument(help="a flow's file")]) -> None:
    """Check a flow's file; exit status 1 if it has mistakes, each of which is listed."""
    found = read_flow(_content(file), str(file))
    if isinstance(found, Mistakes):
        err.print(str(found), markup=False, highlight=False)
        raise typer.Exit(1)
    questions = sum(len(day.questions) for day in found.days)
    out.print(f"{file}: fine. {len(found.days)} days, {questions} questions.", highlight=False)


@flows_app.command("schema")
def flows_schema() -> None:
    """The JSON Schema of flows' files, for editors."""
    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@db_app.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to this version's tables; `run` does that by itself."""
    with _explained():
        engine, _ = open_storage(load(), SystemClock())
        engine.dispose()
    out.print("The database is up to date.")


def _flow(name: str) -> Flow:
    """A flow by its id, or from a file.

    Raises:
        typer.Exit: there is none, or it has mistakes; they have been printed.
    """
    known = library_flow(FlowId(name))
    if known is not None:
        return known
    path = Path(name)
    if not path.exists():
        ids = ", ".join(flow.id for flow in library())
        err.print(f"There is no flow {name!r}. Known are: {ids}. Or name a flow's file.")
        raise typer.Exit(2)
    found = read_flow(_content(path), name)
    if isinstance(found, Mistakes):
        err.print(str(found), markup=False, highlight=False)
        raise typer.Exit(1)
    return found


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        err.print(f"{path} cannot be read: {problem.strerror}.")
        raise typer.Exit(2) from None


@contextmanager
def _explained() -> Iterator[None]:
    """What people can put right is said in words, without a traceback."""
    try:
        yield
    except (SettingsWrong, DatabaseUnusable, KeyFileUnreadable, SchemaUnknown) as wrong:
        err.print(str(wrong), markup=False, highlight=False)
        raise typer.Exit(2) from None
    except TokenRefused:
        err.print("Telegram does not know this token. Copy it again from @BotFather.")
        raise typer.Exit(2) from None


if __name__ == "__main__":
    main()
