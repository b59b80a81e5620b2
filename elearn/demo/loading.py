"""Loading the demonstration: everybody, the evenings that have been, and the one that is on now."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from elearn.courses.models import CourseRun
from elearn.demo import course as courses
from elearn.demo import people
from elearn.demo.equipment import store_equipment
from elearn.demo.invitations import send_links
from elearn.demo.playing import PastClock, play
from elearn.demo.script import evenings
from elearn.demo.studies import store_plans, store_studies
from rooms import aftermath
from rooms.service import Rooms


def load(session: Session, engine: Engine, now: datetime, zone: ZoneInfo, fresh: bool = False) -> CourseRun:
    """The course run whose third session is on now, with its history. Harmless to repeat. Commits.

    A new one is planned when the last evening is over, or when `fresh` is asked for; the old one stays.
    """
    course = courses.latest(session)
    if course is not None and (fresh or _is_done(session, course, now)):
        courses.close(session, course, zone)
        course = None
    if course is None:
        course = _plan(session, now, zone)
    courses.move_to_now(session, course, now)
    session.commit()
    _play(session, engine, course)
    return course


def _is_done(session: Session, course: CourseRun, now: datetime) -> bool:
    meeting = courses.tonight(course)
    return courses.is_over(session, course, now) or courses.has_happened(session, meeting, "session_ended")


def _plan(session: Session, now: datetime, zone: ZoneInfo) -> CourseRun:
    partnership = people.store_places(session)
    course = courses.plan(session, partnership, now, zone)
    send_links(session, course)
    everybody = people.everybody(session)
    for evening in evenings():
        store_plans(session, course, everybody, evening)
    store_studies(session, course, everybody, course.sessions[courses.TONIGHT - 1].starts_at)
    store_equipment(session, course, everybody, now, zone)
    return course


def _play(session: Session, engine: Engine, course: CourseRun) -> None:
    """Have every evening happen that has not happened yet."""
    clock, before = PastClock(), None
    rooms, everybody = Rooms(engine, clock), people.everybody(session)
    rooms.listen(aftermath.tell)
    for evening in evenings():
        meeting = course.sessions[evening.session - 1]
        if not courses.has_happened(session, meeting, evening.until):
            play(session, rooms, clock, meeting, everybody, evening, before)
        before = evening
    session.rollback()
