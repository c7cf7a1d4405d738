"""A number for each person that grows whenever something about them changes.

Revision: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0006 to 0007."""
    op.add_column("people", sa.Column("version", sa.Integer(), server_default="0", nullable=False))
