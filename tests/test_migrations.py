"""Migrations lead from nothing to exactly the models, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from elearn.app import create_app
from elearn.extensions import alembic, db


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database without any table."""
    grown = request.param == "postgresql"
    url = request.getfixturevalue("empty_postgres_url") if grown else ""
    app = create_app(DATA=tmp_path, DATABASE_URL=url, TESTING=True)
    with app.app_context():
        yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.usefixtures("empty_app")
def test_the_upgrade_of_an_empty_database_gives_exactly_the_models() -> None:
    alembic.upgrade()

    assert alembic.compare_metadata() == []


@pytest.mark.usefixtures("empty_app")
def test_the_downgrade_leaves_nothing_and_can_be_upgraded_again() -> None:
    alembic.upgrade()

    alembic.downgrade("base")

    assert inspect(db.engine).get_table_names() == ["migration"]
    alembic.upgrade()
    assert alembic.compare_metadata() == []


def test_there_is_one_line_of_migrations(app: Flask) -> None:
    with app.app_context():
        assert len(alembic.heads()) == 1


@pytest.mark.usefixtures("empty_app")
def test_modules_become_parts_of_their_course_and_keep_their_versions() -> None:
    alembic.upgrade("7")
    with db.engine.execution_options(writes=True).begin() as connection:
        for row in (
            "INSERT INTO programme (id, slug, title, summary, sessions, ground_rules, min_people, "
            "max_people) VALUES (1, 'kurs', '{}', '{}', '[]', '[]', 8, 12)",
            "INSERT INTO module (id, programme_id, slug, position) VALUES (1, 1, 'm1', 1), (2, 1, 'm0', 0)",
            "INSERT INTO module_version (module_id, number, minutes, opens, due, content, source_hash, "
            "published_at) VALUES (1, 1, 10, '', '', '{}', 'x', '2026-01-01 00:00:00+00:00')",
        ):
            connection.execute(text(row))

    alembic.upgrade()

    with db.engine.connect() as connection:
        parts = "SELECT slug, module_id FROM programme_part ORDER BY position"
        assert [tuple(row) for row in connection.execute(text(parts))] == [("m0", 2), ("m1", 1)]
        assert connection.execute(text("SELECT count(*) FROM module_version")).scalar() == 1
        assert connection.execute(text("SELECT ships FROM programme")).scalar() in (True, 1)
