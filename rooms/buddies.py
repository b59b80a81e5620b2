"""Pairs of buddies as the latest room of a course has them, for the pages of the course."""

from __future__ import annotations

from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun
from rooms import queries
from rooms.engine import engine


def buddy_in(session: Session, course: CourseRun, person: Person) -> Person | None:
    """The person's buddy; each room begins with the pairs of the one before."""
    room = queries.latest_room(session, course.id)
    if room is None:
        return None
    buddy = engine().rooms.fresh(room.id).room.buddies.pairs.get(person.public_id, "")
    return next(iter(queries.people_called(session, [buddy])), None)
