"""What use cases need from outside to have files made: somebody who prints."""

from collections.abc import Mapping
from typing import Protocol

from bot.post.answer_table import AnswerTable, TableForm
from bot.post.forms import Form
from flows.summary import Summary

__all__ = ["Form", "NotPrinted", "Printer", "Tabulator"]


class NotPrinted(Exception):
    """No file was made. `cause` names an error's type, and holds nobody's words."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class Printer(Protocol):
    """Makes files, aside from everything else."""

    async def print(
        self, summary: Summary, language: str, forms: frozenset[Form]
    ) -> Mapping[Form, bytes]:
        """The post in all the forms that are wanted.

        Args:
            summary: what to print.
            language: one of the bot's languages, for everything but the quotes.
            forms: which ones; without any nothing is done.

        Raises:
            NotPrinted: one of them could not be made; it may be tried again.
        """


class Tabulator(Protocol):
    """Makes files of tables, aside from everything else."""

    async def tabulate(
        self, table: AnswerTable, forms: frozenset[TableForm]
    ) -> Mapping[TableForm, bytes]:
        """The table in all the forms that are wanted.

        Raises:
            NotPrinted: one of them could not be made; it may be tried again.
        """
