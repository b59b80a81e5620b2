"""Tries of equipment, calls about it, and calendar files in letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import elearn.extensions

revision = "6"
down_revision = "5"
branch_labels = None
depends_on = None

OUTCOMES = ("works", "denied", "missing", "busy", "silent", "unsupported", "skipped")


def _one_of(name: str, *words: str) -> sa.Column[str]:
    kind = sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    op.create_table(
        "call_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("course_run_id", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", elearn.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", elearn.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.Column("offered_at", elearn.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_call_time_span")),
        sa.ForeignKeyConstraint(
            ["course_run_id"],
            ["course_run.id"],
            name=op.f("fk_call_time_course_run_id_course_run"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["host_id"], ["person.id"], name=op.f("fk_call_time_host_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_time")),
        sa.UniqueConstraint("host_id", "starts_at", name=op.f("uq_call_time_host_id_starts_at")),
        sa.UniqueConstraint("public_id", name=op.f("uq_call_time_public_id")),
    )
    with op.batch_alter_table("call_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_time_course_run_id"), ["course_run_id"], unique=False)

    op.create_table(
        "equipment_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_run_id", sa.Integer(), nullable=True),
        _one_of("device", "phone", "tablet", "computer"),
        _one_of("microphone", *OUTCOMES),
        _one_of("loudspeaker", *OUTCOMES),
        _one_of("camera", *OUTCOMES),
        _one_of("line", "all", "one", "sound", "text", "skipped"),
        sa.Column("wants_call", sa.Boolean(), nullable=False),
        sa.Column("checked_at", elearn.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_run_id"],
            ["course_run.id"],
            name=op.f("fk_equipment_check_course_run_id_course_run"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_equipment_check_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment_check")),
        sa.UniqueConstraint("person_id", "device", name=op.f("uq_equipment_check_person_id_device")),
    )
    with op.batch_alter_table("equipment_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_equipment_check_course_run_id"), ["course_run_id"], unique=False)

    op.create_table(
        "booked_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_time_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_run_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("booked_at", elearn.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_time_id"],
            ["call_time.id"],
            name=op.f("fk_booked_call_call_time_id_call_time"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["course_run_id"],
            ["course_run.id"],
            name=op.f("fk_booked_call_course_run_id_course_run"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_booked_call_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booked_call")),
        sa.UniqueConstraint("call_time_id", name=op.f("uq_booked_call_call_time_id")),
        sa.UniqueConstraint(
            "person_id", "course_run_id", name=op.f("uq_booked_call_person_id_course_run_id")
        ),
    )
    with op.batch_alter_table("booked_call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booked_call_course_run_id"), ["course_run_id"], unique=False)

    # Added without copying the table.
    op.add_column("outgoing_message", sa.Column("calendar", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("outgoing_message", "calendar")
    for name in ("booked_call", "equipment_check", "call_time"):
        op.drop_table(name)
