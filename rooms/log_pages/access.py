"""Who asks for a page of the log, and as what."""

from __future__ import annotations

from elearn.accounts.current import actor as signed_in
from elearn.accounts.current import me
from elearn.clock import milliseconds
from elearn.courses.models import CourseRun, CourseSession
from elearn.courses.rules import coordinates
from elearn.errors import NotFound, check
from elearn.extensions import db
from rooms import queries, rules
from rooms.core.actors import Actor, Part
from rooms.engine import engine
from rooms.members import actor_in
from rooms.models import Room
from rooms.story.reading import Reading, read


def find_room(public_id: str) -> Room:
    """The room of that name. Raises `NotFound`."""
    room = queries.room_by_public_id(db.session, public_id)
    if room is None:
        raise NotFound
    return room


def led_room(public_id: str) -> tuple[Room, Actor]:
    """The room, for one of its two leaders; refused to everybody else."""
    room = find_room(public_id)
    actor = actor_in(db.session, room, me())
    check(rules.may_read_log(actor))
    assert actor is not None  # noqa: S101 - may_read_log has said so
    return room, actor


def led_room_of(session_id: str) -> Room:
    """The room of the session of that public id, for its two leaders. Raises `NotFound`."""
    course_session = queries.session_by_public_id(db.session, session_id)
    room = queries.room_of(db.session, course_session) if course_session else None
    if room is None:
        raise NotFound
    return led_room(room.public_id)[0]


def session_of(room: Room) -> CourseSession:
    return queries.session_of(db.session, room)


def coordinator_of(run: CourseRun) -> Actor | None:
    """The signed-in person as the coordinator of the course, or None."""
    person = me()
    is_coordinator = coordinates(signed_in(), run.scope)
    return Actor(person.public_id, Part.COORDINATOR, person.room_name) if is_coordinator else None


def reading_of(room: Room) -> Reading:
    """The whole log from the database: the truth, whichever process wrote it."""
    entries = [logged.entry for logged in engine().rooms.log.read(room.id)]
    return read(entries, milliseconds())
