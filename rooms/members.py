"""Who may come into a room, and as what: read anew from enrolments and roles each time it is asked."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, literal_column, select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person, RoleAssignment, SignIn
from elearn.accounts.roles import Role
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


def actor_in(session: Session, room: Room, person: Person) -> Actor | None:
    """The person as this room knows them, or None for somebody it does not concern."""
    asked = {"person": person.id, "by": person.public_id, "course_run": room.course_run_id}
    found = session.execute(_STANDING, asked).all()
    held, (_, enrolment, accepted) = {row.role for row in found}, found[0]
    part = next((part for role, part in PARTS.items() if role in held), None)
    if part is None and enrolment is not None:
        part = Part.PARTICIPANT
    if part is None or person.disabled_at is not None:
        return None
    return Actor(person.public_id, part, person.room_name, part is not Part.PARTICIPANT or accepted)


_HAS_ACCEPTED_RULES = (
    select(LogEntry.id)
    .join(Room, Room.id == LogEntry.room_id)
    .where(
        Room.course_run_id == bindparam("course_run"),
        # Written out, not bound: only then does the database know that the small index will do.
        LogEntry.kind == literal_column("'ground_rules_accepted'"),
        LogEntry.by == bindparam("by"),
    )
    .exists()
)
# Asked by everybody who connects, all at once at six: built once, and in one breath. The ground rules count
# for the whole course: accepted in any of its sessions.
_STANDING = (
    select(RoleAssignment.role, Enrolment.id, _HAS_ACCEPTED_RULES)
    .select_from(Person)
    .outerjoin(
        RoleAssignment,
        (RoleAssignment.person_id == Person.id) & (RoleAssignment.course_run_id == bindparam("course_run")),
    )
    .outerjoin(
        Enrolment,
        (Enrolment.person_id == Person.id)
        & (Enrolment.course_run_id == bindparam("course_run"))
        & Enrolment.withdrawn_at.is_(None),
    )
    .where(Person.id == bindparam("person"))
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
