"""What every test may ask for: the application on a folder of its own, browsers, the cast, the database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from elearn.app import create_app
from elearn.extensions import Model, db
from tests.acting import Auth, Browser
from tests.cast import Cast, gather

pytest_plugins = ["tests.services.fixtures"]

DATABASE = "mestringsrom.sqlite3"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every table and no row: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("empty")
    app = create_app(DATA=folder, TESTING=True)
    with app.app_context():
        Model.metadata.create_all(db.engine)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        db.engine.dispose()
    return folder / DATABASE


@pytest.fixture
def settings() -> dict[str, Any]:
    """Settings of the application of this test: override it in a module or with `parametrize`."""
    return {}


@pytest.fixture
def app(tmp_path: Path, empty_database: Path, settings: dict[str, Any]) -> Iterator[Flask]:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(empty_database, data / DATABASE)
    defaults = {"TESTING": True, "WTF_CSRF_ENABLED": False, "SECRET_KEY": "test", "LANGUAGE": "en"}
    app = create_app(**{"DATA": data, **defaults, **settings})
    app.test_client_class = Browser
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The database, outside of any request. Reading here never makes the application wait."""
    with app.app_context():
        engine, make = db.engine.execution_options(writes=False), db.sessionmaker
    with make(bind=engine, expire_on_commit=True) as session:
        app.extensions["test_session"] = session
        yield session
    del app.extensions["test_session"]


@pytest.fixture
def client(app: Flask) -> Browser:
    """A visitor's browser."""
    client: Any = app.test_client()
    return client


@pytest.fixture
def cast(session: Session) -> Cast:
    """Everybody, stored."""
    return gather(session)


@pytest.fixture
def auth(app: Flask, client: Browser) -> Auth:
    return Auth(app, client)
