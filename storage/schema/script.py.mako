"""${message}.

Revision: ${up_revision}
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915 - as many statements as there are tables
    """From ${down_revision or "an empty database"} to ${up_revision}."""
    ${upgrades if upgrades else "pass"}
