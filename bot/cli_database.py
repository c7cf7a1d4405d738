"""`nachklang db …`: the database, its copies, and putting one back."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from bot.console import explained, out, show
from bot.settings import load

if TYPE_CHECKING:
    from bot.backups import Restored

db_app = typer.Typer(help="The database.", no_args_is_help=True)


@db_app.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to this version's tables; `run` does that by itself."""
    with explained():
        from bot.main import open_storage  # noqa: PLC0415 - slow
        from bot.service.ports import SystemClock  # noqa: PLC0415 - slow

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
    with explained():
        from bot.backups import back_up  # noqa: PLC0415 - slow
        from bot.service.ports import SystemClock  # noqa: PLC0415 - slow

        settings = load()
        made = back_up(settings, file, SystemClock())
    show(Text(f"{made}\nchecked, and readable for you alone."))
    show(
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
    with explained():
        from bot.backups import put_back  # noqa: PLC0415 - slow
        from bot.service.ports import SystemClock  # noqa: PLC0415 - slow

        done = put_back(
            load(),
            file,
            SystemClock(),
            logs=tuple(erasure_log or ()),
            without_log=without_erasure_log,
            replace=replace,
        )
    for sentence in _restored(done):
        show(Text(sentence))


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
