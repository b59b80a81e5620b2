"""Who may come into a room, and as what: read anew from enrolments and roles each time it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, SQLColumnExpression, bindparam, literal_column, select
from sqlalchemy.orm import Session, aliased

from elearn.accounts.models import Person, RoleAssignment, SignIn
from elearn.accounts.roles import Role
from elearn.accounts.tokens import digest
from elearn.clock import now
from elearn.enrolment.models import Enrolment
from rooms.core.actors import Actor, Part
from rooms.models import LogEntry, Room

# A person who holds several is in the room as the first of them.
PARTS = {
    Role.PROFESSIONAL: Part.PROFESSIONAL,
    Role.EXPERIENCED_USER: Part.EXPERIENCED_USER,
    Role.TECHNICAL_HOST: Part.TECHNICAL_HOST,
}


@dataclass(frozen=True, slots=True)
class Comer:
    """Who comes with a signed-in device. `room_id` None: there is no such room; `actor` None: not theirs."""

    sign_in_id: int
    room_id: int | None
    course_run_id: int
    actor: Actor | None


def comer(database: Connection, key: str, room: str, at: datetime) -> Comer | None:
    """Who comes with this key to the room of that name; None when the device is not signed in at `at`."""
    found = database.execute(_COMER, {"key_hash": digest(key), "room": room, "at": at}).all()
    if not found:
        return None
    first = found[0]
    return Comer(first.sign_in, first.room, first.course_run, _actor(found) if first.room else None)


def actor_in(session: Session, room: Room, person: Person) -> Actor | None:
    """The person as this room knows them, or None for somebody it does not concern."""
    if person.disabled_at is not None:
        return None
    return _actor(session.execute(_STANDING, {"person": person.id, "course_run": room.course_run_id}).all())


def _actor(standing: Sequence[Row[Any]]) -> Actor | None:
    held, first = {row.role for row in standing}, standing[0]
    part = next((part for role, part in PARTS.items() if role in held), None)
    if part is None and first.enrolment is not None:
        part = Part.PARTICIPANT
    if part is None:
        return None
    return Actor(first.person, part, first.name, part is not Part.PARTICIPANT or first.has_accepted)


def _standing(of: Select[*tuple[Any, ...]], course_run: SQLColumnExpression[int]) -> Select[*tuple[Any, ...]]:
    """One row for each role in a course run of the persons that `of` is about, or one without a role.

    The ground rules count for the whole course: accepted in any of its sessions.
    """
    of_course = aliased(Room)
    has_accepted = (
        select(LogEntry.id)
        .join(of_course, of_course.id == LogEntry.room_id)
        .where(
            of_course.course_run_id == course_run,
            # Written out, not bound: only then does the database know that the small index will do.
            LogEntry.kind == literal_column("'ground_rules_accepted'"),
            LogEntry.by == Person.public_id,
        )
        .correlate(Person, Room)
        .exists()
    )
    return (
        of.add_columns(Person.public_id.label("person"), Person.room_name.label("name"))
        .add_columns(RoleAssignment.role, Enrolment.id.label("enrolment"), has_accepted.label("has_accepted"))
        .outerjoin(
            RoleAssignment,
            (RoleAssignment.person_id == Person.id) & (RoleAssignment.course_run_id == course_run),
        )
        .outerjoin(
            Enrolment,
            (Enrolment.person_id == Person.id)
            & (Enrolment.course_run_id == course_run)
            & Enrolment.withdrawn_at.is_(None),
        )
    )


# Asked by everybody who connects, all at once at six: built once, and in one breath.
_STANDING = _standing(
    select().select_from(Person).where(Person.id == bindparam("person")), bindparam("course_run")
)
_COMER = _standing(
    select(SignIn.id.label("sign_in"), Room.id.label("room"), Room.course_run_id.label("course_run"))
    .select_from(SignIn)
    .join(Person)
    .outerjoin(Room, Room.public_id == bindparam("room"))
    .where(
        SignIn.key_hash == bindparam("key_hash"),
        SignIn.expires_at > bindparam("at"),
        Person.disabled_at.is_(None),
    ),
    Room.course_run_id,
)


def still_signed_in(session: Session, sign_in_ids: Iterable[int]) -> set[int]:
    """Those of the sign-ins that still hold, asked in one query for everybody who is connected."""
    query = (
        select(SignIn.id)
        .join(Person)
        .where(SignIn.id.in_(list(sign_in_ids)), SignIn.expires_at > now(), Person.disabled_at.is_(None))
    )
    return set(session.scalars(query))


def parts_now(session: Session, course_run_ids: Iterable[int]) -> dict[tuple[int, str], Part]:
    """(course run, public id) -> part, for everybody who belongs to one of those course runs now."""
    runs = list(course_run_ids)
    found: dict[tuple[int, str], Part] = {}
    enrolled = select(Enrolment.course_run_id, Person.public_id).join(
        Person, Person.id == Enrolment.person_id
    )
    for enrolled_in, public_id in session.execute(
        enrolled.where(Enrolment.course_run_id.in_(runs), Enrolment.withdrawn_at.is_(None))
    ):
        found[enrolled_in, public_id] = Part.PARTICIPANT
    held = select(RoleAssignment.course_run_id, Person.public_id, RoleAssignment.role).join(Person)
    roles = list(session.execute(held.where(RoleAssignment.course_run_id.in_(runs))))
    for role, part in reversed(PARTS.items()):
        for run, public_id, has in roles:
            if has == role and run is not None:
                found[run, public_id] = part
    return found
