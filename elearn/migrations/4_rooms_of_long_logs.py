"""Rooms of long logs: their state at a number, how far their words are gone, and who has acted in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"
branch_labels = None
depends_on = None

COUNTS = ("blank_seq", "redactions")
NO_TALK = sa.text("kind NOT IN ('message_sent', 'reaction_added', 'reaction_removed')")


def upgrade() -> None:
    op.create_table(
        "room_snapshot",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("shape", sa.String(length=16), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_snapshot_room_id_room")),
        sa.PrimaryKeyConstraint("room_id", name=op.f("pk_room_snapshot")),
    )
    # Added without copying the table, which others point to.
    for name in COUNTS:
        op.add_column("room", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.create_index(
        "ix_log_entry_acted",
        "log_entry",
        ["by", "room_id"],
        sqlite_where=NO_TALK,
        postgresql_where=NO_TALK,
    )


def downgrade() -> None:
    op.drop_index("ix_log_entry_acted", "log_entry")
    for name in reversed(COUNTS):
        op.drop_column("room", name)
    op.drop_table("room_snapshot")
