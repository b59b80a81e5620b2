"""Phone numbers that buddies have chosen to show to each other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import elearn.extensions

revision = "5"
down_revision = "4"
branch_labels = None
depends_on = None

PEOPLE = ("person_id", "buddy_id")


def upgrade() -> None:
    op.create_table(
        "buddy_number",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in (*PEOPLE, "course_run_id")),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("given_at", elearn.extensions.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_run_id"],
            ["course_run.id"],
            name=op.f("fk_buddy_number_course_run_id_course_run"),
            ondelete="CASCADE",
        ),
        *(
            sa.ForeignKeyConstraint(
                [name], ["person.id"], name=op.f(f"fk_buddy_number_{name}_person"), ondelete="CASCADE"
            )
            for name in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buddy_number")),
        sa.UniqueConstraint(
            "person_id", "course_run_id", name=op.f("uq_buddy_number_person_id_course_run_id")
        ),
    )
    with op.batch_alter_table("buddy_number", schema=None) as batch_op:
        for name in (*PEOPLE, "course_run_id"):
            batch_op.create_index(batch_op.f(f"ix_buddy_number_{name}"), [name], unique=False)


def downgrade() -> None:
    op.drop_table("buddy_number")
