"""What the course planned and what the room counts are the same."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy.orm import Session

from elearn.courses import run_sheets as planned
from elearn.courses.models import CourseSession
from elearn.extensions import db
from rooms.core import run_sheet as played
from rooms.engine import engine
from rooms.preparing import _new_room, open_room
from tests.cast import Cast

MINUTES = some.integers(-30, 60).filter(bool)
PHASES = some.lists(some.tuples(MINUTES, some.booleans()), max_size=12)


@pytest.fixture
def settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The page is asked on both databases."""
    return {} if request.param == "sqlite" else {"DATABASE_URL": request.getfixturevalue("postgres_url")}


@given(PHASES)
def test_the_course_and_the_room_count_the_same_share_of_exchange(phases: list[tuple[int, bool]]):
    on_paper = [planned.Phase("activity", minutes, exchange=exchange) for minutes, exchange in phases]
    in_the_room = [played.Phase("activity", {}, minutes, exchange=exchange) for minutes, exchange in phases]

    assert planned.exchange_share(on_paper) == played.exchange_share(in_the_room)


@pytest.mark.parametrize("settings", ["sqlite", "postgresql"], indirect=True)
def test_two_who_come_first_find_one_room(app: Flask, session: Session, cast: Cast) -> None:
    with app.app_context():
        evening = db.session.get_one(CourseSession, cast.evening.id)
        rooms = engine().rooms

        made = [_new_room(db.session, evening).id, _new_room(db.session, evening).id]
        opened = open_room(db.session, rooms, evening).id

    assert made == [opened, opened]
