"""The course run of the demonstration: at its third session, which is open now."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.courses.models import CourseRun, CourseSession, Programme
from elearn.courses.service import plan_course_run
from elearn.courses.timetable import same_hour
from elearn.demo import people
from elearn.organisations.models import Partnership
from rooms.models import LogEntry, Room

PROGRAMME = "hverdagsmestring"
NAME = "Fjordgruppa"
# The evening that is on, counted from 1; those before it are history.
TONIGHT = 3
BEGAN = timedelta(minutes=4)
# An evening of two hours, the debrief, and somebody who stays to look around.
LASTS = timedelta(hours=3)
# A session nobody has begun moves along with the clock, until the history behind it would look old.
WAITS = timedelta(hours=18)


def latest(session: Session) -> CourseRun | None:
    """The course run that was planned last, if there is one."""
    return session.scalar(
        select(CourseRun)
        .join(Partnership)
        .where(Partnership.name == people.written()["partnership"], CourseRun.name == NAME)
        .order_by(CourseRun.id.desc())
        .limit(1)
    )


def tonight(course: CourseRun) -> CourseSession:
    """The session that is on."""
    return course.sessions[TONIGHT - 1]


def has_ended(course: CourseRun) -> bool:
    """True when somebody has ended tonight's session, and nobody has resumed it."""
    return tonight(course).ended_at is not None


def is_over(session: Session, course: CourseRun, now: datetime) -> bool:
    """True when the evening has had its time, or when it was never begun and its history looks old."""
    meeting = tonight(course)
    if not has_happened(session, meeting, "session_started"):
        return now - course.sessions[TONIGHT - 2].starts_at > timedelta(weeks=1) + WAITS
    return now - meeting.starts_at > LASTS


def has_happened(session: Session, meeting: CourseSession, kind: str) -> bool:
    """True when the log of the meeting's room holds an event of that kind."""
    found = select(func.count()).select_from(LogEntry).join(Room, Room.id == LogEntry.room_id)
    return bool(session.scalar(found.where(Room.session_id == meeting.id, LogEntry.kind == kind)))


def plan(session: Session, partnership: Partnership, now: datetime, zone: ZoneInfo) -> CourseRun:
    """A new course run with everybody in it, the third session of which has just begun."""
    programme = session.scalars(select(Programme).where(Programme.slug == PROGRAMME)).one()
    first = same_hour(start_of_tonight(now), 1 - TONIGHT, zone)
    course = plan_course_run(session, programme, partnership, first, zone, NAME)
    people.enrol(session, course, people.store_people(session))
    return course


def move_to_now(session: Session, course: CourseRun, now: datetime) -> None:
    """Let the evening begin anew, as long as nobody has begun it."""
    meeting = tonight(course)
    if not has_happened(session, meeting, "session_started"):
        meeting.starts_at = start_of_tonight(now)


def close(session: Session, course: CourseRun, zone: ZoneInfo) -> None:
    """Take away the sessions that will not be held, and date the name: another course run goes on."""
    course.name = f"{NAME}, {tonight(course).starts_at.astimezone(zone):%d.%m.%Y %H.%M}"
    held = set(session.scalars(select(Room.session_id).where(Room.course_run_id == course.id)))
    course.sessions = [meeting for meeting in course.sessions if meeting.id in held]
    session.flush()


def start_of_tonight(now: datetime) -> datetime:
    """A few minutes ago, on a whole minute."""
    return (now - BEGAN).replace(second=0, microsecond=0)
