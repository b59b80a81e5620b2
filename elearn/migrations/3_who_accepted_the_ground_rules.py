"""Who accepted the ground rules, found without reading whole logs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"
branch_labels = None
depends_on = None

ACCEPTED = sa.text("kind = 'ground_rules_accepted'")


def upgrade() -> None:
    op.create_index(
        "ix_log_entry_accepted",
        "log_entry",
        ["room_id", "by"],
        sqlite_where=ACCEPTED,
        postgresql_where=ACCEPTED,
    )


def downgrade() -> None:
    op.drop_index("ix_log_entry_accepted", "log_entry")
