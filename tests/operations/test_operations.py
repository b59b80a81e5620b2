"""What an administrator sees, and what goes by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.accounts import access_log, devices
from elearn.accounts.models import SignIn, SignInFailure
from elearn.clock import now
from elearn.operations import queries, service
from elearn.operations.daily import expire_when_due
from elearn.operations.models import JobRun
from rooms.models import Room
from tests.acting import Auth
from tests.cast import Cast

DAY = timedelta(days=1)


def test_the_page_tells_whether_all_is_well_and_who_did_what(
    auth: Auth, session: Session, cast: Cast
) -> None:
    session.add(Room(session_id=cast.evening.id, course_run_id=cast.course.id, created_at=now()))
    access_log.note_access(session, cast.sunniva, cast.ana, "participants", now())

    page = auth.login(cast.ase).get("/operations").text

    assert "SQLite" in page
    assert "Tanker, følelser og uro" in page
    assert "Sunniva Prøve" in page
    assert "Ana" not in page


def test_wrong_passwords_of_the_last_hour_are_counted(session: Session, cast: Cast) -> None:
    for minutes in (5, 59, 61):
        session.add(SignInFailure(account_hash=bytes(32), at=now() - timedelta(minutes=minutes)))

    assert queries.failed_sign_ins(session, now()) == 2


def test_rooms_are_about_now_from_an_hour_before_until_the_debrief(session: Session, cast: Cast) -> None:
    for evening in cast.course.sessions:
        session.add(Room(session_id=evening.id, course_run_id=cast.course.id, created_at=now()))

    found = [
        [
            room.title["nb"]
            for room in queries.open_rooms(session, cast.evening.starts_at + timedelta(hours=hours))
        ]
        for hours in (-2, -0.5, 3, 5)
    ]

    assert found == [[], ["Tanker, følelser og uro"], ["Tanker, følelser og uro"], []]


def test_expiring_is_noted_with_what_went(app: Flask, session: Session, cast: Cast) -> None:
    devices.start_sign_in(session, cast.ana, now(), DAY, "")
    at = now() + 2 * DAY

    with app.app_context():
        service.expire(session, at)

    run = session.get_one(JobRun, "expire")
    assert (run.ran_at, run.removed["sign_in"]) == (at, 1)


@pytest.mark.parametrize(("hours_ago", "left"), [(23, 1), (25, 0)])
def test_the_server_expires_once_a_day(
    app: Flask, session: Session, cast: Cast, hours_ago: int, left: int
) -> None:
    session.add(JobRun(name="expire", ran_at=now() - timedelta(hours=hours_ago), removed={}))
    devices.start_sign_in(session, cast.ana, now() - 2 * DAY, DAY, "")
    session.commit()

    with app.app_context():
        expire_when_due()

    assert session.scalar(select(func.count()).select_from(SignIn)) == left


def test_the_server_knows_its_daily_work(app: Flask) -> None:
    assert "operations.expire" in [job.name for job in app.extensions["jobs"]]
