"""Courses are made of parts; clones, templates, completion, and certificates.

Columns with a constraint are added and taken away by SQL that both databases know: Alembic would copy the
whole table on SQLite, and what refers to its rows would go with the old one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import elearn.extensions

revision = "10"
down_revision = "9"
branch_labels = None
depends_on = None

SEATED = sa.text("kind = 'member_seated'")
ADDED = {
    "programme": (
        "origin_id INTEGER CONSTRAINT fk_programme_origin_id_programme REFERENCES programme (id)",
        "comes_after JSON",
        "pace VARCHAR(10) DEFAULT 'free' NOT NULL "
        "CONSTRAINT ck_programme_pace CHECK (pace IN ('free', 'in_order'))",
        "completion VARCHAR(10) DEFAULT 'all' NOT NULL "
        "CONSTRAINT ck_programme_completion CHECK (completion IN ('all', 'chosen', 'none'))",
        "least_sessions INTEGER DEFAULT 0 NOT NULL "
        "CONSTRAINT ck_programme_least_sessions CHECK (least_sessions >= 0)",
        "locked JSON",
    ),
    "module": (
        "origin_id INTEGER CONSTRAINT fk_module_origin_id_module REFERENCES module (id)",
        "origin_version INTEGER",
    ),
}
YES_OR_NO = ("ships", "is_template")


def _refers(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for name in YES_OR_NO:
        op.add_column("programme", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("enrolment", sa.Column("let_in_because", sa.String(200), nullable=True))
    # Until now every programme came from a file.
    op.execute("UPDATE programme SET ships = true, comes_after = '[]', locked = '[]'")
    _parts()
    _certificates()
    op.create_index(
        "ix_log_entry_seated", "log_entry", ["room_id"], sqlite_where=SEATED, postgresql_where=SEATED
    )


def _parts() -> None:
    """A part for each module, where it stood; the position is the part's from now on."""
    op.create_table(
        "programme_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=True),
        sa.Column("session", sa.Integer(), nullable=True),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pages", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("opens", sa.String(length=20), nullable=True),
        sa.Column("due", sa.String(length=20), nullable=True),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("is_required", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("removed_at", elearn.extensions.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(module_id IS NULL) != (session IS NULL)", name=op.f("ck_programme_part_one_thing")
        ),
        _refers("programme_part", "programme_id", "programme"),
        _refers("programme_part", "module_id", "module"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_part")),
        sa.UniqueConstraint("programme_id", "slug", name=op.f("uq_programme_part_programme_id_slug")),
        sa.UniqueConstraint(
            "programme_id", "module_id", name=op.f("uq_programme_part_programme_id_module_id")
        ),
    )
    op.create_index("ix_programme_part_module_id", "programme_part", ["module_id"])
    op.execute(
        "INSERT INTO programme_part (programme_id, module_id, slug, position, needs) "
        "SELECT programme_id, id, slug, position, '[]' FROM module"
    )
    op.execute("ALTER TABLE module DROP COLUMN position")


def _certificates() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("course_run_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.JSON(), nullable=False),
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        _refers("certificate", "person_id", "person", "SET NULL"),
        _refers("certificate", "course_run_id", "course_run", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint(
            "person_id", "course_run_id", name=op.f("uq_certificate_person_id_course_run_id")
        ),
    )
    op.create_index("ix_certificate_person_id", "certificate", ["person_id"])


def downgrade() -> None:
    """Modules stand where their own course has them; courses made here are left without their parts."""
    op.drop_index("ix_log_entry_seated", "log_entry")
    op.execute("ALTER TABLE module ADD COLUMN position INTEGER DEFAULT 0 NOT NULL")
    op.execute(
        "UPDATE module SET position = COALESCE((SELECT part.position FROM programme_part part "
        "WHERE part.module_id = module.id AND part.programme_id = module.programme_id), 0)"
    )
    for table in ("certificate", "programme_part"):
        op.drop_table(table)
    op.drop_column("enrolment", "let_in_because")
    for name in YES_OR_NO:
        op.drop_column("programme", name)
    for table, columns in ADDED.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
