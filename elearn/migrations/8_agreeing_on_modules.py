"""Reviews of modules, sign-offs, comments, retired modules, and which version is whose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import elearn.extensions

revision = "8"
down_revision = "7"
branch_labels = None
depends_on = None

ROLES = (
    "participant", "professional", "experienced_user", "technical_host", "course_developer", "coordinator",
    "administrator",
)  # fmt: skip
OPEN = sa.text("closed_at IS NULL")


def _moment(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, elearn.extensions.UtcDateTime(timezone=True), nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _refers(table: str, column: str, to: str, ondelete: str | None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def upgrade() -> None:
    # Added without copying the table.
    op.add_column("module", _moment("retired_at", nullable=True))
    _create_review()
    _create_sign_off()
    _create_comment()
    _create_readers()
    for table, column in INDICES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)
    op.create_index(
        "uq_module_review_open",
        "module_review",
        ["module_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


INDICES = (
    ("module_review", "module_id"),
    ("module_review", "person_id"),
    ("sign_off", "person_id"),
    ("block_comment", "module_id"),
    ("block_comment", "person_id"),
    ("block_comment", "answers_id"),
    ("block_comment", "resolved_by_id"),
    ("reading_version", "person_id"),
    ("reading_version", "course_run_id"),
    ("earlier_answer", "person_id"),
    ("earlier_answer", "course_run_id"),
)


def _create_review() -> None:
    table = "module_review"
    op.create_table(
        table,
        _number("id"),
        _number("module_id"),
        _number("draft_seq"),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("draft", "source", "content")),
        _number("minutes"),
        sa.Column("opens", sa.String(length=20), nullable=False),
        sa.Column("due", sa.String(length=20), nullable=False),
        _number("person_id", nullable=True),
        _moment("sent_at"),
        _moment("withdrawn_at", nullable=True),
        _moment("closed_at", nullable=True),
        _number("version_id", nullable=True),
        _refers(table, "module_id", "module", "CASCADE"),
        _refers(table, "person_id", "person", "SET NULL"),
        _refers(table, "version_id", "module_version", None),
        _key(table),
        sa.UniqueConstraint("version_id", name=op.f("uq_module_review_version_id")),
    )


def _create_sign_off() -> None:
    table = "sign_off"
    role = sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=30)
    op.create_table(
        table,
        _number("id"),
        _number("review_id"),
        sa.Column("role", role, nullable=False),
        _number("person_id", nullable=True),
        _moment("signed_at"),
        sa.CheckConstraint(
            "role IN ('professional', 'experienced_user')", name=op.f("ck_sign_off_signing_role")
        ),
        _refers(table, "review_id", "module_review", "CASCADE"),
        _refers(table, "person_id", "person", "SET NULL"),
        _key(table),
        sa.UniqueConstraint("review_id", "role", name=op.f("uq_sign_off_review_id_role")),
        sa.UniqueConstraint("review_id", "person_id", name=op.f("uq_sign_off_review_id_person_id")),
    )


def _create_comment() -> None:
    table = "block_comment"
    op.create_table(
        table,
        _number("id"),
        _number("module_id"),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _number("person_id", nullable=True),
        _moment("made_at"),
        _number("answers_id", nullable=True),
        _number("resolved_by_id", nullable=True),
        _moment("resolved_at", nullable=True),
        _refers(table, "module_id", "module", "CASCADE"),
        _refers(table, "person_id", "person", "SET NULL"),
        _refers(table, "answers_id", "block_comment", "CASCADE"),
        _refers(table, "resolved_by_id", "person", "SET NULL"),
        _key(table),
    )


def _create_readers() -> None:
    for table, names, more in (
        ("reading_version", ["person_id", "course_run_id", "module_id"], [_moment("since")]),
        (
            "earlier_answer",
            ["person_id", "course_run_id", "version_id", "block"],
            [
                sa.Column("block", sa.String(length=60), nullable=False),
                sa.Column("value", sa.JSON(), nullable=False),
                _number("revision"),
                _moment("changed_at"),
            ],
        ),
    ):
        op.create_table(
            table,
            _number("id"),
            _number("person_id"),
            _number("course_run_id"),
            _number("module_id"),
            _number("version_id"),
            *more,
            _refers(table, "person_id", "person", "CASCADE"),
            _refers(table, "course_run_id", "course_run", "CASCADE"),
            _refers(table, "module_id", "module", "CASCADE"),
            _refers(table, "version_id", "module_version", "CASCADE"),
            _key(table),
            sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}")),
        )


def downgrade() -> None:
    for table in ("earlier_answer", "reading_version", "block_comment", "sign_off", "module_review"):
        op.drop_table(table)
    op.drop_column("module", "retired_at")
