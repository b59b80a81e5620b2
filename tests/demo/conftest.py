"""The demonstration, loaded once for all of these tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from elearn.app import create_app
from elearn.clock import now
from elearn.courses.programmes import load_programmes
from elearn.demo.loading import load
from elearn.extensions import Model, db
from modules.loading import load_modules

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def settings() -> dict[str, Any]:
    return {"DEMO": True}


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not empty here: everything that `flask prepare` stores in demo mode."""
    folder = tmp_path_factory.mktemp("demo")
    app = create_app(DATA=folder, TESTING=True, DEMO=True)
    with app.app_context():
        Model.metadata.create_all(db.engine)
        load_programmes(db.session)
        load_modules(db.session, now())
        db.session.commit()
        load(db.session, db.engine, now(), OSLO)
        _close(app)
    return folder / "mestringsrom.sqlite3"


def _close(app: Flask) -> None:
    db.session.close()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    db.engine.dispose()
