"""Reads around rooms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeGuard

from sqlalchemy import ColumnElement, CompoundSelect, Select, exists, or_, select, union
from sqlalchemy.orm import Session, joinedload

from elearn.accounts.models import Person, RoleAssignment
from elearn.courses.models import CourseRun, CourseSession
from elearn.enrolment.models import Enrolment
from rooms.core.actors import LEADERS, Leader
from rooms.members import PARTS
from rooms.models import NO_TALK, LogEntry, Room, ShownFile


def room_by_public_id(session: Session, public_id: object) -> Room | None:
    """The room of that name, or None for anything that is not one."""
    if not is_public_id(public_id):
        return None
    return session.scalar(select(Room).where(Room.public_id == public_id))


def is_public_id(value: object) -> TypeGuard[str]:
    """True for what could be a name of ours: nothing else reaches the database."""
    return isinstance(value, str) and value.isascii() and value.isalnum()


def session_by_public_id(session: Session, public_id: str) -> CourseSession | None:
    """The session with its course run and programme."""
    return session.scalar(
        select(CourseSession)
        .where(CourseSession.public_id == public_id)
        .options(joinedload(CourseSession.course_run).joinedload(CourseRun.programme))
    )


def session_of(session: Session, room: Room) -> CourseSession:
    """The session that a room belongs to, with its course run and programme."""
    return session.scalars(
        select(CourseSession)
        .where(CourseSession.id == room.session_id)
        .options(joinedload(CourseSession.course_run).joinedload(CourseRun.programme))
    ).one()


def room_of(session: Session, course_session: CourseSession) -> Room | None:
    return session.scalar(select(Room).where(Room.session_id == course_session.id))


def room_before(session: Session, course_session: CourseSession) -> Room | None:
    """The room of the latest earlier session of the course that had one."""
    return session.scalar(
        select(Room)
        .join(CourseSession, CourseSession.id == Room.session_id)
        .where(
            CourseSession.course_run_id == course_session.course_run_id,
            CourseSession.number < course_session.number,
        )
        .order_by(CourseSession.number.desc())
        .limit(1)
    )


def latest_room(session: Session, course_run_id: int) -> Room | None:
    """The room of the latest session of the course that had one."""
    return session.scalar(
        select(Room)
        .join(CourseSession, CourseSession.id == Room.session_id)
        .where(Room.course_run_id == course_run_id)
        .order_by(CourseSession.number.desc())
        .limit(1)
    )


def leaders_of(session: Session, course_run_id: int) -> tuple[Leader, ...]:
    """The leaders the course expects in its rooms, by their name in the room."""
    rows = session.execute(
        select(Person, RoleAssignment.role)
        .join(RoleAssignment, RoleAssignment.person_id == Person.id)
        .where(RoleAssignment.course_run_id == course_run_id, Person.disabled_at.is_(None))
        .order_by(Person.id)
    )
    return tuple(
        Leader(person.public_id, person.room_name, PARTS[role])
        for person, role in rows
        if role in PARTS and PARTS[role] in LEADERS
    )


def file_of(session: Session, room: Room, public_id: str) -> ShownFile | None:
    """A file that was put on this room's table."""
    return session.scalar(
        select(ShownFile).where(ShownFile.room_id == room.id, ShownFile.public_id == public_id)
    )


def people_called(session: Session, public_ids: Collection[str]) -> Sequence[Person]:
    """The people of those ids who are still known."""
    return session.scalars(select(Person).where(Person.public_id.in_(public_ids)).order_by(Person.id)).all()


def enrolled(session: Session, course_run_id: int) -> Sequence[Person]:
    """Those who take part in the course now."""
    return session.scalars(
        select(Person)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.course_run_id == course_run_id, Enrolment.withdrawn_at.is_(None))
        .order_by(Person.given_name)
    ).all()


def evenings_of(session: Session, person: Person) -> Sequence[tuple[Room, CourseSession]]:
    """The rooms in whose log the person has done something, the latest first."""
    return _evenings(session, Room.id.in_(acted_in(person.public_id)))


def acted_in(public_id: str) -> Select[int]:
    """The ids of the rooms in whose log somebody has done something, found by an index of its own."""
    return select(LogEntry.room_id).where(LogEntry.by == public_id, NO_TALK)


def rooms_of(public_id: str) -> CompoundSelect[int]:
    """The ids of the rooms of somebody's courses, and of those in which they have done something.

    Whoever has left a course holds no role in it any more, and what they did there is still kept.
    """
    return union(select(Room.id).where(in_their_courses(public_id)), acted_in(public_id))


def in_their_courses(public_id: str) -> ColumnElement[bool]:
    """Is the room one of a course that they have, or have had, a part in?"""
    them = select(Person.id).where(Person.public_id == public_id).scalar_subquery()
    roles = select(RoleAssignment.course_run_id).where(RoleAssignment.person_id == them)
    places = select(Enrolment.course_run_id).where(Enrolment.person_id == them)
    return or_(Room.course_run_id.in_(roles), Room.course_run_id.in_(places))


def evenings_with_reports(session: Session, course_run_id: int) -> Sequence[tuple[Room, CourseSession]]:
    """The rooms of a course in which somebody reported something."""
    return _evenings(session, Room.course_run_id == course_run_id, _has(LogEntry.kind == "report_made"))


def evenings_with_one_leader(session: Session, course_run_id: int) -> Sequence[tuple[Room, CourseSession]]:
    """The rooms of a course that began without one of the leaders."""
    alone = _has(LogEntry.kind == "session_started", LogEntry.payload["without"].as_string() != "")
    return _evenings(session, Room.course_run_id == course_run_id, alone)


def _has(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(LogEntry.room_id == Room.id, *which)


def _evenings(session: Session, *which: ColumnElement[bool]) -> Sequence[tuple[Room, CourseSession]]:
    rows = session.execute(
        select(Room, CourseSession)
        .join(CourseSession, CourseSession.id == Room.session_id)
        .where(*which)
        .options(joinedload(CourseSession.course_run).joinedload(CourseRun.programme))
        .order_by(CourseSession.starts_at.desc())
    )
    return [(row[0], row[1]) for row in rows]
