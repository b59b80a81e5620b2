"""`flask simulate` does not stand among people unasked, and can be cleared away."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun, Programme
from elearn.extensions import db
from elearn.organisations.models import Organisation, Partnership
from rooms.models import LogEntry, Room
from rooms.simulation.crowd import gather
from tests.cast import Cast

KEPT = (Person, CourseRun, Programme, Organisation, Partnership, Room, LogEntry)


def counts(session: Session) -> list[int]:
    session.expire_all()
    found = [session.scalar(select(func.count()).select_from(model)) or 0 for model in KEPT]
    session.commit()
    return found


def test_among_people_it_is_refused(app: Flask, session: Session, cast: Cast) -> None:
    before = counts(session)

    done = app.test_cli_runner().invoke(args=["simulate", "--rooms", "1"])

    assert (done.exit_code, counts(session)) == (1, before)
    assert "--beside-people" in done.output


def test_clearing_leaves_exactly_what_was_there_before(app: Flask, session: Session, cast: Cast) -> None:
    before = counts(session)
    with app.app_context():
        gather(app, db.session, "http://localhost", rooms=2, people=4)
        db.session.commit()
    meanwhile = counts(session)

    done = app.test_cli_runner().invoke(args=["simulate", "--clear"])

    assert meanwhile != before
    assert done.output == "2 simulated rooms deleted, with everybody in them\n"
    assert counts(session) == before
