"""The rooms' database: each test of the log runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from rooms.service import Rooms
from tests.conftest import DATABASE
from tests.rooms.evening import a_room, begin, rooms_at


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        url = f"sqlite:///{shutil.copy(empty_database, tmp_path / DATABASE)}"
    else:
        url = request.getfixturevalue("postgres_url")
    engine = create_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def rooms(engine: Engine) -> Rooms:
    return rooms_at(engine)


@pytest.fixture
def room_id(engine: Engine) -> int:
    return a_room(engine)


@pytest.fixture
def evening(rooms: Rooms, room_id: int) -> int:
    """The number of a room in which the session has begun."""
    begin(rooms, room_id)
    return room_id
