"""An evening with sound, on SQLite: what is asked of the database is what `tests/rooms` asks of both."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from tests.conftest import DATABASE
from tests.rooms.media.evening import Evening


@pytest.fixture
def engine(tmp_path: Path, empty_database: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{shutil.copy(empty_database, tmp_path / DATABASE)}")
    yield engine
    engine.dispose()


@pytest.fixture
def evening(engine: Engine) -> Evening:
    return Evening(engine)
