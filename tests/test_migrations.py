"""Migrations lead from nothing to exactly the models, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect

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
