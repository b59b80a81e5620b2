"""Drafts of modules, every edit of them, who has one open, and the Markdown of what was published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import elearn.extensions

revision = "7"
down_revision = "6"
branch_labels = None
depends_on = None


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, elearn.extensions.UtcDateTime(timezone=True), nullable=False)


def _module(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_module_id_module")
    return sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=name, ondelete="CASCADE")


def _person(table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_id_person")
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    # Added without copying the table. Loading the modules that ship fills it.
    op.add_column("module_version", sa.Column("source", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "module_draft",
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("began_from", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        _moment("changed_at"),
        _module("module_draft"),
        sa.PrimaryKeyConstraint("module_id", name=op.f("pk_module_draft")),
    )
    op.create_table(
        "draft_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        _moment("made_at"),
        sa.Column("edit", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('done', 'merged', 'parted', 'refused')", name=op.f("ck_draft_edit_outcome")
        ),
        _module("draft_edit"),
        _person("draft_edit", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_edit")),
        sa.UniqueConstraint("module_id", "client_id", name=op.f("uq_draft_edit_module_id_client_id")),
        sa.UniqueConstraint("module_id", "seq", name=op.f("uq_draft_edit_module_id_seq")),
    )
    op.create_table(
        "draft_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        _moment("seen_at"),
        _module("draft_reader"),
        _person("draft_reader", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_reader")),
        sa.UniqueConstraint("module_id", "device", name=op.f("uq_draft_reader_module_id_device")),
    )
    for table in ("draft_edit", "draft_reader"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    for table in ("draft_reader", "draft_edit", "module_draft"):
        op.drop_table(table)
    op.drop_column("module_version", "source")
