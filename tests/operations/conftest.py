"""Installations that run, and installations that are about to come from a backup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from elearn.app import create_app
from elearn.extensions import alembic, db
from tests.cast import Cast
from tests.services.postgres import PostgresServer
from tests.serving import Server, served


@pytest.fixture(params=["sqlite", "postgresql"])
def database_urls(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """The addresses of two databases without any table, of each kind."""
    if request.param == "sqlite":
        yield "", ""
        return
    postgres: PostgresServer = request.getfixturevalue("postgres")
    with postgres.database() as first, postgres.database() as second:
        yield postgres.url(first), postgres.url(second)


@pytest.fixture
def running(tmp_path: Path, database_urls: tuple[str, str]) -> Iterator[Server]:
    """A server with an up-to-date database and nobody in it."""
    data, (url, _) = tmp_path / "running", database_urls
    app = create_app(DATA=data, DATABASE_URL=url)
    with app.app_context():
        alembic.upgrade()
    dispose(app)
    with served(data, DATABASE_URL=url, LOG_LEVEL="WARNING") as server:
        yield server


@pytest.fixture
def fresh(tmp_path: Path, database_urls: tuple[str, str]) -> Iterator[Server]:
    """An empty folder, and an empty database for it: nothing runs there yet."""
    data = tmp_path / "fresh"
    data.mkdir()
    server = Server(data, DATABASE_URL=database_urls[1], LOG_LEVEL="WARNING")
    yield server
    server.stop()


@pytest.fixture
def stamped(app: Flask, cast: Cast) -> Flask:
    """The application of this test with the cast in it, its database as the migrations would have it."""
    with app.app_context():
        alembic.stamp()
    return app


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Flask]:
    """A second installation on SQLite, with nothing in it."""
    app = create_app(DATA=tmp_path / "target", TESTING=True)
    yield app
    dispose(app)


def dispose(app: Flask) -> None:
    """Close what the application has open."""
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
