"""What commands say in the terminal, and how problems are put into words there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console
from rich.text import Text

from bot.settings import SettingsWrong

WRONG, MISUSED = 1, 2
"""Exit statuses: something was found to be wrong; the command could not be carried out."""

out = Console()
err = Console(stderr=True, soft_wrap=True)


def show(text: Text) -> None:
    """As it is; the terminal wraps lines."""
    out.print(text, highlight=False, soft_wrap=True)


def end(sentence: str, status: int = MISUSED) -> NoReturn:
    """Say what is wrong, and end."""
    err.print(sentence, markup=False, highlight=False)
    raise typer.Exit(status)


@contextmanager
def explained() -> Iterator[None]:
    """What people can put right is said in words, without a traceback."""
    try:
        yield
    except SettingsWrong as wrong:
        end(str(wrong))
    except Exception as problem:
        sentence = _sentence(problem)
        if sentence is None:
            raise
        end(sentence)


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
