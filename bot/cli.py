"""The command line.

What only one command needs is imported inside it: Telegram's library and the database's take two
seconds, which nobody should wait for who checks a flow or asks for help.
"""

import asyncio
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.settings import Settings, SettingsWrong, load
from bot.stopping import until_stopped
from flows.ids import FlowId
from flows.library import library, library_flow
from flows.mistakes import Mistakes
from flows.reading import MOST_BYTES, read_flow
from flows.schema import json_schema
from flows.script import Flow

if TYPE_CHECKING:
    from bot.backups import Restored

WRONG, MISUSED = 1, 2
"""Exit statuses: something was found to be wrong; the command could not be carried out."""

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
        from bot import logs  # noqa: PLC0415 - see the top

        settings = load()
        logs.set_up(settings.log_level)
        asyncio.run(until_stopped(_serve(settings)))


async def _serve(settings: Settings) -> None:
    from bot.main import running  # noqa: PLC0415 - see the top

    def owner_link(link: str) -> None:
        out.print("Open this link in Telegram to become the owner of this bot. It works once:")
        out.print(link, soft_wrap=True)

    async with running(settings, owner_link=owner_link) as bot:
        await bot.wait()


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
    _require_writable(folder)
    from bot.rehearsal.command import rehearse as play  # noqa: PLC0415 - see the top

    raise typer.Exit(
        play(script, participants=participants, seed=seed, folder=folder, stops=not auto)
    )


@app.command()
def doctor() -> None:
    """Check that the installation works; exit status 1 if it does not."""
    with _explained():
        from bot.doctor import examine  # noqa: PLC0415 - see the top

        findings = examine(load())
    for finding in findings:
        mark = Text(finding.mark, "green" if finding.good else "red")
        out.print(Text.assemble(mark, " ", finding.text), soft_wrap=True)
    if not all(finding.good for finding in findings):
        raise typer.Exit(WRONG)


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
    language: Annotated[
        str | None, typer.Option(help="de, en …; English where the flow has it", show_default=False)
    ] = None,
) -> None:
    """Read a flow's questions."""
    script = _flow(flow)
    if language is not None and language not in script.languages:
        _end(f"{script.id} has no {language!r}. It has: {', '.join(script.languages)}.")
    chosen = language or "en"
    title = Text(script.title.in_language(chosen), "bold")
    _show(title.append(f" ({script.id}, {script.version})", "not bold"))
    for number, day in enumerate(script.days, 1):
        _show(Text(f"\n{number}. {day.title.in_language(chosen)}", "bold"))
        for place, question in enumerate(day.questions, 1):
            _show(Text(f"  {number}.{place} {question.text.in_language(chosen)}"))
            if question.hint is not None:
                _show(Text(f"      {question.hint.in_language(chosen)}", "dim"))


@flows_app.command("check")
def flows_check(file: Annotated[Path, typer.Argument(help="a flow's file")]) -> None:
    """Check a flow's file; exit status 1 if it has mistakes, each of which is listed."""
    found = read_flow(_content(file), str(file))
    if isinstance(found, Mistakes):
        _end(str(found), WRONG)
    questions = sum(len(day.questions) for day in found.days)
    _show(Text(f"{file}: fine. {len(found.days)} days, {questions} questions."))


@flows_app.command("schema")
def flows_schema() -> None:
    """The JSON Schema of flows' files, for editors."""
    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@db_app.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to this version's tables; `run` does that by itself."""
    with _explained():
        from bot.main import open_storage  # noqa: PLC0415 - see the top
        from bot.service.ports import SystemClock  # noqa: PLC0415 - see the top

        engine, _ = open_storage(load(), SystemClock())
        engine.dispose()
    out.print("The database is up to date.")


@db_app.command("backup")
def db_backup(
    file: Annotated[
        Path | None,
        typer.Argument(help="where to; a name with the time in the data folder's backups/"),
    ] = None,
) -> None:
    """Copy the database, which may be in use, into a new file; the key file is not in it."""
    with _explained():
        from bot.backups import back_up  # noqa: PLC0415 - see the top
        from bot.service.ports import SystemClock  # noqa: PLC0415 - see the top

        settings = load()
        made = back_up(settings, file, SystemClock())
    _show(Text(f"{made}\nchecked, and readable for you alone."))
    _show(
        Text(
            f"Not in it: the key file {settings.key_file}, without which nobody can read it, and "
            f"the erasure log in {settings.data_dir}. Keep the key apart from the backups; keep "
            "the newest erasure log where the backups are.",
            "dim",
        )
    )


@db_app.command("restore")
def db_restore(
    file: Annotated[Path, typer.Argument(help="a copy that `db backup` made")],
    erasure_log: Annotated[
        list[Path] | None,
        typer.Option(help="an erasure log from elsewhere; once for each", show_default=False),
    ] = None,
    without_erasure_log: Annotated[
        bool, typer.Option(help="let what was erased since the backup come back")
    ] = False,
    replace: Annotated[
        bool, typer.Option(help="PostgreSQL: put the tables that are there aside first")
    ] = False,
) -> None:
    """Put a copy back: nothing is sent again, nothing that was erased comes back."""
    with _explained():
        from bot.backups import put_back  # noqa: PLC0415 - see the top
        from bot.service.ports import SystemClock  # noqa: PLC0415 - see the top

        done = put_back(
            load(),
            file,
            SystemClock(),
            logs=tuple(erasure_log or ()),
            without_log=without_erasure_log,
            replace=replace,
        )
    for sentence in _restored(done):
        _show(Text(sentence))


