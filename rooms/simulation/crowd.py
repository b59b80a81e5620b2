"""A crowd for a load: people, rooms and their tickets, made in the database beside whatever is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from elearn.accounts.devices import start_sign_in
from elearn.accounts.models import Person, RoleAssignment
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.courses.models import CourseRun, CourseSession, Programme
from elearn.enrolment.models import Enrolment
from elearn.organisations.models import Organisation, OrganisationKind, Partnership
from rooms.engine import engine
from rooms.models import LogEntry, Room
from rooms.preparing import open_room
from rooms.simulation.client import Ticket
from rooms.tokens import page_token

NAME = "simulation"
ROLES = (Role.PROFESSIONAL, Role.EXPERIENCED_USER)


@dataclass(frozen=True, slots=True)
class RoomOfTickets:
    """The tickets of one room: the two leaders first, then participants."""

    room: str
    tickets: list[Ticket]


def gather(app: Flask, session: Session, url: str, rooms: int, people: int) -> list[RoomOfTickets]:
    """Make `rooms` sessions with `people` each, two of them leaders, all signed in."""
    partnership = _partnership(session)
    return [_room(app, session, url, partnership, number, people) for number in range(rooms)]


def is_among_others(session: Session) -> bool:
    """True where somebody has founded an organisation: a crowd would stand in their lists."""
    return bool(session.scalar(select(Organisation.id).where(Organisation.slug != NAME).limit(1)))


def clear(session: Session) -> int:
    """Delete every crowd with its rooms and logs, which are nobody's history; how many rooms there were.

    Only when the simulation is over, and a minute after: the server still writes down who leaves.
    """
    runs = list(session.scalars(select(CourseRun.id).join(Partnership).where(Partnership.name == NAME)))
    rooms = list(session.scalars(select(Room.id).where(Room.course_run_id.in_(runs))))
    people = select(RoleAssignment.person_id).where(RoleAssignment.course_run_id.in_(runs))
    seated = select(Enrolment.person_id).where(Enrolment.course_run_id.in_(runs))
    crowd = [*session.scalars(people), *session.scalars(seated)]
    for gone in (
        delete(LogEntry).where(LogEntry.room_id.in_(rooms)),
        delete(Room).where(Room.id.in_(rooms)),
        delete(Person).where(Person.id.in_(crowd)),
        delete(CourseRun).where(CourseRun.id.in_(runs)),
        delete(Partnership).where(Partnership.name == NAME),
        delete(Programme).where(Programme.slug == NAME),
        delete(Organisation).where(Organisation.slug == NAME),
    ):
        session.execute(gone)
    return len(rooms)


def _partnership(session: Session) -> Partnership:
    found = session.scalar(select(Partnership).where(Partnership.name == NAME))
    if found is None:
        host = Organisation(slug=NAME, name=NAME, kind=OrganisationKind.MUNICIPALITY)
        session.add(found := Partnership(name=NAME, host=host))
        session.add(Programme(slug=NAME, title={"en": NAME}, summary={"en": NAME}))
        session.flush()
    return found


def _room(
    app: Flask, session: Session, url: str, partnership: Partnership, number: int, people: int
) -> RoomOfTickets:
    run = CourseRun(
        programme=session.scalars(select(Programme).where(Programme.slug == NAME)).one(),
        partnership=partnership,
        name=f"{NAME} {number + 1}",
        starts_on=now().date(),
        min_people=1,
        max_people=people,
        ground_rules=[],
    )
    phase = {"kind": "plenary_harvest", "minutes": 120, "title": {"en": NAME}}
    course_session = CourseSession(
        course_run=run, number=1, title={"en": NAME}, starts_at=now(), run_sheet=[phase]
    )
    session.add(course_session)
    session.flush()
    crowd = [_person(session, run, partnership.host, index) for index in range(people)]
    keys = [start_sign_in(session, person, now(), timedelta(days=1), NAME) for person in crowd]
    ids = [(sign_in.id, sign_in.key) for sign_in in keys]
    room = open_room(session, engine().rooms, course_session).public_id
    return RoomOfTickets(
        room, [Ticket(url, cookie(app, key), room, page_token(room, sign_in_id)) for sign_in_id, key in ids]
    )


def _person(session: Session, run: CourseRun, home: Organisation, index: int) -> Person:
    person = Person(given_name=f"P{index + 1}", created_at=now())
    session.add(person)
    session.flush()
    if index < len(ROLES):
        person.grant(ROLES[index], course_run_id=run.id)
    else:
        session.add(Enrolment(person=person, course_run_id=run.id, home_municipality=home, enrolled_at=now()))
    return person


def cookie(app: Flask, key: str) -> str:
    """The cookie a browser would have after signing in."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps({'_user_id': key, '_fresh': True})}"
