"""Recording what Telegram took, many calls at once."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, update

from storage.calls import Taken
from storage.tables import outbox, prompts

_TAKEN = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("row"),
        outbox.c.attempts == bindparam("tried"),
        outbox.c.state == "sending",
    )
    .values(state="sent", sent_at=bindparam("taken_at"), message_id=bindparam("number"))
)
_DELIVERED = (
    update(prompts)
    .where(prompts.c.id == bindparam("prompt"))
    .values(message_id=bindparam("number"))
)


def record_taken(connection: Connection, taken: Sequence[Taken]) -> None:
    """Mark calls as sent, and their prompts as delivered; see `Outbox.sent_all`."""
    rows = [
        {
            "row": one.claimed.id,
            "tried": one.claimed.attempts,
            "taken_at": one.at,
            "number": one.message_id,
        }
        for one in taken
    ]
    delivered = [
        {"prompt": one.claimed.draft.prompt_id, "number": one.message_id}
        for one in taken
        if one.claimed.draft.prompt_id is not None
    ]
    if rows:
        connection.execute(_TAKEN, rows)
    if delivered:
        connection.execute(_DELIVERED, delivered)
