"""Indexes that hold only what waits, so that they stay small whatever has been sent.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WAITING = sa.text("state IN ('planned', 'retry')")
SENDING = sa.text("state = 'sending'")
NEW = sa.text("state = 'new'")


def upgrade() -> None:
    """From 0001 to 0002."""
    op.drop_index("ix_outbox_state_lane_id", "outbox")
    op.drop_index("ix_inbox_state_id", "inbox")
    op.add_column("outbox", sa.Column("files", sa.Integer(), server_default="0", nullable=False))
    op.execute(
        "UPDATE outbox SET files = (SELECT count(*) FROM files WHERE files.outbox_id = outbox.id)"
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["lane", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index(
        "ix_outbox_sending",
        "outbox",
        ["chat_id"],
        sqlite_where=SENDING,
        postgresql_where=SENDING,
    )
    op.create_index("ix_inbox_new", "inbox", ["id"], sqlite_where=NEW, postgresql_where=NEW)
