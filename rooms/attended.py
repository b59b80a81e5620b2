"""In which sessions of a course somebody was, as the logs of its rooms have it."""

from __future__ import annotations

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun, CourseSession
from rooms.models import LogEntry, Room


def attended_in(session: Session, course: CourseRun, person: Person) -> frozenset[int]:
    """The numbers of the sessions that have ended, and in whose room the person was given a seat.

    One query for the whole course: a seat is told once for each person and room.
    """
    rows = session.execute(
        select(CourseSession.number, CourseSession.ended_at, LogEntry.at)
        .join(Room, Room.session_id == CourseSession.id)
        .join(LogEntry, LogEntry.room_id == Room.id)
        .where(
            Room.course_run_id == course.id,
            CourseSession.ended_at.is_not(None),
            # Spelled out, so that the index of these entries is used.
            LogEntry.kind == literal_column("'member_seated'"),
            LogEntry.payload["person"].as_string() == person.public_id,
        )
    )
    return frozenset(row[0] for row in rows if row[1] and row[2] <= row[1].timestamp() * 1000)