def _restored(done: "Restored") -> Iterator[str]:
    report, erased = done.report, done.report.erased
    yield f"Restored from the backup of {report.made_at:%Y-%m-%d %H:%M} UTC."
    if erased is None:
        yield "Nothing was erased from it: people who deleted something since are in it again."
    else:
        yield (
            f"Erased again: {erased.people} people, {erased.parts} parts in workshops, "
            f"{erased.workshops} workshops, {erased.answers} answers."
        )
    yield f"Not sent again: {report.stopped} messages."
    yield f"Not handled again: {report.set_aside} updates."
    if report.opened:
        yield f"Counted as opened without asking anybody: {report.opened} rounds."
    if done.aside is not None:
        yield f"The database as it was before: {done.aside}. When all is well, delete it:"
        yield f"  rm {done.aside}"
    yield "Facilitators and owners get a message. Now start the bot again: nachklang run"


def _flow(name: str) -> Flow:
    """A flow by its id, or from a file.

    Raises:
        typer.Exit: there is none, or it has mistakes; they have been printed.
    """
    known = library_flow(FlowId(name))
    if known is not None:
        return known
    path = Path(name)
    if not os.path.lexists(path):
        ids = ", ".join(flow.id for flow in library())
        _end(f"There is no flow {name!r}. Known are: {ids}. Or name a flow's file.")
    found = read_flow(_content(path), name)
    if isinstance(found, Mistakes):
        _end(str(found), WRONG)
    return found


def _content(path: Path) -> bytes:
    """What a file begins with: enough to see that it is too large, and never a whole disk."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as problem:
        _end(f"{path} cannot be read: {problem.strerror}.")


def _require_writable(folder: Path) -> None:
    """Whoever has watched a whole play must not lose it at the end."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        _end(f"The folder {folder} cannot be made: {problem.strerror}. Choose another: --folder.")
    if not os.access(folder, os.W_OK | os.X_OK):
        _end(f"Nothing can be written into the folder {folder}. Choose another: --folder.")


def _show(text: Text) -> None:
    """As it is; the terminal wraps lines."""
    out.print(text, highlight=False, soft_wrap=True)


def _end(sentence: str, status: int = MISUSED) -> NoReturn:
    """Say what is wrong, and end."""
    err.print(sentence, markup=False, highlight=False)
    raise typer.Exit(status)


@contextmanager
def _explained() -> Iterator[None]:
    """What people can put right is said in words, without a traceback."""
    try:
        yield
    except SettingsWrong as wrong:
        _end(str(wrong))
    except Exception as problem:
        sentence = _sentence(problem)
        if sentence is None:
            raise
        _end(sentence)


def _sentence(problem: Exception) -> str | None:
    """What to do about a problem; None where only a programmer can do something."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - see the top

    from bot.chat.receiving import TokenRefused  # noqa: PLC0415 - see the top
    from bot.web.serving import AddressUnusable  # noqa: PLC0415 - see the top
    from storage.copies import (  # noqa: PLC0415 - see the top
        CopyUnusable,
        InUse,
        NotEmpty,
        ToolMissing,
    )
    from storage.engine import DatabaseUnusable  # noqa: PLC0415 - see the top
    from storage.erasure_log import ErasureLogUnreadable  # noqa: PLC0415 - see the top
    from storage.keys import KeyFileUnreadable  # noqa: PLC0415 - see the top
    from storage.leaseholder import DatabaseInUse  # noqa: PLC0415 - see the top
    from storage.migrating import SchemaUnknown  # noqa: PLC0415 - see the top
    from storage.private_files import AlreadyThere  # noqa: PLC0415 - see the top
    from storage.vault import KeyMissing, SealBroken  # noqa: PLC0415 - see the top

    match problem:
        case DatabaseUnusable() | KeyFileUnreadable() | SchemaUnknown():
            return str(problem)
        case AlreadyThere() | CopyUnusable() | ErasureLogUnreadable() | InUse() | NotEmpty():
            return _as_sentence(problem)
        case ToolMissing() | KeyMissing() | SealBroken():
            return _as_sentence(problem)
        case DatabaseInUse() | AddressUnusable():
            return _as_sentence(problem)
        case TokenRefused():
            return "Telegram does not know this token. Copy it again from @BotFather."
        case SQLAlchemyError():
            # Its text may hold what was to be stored, or the database's address.
            return (
                f"The database cannot be used ({type(problem).__name__}). Check that it runs, and "
                "NACHKLANG_DATABASE_URL or, without one, the file in NACHKLANG_DATA_DIR."
            )
        case _:
            return _about_copies(problem)


def _about_copies(problem: Exception) -> str | None:
    """The same for `db backup` and `db restore`."""
    from bot.backups import ErasureLogIncomplete, NothingToBackUp  # noqa: PLC0415 - see the top

    match problem:
        case NothingToBackUp():
            return "There is no database to copy yet; `nachklang run` makes it."
        case ErasureLogIncomplete():
            return (
                f"{_as_sentence(problem)}\nNobody can tell who deleted something since the backup "
                "was made, and it would come back. Put the newest copy of the erasure log there, "
                "or name it with --erasure-log. If there is none, say --without-erasure-log, and "
                "ask people to type /forgetme once more."
            )
        case _:
            return None


def _as_sentence(problem: Exception) -> str:
    """With a capital letter, unless it begins with a path, and with a full stop."""
    text = str(problem)
    return f"{text[0].upper()}{text[1:]}."


if __name__ == "__main__":
    main()
