"""What an evening left, known to its course."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import elearn.extensions

revision = "2"
down_revision = "1"
branch_labels = None
depends_on = None

TIMES = ("ended_at", "debriefed_at")
COUNTS = ("open_tasks", "open_reports")


def upgrade() -> None:
    # Added without copying the table, which others point to. Old rooms tell when somebody opens them.
    for name in TIMES:
        kind = elearn.extensions.UtcDateTime(timezone=True)
        op.add_column("course_session", sa.Column(name, kind, nullable=True))
    for name in COUNTS:
        op.add_column("course_session", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("room", sa.Column("told_seq", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("room", "told_seq")
    for name in (*COUNTS, *TIMES):
        op.drop_column("course_session", name)
