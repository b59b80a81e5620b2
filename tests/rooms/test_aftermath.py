"""What an evening leaves behind is told to the pages of its course, at once and only once."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from elearn.accounts.roles import Role
from elearn.background import jobs_of, run_once
from elearn.courses.models import CourseSession
from elearn.extensions import db
from elearn.notify.models import OutgoingMessage
from rooms.aftermath import keep
from rooms.core import commands as c
from rooms.engine import engine
from rooms.models import Room
from rooms.preparing import open_room
from tests.acting import Auth
from tests.cast import Cast, run_sheet
from tests.rooms.held import Held, hold
from tests.rooms.reading import read


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    return {} if request.param == "sqlite" else {"DATABASE_URL": request.getfixturevalue("postgres_url")}


@pytest.fixture
def held(app: Flask, session: Session, cast: Cast) -> Held:
    """An evening that was ended before its planned time, in one room of the application."""
    return hold(session, cast)


def told(app: Flask, session: Session, held: Held) -> CourseSession:
    """The session as the course knows it, after the application has read the log."""
    with app.app_context():
        engine().rooms.fresh(held.id)
    session.rollback()
    return session.get_one(CourseSession, session.get_one(Room, held.id).session_id)


def sign(held: Held) -> None:
    revision = held.do("Marit", c.ReviseDebrief("Rolig", "", "", "", 0))
    held.do("Marit", c.SignDebrief(revision))
    held.do("Olav", c.SignDebrief(revision))


def letters(session: Session) -> list[OutgoingMessage]:
    session.rollback()
    return list(session.scalars(select(OutgoingMessage)))


def test_the_end_is_told_and_taken_back(app: Flask, session: Session, held: Held) -> None:
    ended = told(app, session, held).ended_at
    held.do("Marit", c.ResumeSession())
    resumed = told(app, session, held).ended_at

    assert ended is not None
    assert int(ended.timestamp() * 1000) // 1000 == (held.at - 1_000) // 1000
    assert resumed is None


def test_making_the_next_room_ready_tells_of_the_one_before(
    app: Flask, session: Session, cast: Cast, held: Held
) -> None:
    """Outside of a page each transaction of SQLite may write: the room before must not wait for this one."""
    later = CourseSession(number=4, title={}, starts_at=cast.evening.starts_at, run_sheet=run_sheet())
    cast.course.sessions.append(later)
    session.commit()

    with app.app_context():
        open_room(db.session, engine().rooms, db.session.get_one(CourseSession, later.id))

    session.rollback()
    assert cast.evening.ended_at is not None


def test_what_is_told_already_takes_no_lock(app: Flask, session: Session, held: Held) -> None:
    told(app, session, held)

    with app.app_context():
        db.session.execute(select(CourseSession.id))  # holds SQLite's one lock for writing
        keep(held.id, engine().rooms.open(held.id).room)


def test_what_is_left_is_counted_until_it_is_done(app: Flask, session: Session, held: Held) -> None:
    before = told(app, session, held)
    left = before.debriefed_at, before.open_tasks
    held.do("Marit", c.CompleteTask(task_of(held)))
    sign(held)
    after = told(app, session, held)

    assert left == (None, 1)
    assert (after.debriefed_at is not None, after.open_tasks) == (True, 0)


def task_of(held: Held) -> int:
    return next(iter(held.rooms.open(held.id).room.wellbeing.tasks), 0)


def test_the_coordinator_is_written_to_once_and_told_nothing_of_it(
    app: Flask, session: Session, cast: Cast, held: Held
) -> None:
    told(app, session, held)
    held.do("Marit", c.AddTask("Ring verten"))
    told(app, session, held)
    with app.app_context():
        keep(held.id, engine().rooms.open(held.id).room)

    (letter,) = letters(session)
    assert letter.person_id == cast.sunniva.id
    assert letter.subject == "Something waits for you"
    assert "{link}" in letter.body
    for word in ("Ana", "Olav", "Han avbrøt meg", "Hverdagsmestring", "Everyday coping", "leader", "course"):
        assert word not in letter.subject + letter.body


def test_what_could_not_be_told_is_told_later(app: Flask, session: Session, cast: Cast, held: Held) -> None:
    """A database that is away just then, or a lock that somebody has; here a table is."""
    session.execute(text("ALTER TABLE outgoing_message RENAME TO away"))
    session.commit()
    before = told(app, session, held).ended_at
    session.execute(text("ALTER TABLE away RENAME TO outgoing_message"))
    session.commit()

    (again,) = [job for job in jobs_of(app) if job.name == "rooms.tell_again"]
    for _turn in range(2):
        run_once(app, again)

    assert before is None
    assert [letter.person_id for letter in letters(session)] == [cast.sunniva.id]
    assert cast.evening.ended_at is not None


def test_a_coordinator_is_not_written_to_about_themselves(
    app: Flask, session: Session, cast: Cast, held: Held
) -> None:
    cast.olav.grant(Role.COORDINATOR, organisation_id=cast.fjordvik.id)
    session.commit()

    told(app, session, held)

    assert [letter.person_id for letter in letters(session)] == [cast.sunniva.id]


def test_a_report_is_counted_for_the_coordinator_until_it_has_an_answer(
    app: Flask, session: Session, cast: Cast, auth: Auth, held: Held
) -> None:
    told(app, session, held)
    sunniva, course = auth.browser(cast.sunniva), f"/courses/{cast.course.public_id}"
    before = read(sunniva, "/courses"), read(sunniva, course)
    number = held.made["about a leader"]
    sunniva.post(f"{course}/reports/{held.public_id}/{number}/outcome", data={"outcome": "no_action"})
    after = read(sunniva, "/courses"), read(sunniva, course)

    assert ["1 report waits for you" in page for page in before] == [True, True]
    assert "Reports to me (1)" in before[1]
    assert ["waits for you" in page for page in after] == [False, False]


@pytest.mark.parametrize("who", ["olav", "marit", "tove", "ana"])
def test_nobody_else_sees_that_something_was_reported(
    app: Flask, session: Session, cast: Cast, auth: Auth, held: Held, who: str
) -> None:
    told(app, session, held)
    if who == "olav":
        cast.olav.grant(Role.COORDINATOR, organisation_id=cast.fjordvik.id)
        session.commit()
    browser = auth.browser(getattr(cast, who))

    pages = [read(browser, page) for page in ("/courses", f"/courses/{cast.course.public_id}")]

    assert ["waits for you" in page for page in pages] == [False, False]
    assert "Reports to me (" not in pages[1]
