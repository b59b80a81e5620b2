"""The library of files that modules show."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import elearn.extensions

revision = "9"
down_revision = "8"
branch_labels = None
depends_on = None


def _of(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_media_file_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="SET NULL")


def upgrade() -> None:
    op.create_table(
        "media_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("mime", sa.String(length=100), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("alts", sa.JSON(), nullable=False),
        sa.Column("origin", sa.String(length=300), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", elearn.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('picture', 'sound', 'video', 'captions', 'file')", name=op.f("ck_media_file_kind")
        ),
        _of("person_id", "person"),
        _of("recording_id", "media_file"),
        _of("follows_id", "media_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_file")),
        sa.UniqueConstraint("name", name=op.f("uq_media_file_name")),
        sa.UniqueConstraint("sha256", name=op.f("uq_media_file_sha256")),
    )
    with op.batch_alter_table("media_file", schema=None) as batch_op:
        for column in ("kind", "person_id"):
            batch_op.create_index(batch_op.f(f"ix_media_file_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("media_file")
