"""Everything that a database holds, opened: for looking whether something is left of somebody."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, Row, select

from storage.tables import answers, metadata
from storage.vault import Vault

About = Callable[[Row[Any]], str]

_ABOUT: Final[dict[str, About]] = {
    "people.name": lambda row: f"people.name:{row.telegram_id}",
    "workshops.contact": lambda row: f"workshops.contact:{row.connect_token}",
    "destinations.title": lambda row: f"destinations.title:{row.workshop_id}",
    "participants.quoted_name": lambda row: f"participants.quoted_name:{row.id}",
    "consents.wording": lambda row: f"consents.wording:{row.participant_id}",
    "late_answers.words": lambda row: f"late_answers.words:{row.session_id}:{row.question}",
    "dialogs.facts": lambda row: f"dialogs.facts:{row.person_id}",
    "unclear_messages.words": lambda row: (
        f"unclear_messages.words:{row.person_id}:{row.message_id}"
    ),
    "summaries.introduction": lambda row: f"summaries:{row.workshop_id}",
    "summaries.closing": lambda row: f"summaries:{row.workshop_id}",
    "groupings.mentions": lambda row: f"groupings.mentions:{row.workshop_id}:{row.question}",
    "themes.label": lambda row: f"themes.label:{row.workshop_id}:{row.question}:{row.place}",
    "themes.before": lambda row: f"themes.before:{row.id}",
    "quotes.name": lambda row: f"quotes.name:{row.answer_id}",
    "quotes.words": lambda row: f"quotes.words:{row.answer_id}",
    "posts.summary": lambda row: f"posts.summary:{row.workshop_id}:{row.version}",
    "inbox.body": lambda row: f"inbox.body:{row.update_id}",
    "outbox.body": lambda row: f"outbox.body:{row.key}",
    "files.name": lambda row: f"files.name:{row.outbox_id}",
    "files.content": lambda row: f"files.content:{row.outbox_id}",
}
"""What each sealed column was sealed for; those of revisions hang on the answer."""


def unsealed(connection: Connection, vault: Vault) -> bytes:
    """All values of all tables, one a line, those that are sealed as they are inside."""
    return b"\n".join(_values(connection, vault))


def _values(connection: Connection, vault: Vault) -> Iterator[bytes]:
    asked = {
        row.id: f"{row.session_id}:{row.question}" for row in connection.execute(select(answers))
    }
    for table in metadata.sorted_tables:
        for row in connection.execute(select(table)):
            for column in table.columns:
                value = getattr(row, column.name)
                if value is None or not isinstance(column.type, LargeBinary):
                    yield str(value).encode()
                elif table.name == "revisions":
                    about = f"revisions.words:{asked[row.answer_id]}:{row.number}"
                    yield vault.open(value, about)
                else:
                    yield vault.open(value, _ABOUT[f"{table.name}.{column.name}"](row))
