"""Making a session's room ready: what the course knows becomes the first entry of its log."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from elearn.clock import now
from elearn.courses.models import CourseSession
from elearn.courses.run_sheets import read
from rooms import queries
from rooms.core.actors import CLOCK
from rooms.core.commands import PrepareRoom
from rooms.core.run_sheet import Phase
from rooms.models import Room
from rooms.service import Rooms


def open_room(session: Session, rooms: Rooms, course_session: CourseSession) -> Room:
    """The session's room; made at the first call, and kept in step with the course until it begins."""
    room = queries.room_of(session, course_session) or _new_room(session, course_session)
    preparation = _preparation(session, rooms, course_session, room)
    session.commit()
    if rooms.open(room.id).room.session.started_at is None:
        rooms.handle(room.id, CLOCK, preparation)
    return room


def _new_room(session: Session, course_session: CourseSession) -> Room:
    """Made in a transaction of its own: the page only reads, and all of them come in the same minute."""
    writer = session.get_bind().execution_options(writes=True)
    room = Room(session_id=course_session.id, course_run_id=course_session.course_run_id, created_at=now())
    session.commit()
    with suppress(IntegrityError), Session(writer) as own, own.begin():
        own.add(room)
    return session.scalars(select(Room).where(Room.session_id == course_session.id)).one()


def _preparation(session: Session, rooms: Rooms, course_session: CourseSession, room: Room) -> PrepareRoom:
    run = course_session.course_run
    earlier = queries.room_before(session, course_session)
    session.commit()  # whoever reads a log may have something to tell the course, on a connection of its own
    before = rooms.open(earlier.id).room if earlier else None
    return PrepareRoom(
        room_id=room.public_id,
        title=course_session.title,
        course=run.public_id,
        number=course_session.number,
        kind="session",
        run_sheet=tuple(
            Phase(p.kind, p.title, p.minutes, p.owner, p.exchange, p.prompt, p.tool)
            for p in read(course_session.run_sheet)
        ),
        ground_rules=tuple(dict(rule) for rule in run.ground_rules),
        leaders=queries.leaders_of(session, run.id),
        earlier_groups=before.breakouts.last_groups if before else (),
        earlier_buddies=_pairs(before.buddies.pairs) if before else (),
    )


def _pairs(both_ways: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in both_ways.items() if one < other)
