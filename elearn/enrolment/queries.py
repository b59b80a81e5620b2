"""Reading who takes part in a course run."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from elearn.accounts.models import Person, PersonalLink
from elearn.courses.completions import before as before
from elearn.courses.models import CourseRun as CourseRun
from elearn.courses.queries import find_course as find_course
from elearn.enrolment.models import Enrolment
from elearn.errors import NotFound
from elearn.organisations.models import Partnership


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a course run, and the state of the way in."""

    enrolment: Enrolment
    link_until: datetime | None
    opened_at: datetime | None


def seats(session: Session, course_run_id: int, now: datetime) -> list[Seat]:
    """Everybody who takes part or has withdrawn, by name; those who take part first."""
    enrolments = session.scalars(
        select(Enrolment)
        .join(Person)
        .where(Enrolment.course_run_id == course_run_id)
        .options(joinedload(Enrolment.person), joinedload(Enrolment.home_municipality))
        .order_by(Enrolment.withdrawn_at.is_not(None), Person.given_name, Person.id)
    ).all()
    people = [enrolment.person_id for enrolment in enrolments]
    until, opened = _links(session, people, now)
    return [Seat(each, until.get(each.person_id), opened.get(each.person_id)) for each in enrolments]


def _links(
    session: Session, people: Collection[int], now: datetime
) -> tuple[dict[int, datetime], dict[int, datetime]]:
    """Until when each person has a link that works, and when one was last opened."""
    works = (
        PersonalLink.revoked_at.is_(None)
        & PersonalLink.single_use.is_(False)
        & (PersonalLink.expires_at > now)
    )
    rows = session.execute(
        select(
            PersonalLink.person_id,
            func.max(PersonalLink.expires_at).filter(works),
            func.max(PersonalLink.used_at),
        )
        .where(PersonalLink.person_id.in_(people))
        .group_by(PersonalLink.person_id)
    ).all()
    return {row[0]: row[1] for row in rows if row[1]}, {row[0]: row[2] for row in rows if row[2]}


def taking_part(session: Session, course_run_id: int) -> int:
    """How many have a place and have not withdrawn."""
    seated = (Enrolment.course_run_id == course_run_id) & Enrolment.withdrawn_at.is_(None)
    return session.scalar(select(func.count()).select_from(Enrolment).where(seated)) or 0


def find_enrolment(session: Session, course_run_id: int, person_public_id: str) -> Enrolment:
    """The person's place in the course run, with their roles. Raises `NotFound`."""
    enrolment = session.scalar(
        select(Enrolment)
        .join(Person)
        .where(Enrolment.course_run_id == course_run_id, Person.public_id == person_public_id)
        .options(
            joinedload(Enrolment.person).selectinload(Person.roles), joinedload(Enrolment.home_municipality)
        )
    )
    if enrolment is None:
        raise NotFound
    return enrolment


def place_of(session: Session, course_run_id: int, person_id: int) -> Enrolment | None:
    """The place the person has or had in the course run."""
    place = select(Enrolment).filter_by(course_run_id=course_run_id, person_id=person_id)
    return session.scalar(place)


def by_email(session: Session, email: str) -> Person | None:
    """Whoever has that address."""
    wanted = select(Person).where(func.lower(Person.email) == email.lower())
    return session.scalar(wanted.options(selectinload(Person.roles)))


def hosts_of(session: Session, person_id: int) -> Sequence[int]:
    """The host municipalities of every course the person has had a place in."""
    return session.scalars(
        select(Partnership.host_id)
        .join(CourseRun, CourseRun.partnership_id == Partnership.id)
        .join(Enrolment, Enrolment.course_run_id == CourseRun.id)
        .where(Enrolment.person_id == person_id)
        .distinct()
    ).all()
