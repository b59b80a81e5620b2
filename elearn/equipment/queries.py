"""Reading how equipment did, and the times and bookings of calls."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from elearn.accounts.models import Person
from elearn.accounts.roles import Actor, Role
from elearn.courses.models import CourseRun as CourseRun
from elearn.courses.queries import courses
from elearn.courses.queries import find_course as find_course
from elearn.courses.timetable import next_of
from elearn.enrolment.models import Enrolment
from elearn.equipment.models import BookedCall, CallTime, EquipmentCheck
from elearn.equipment.outcomes import Readiness, readiness
from elearn.errors import NotFound


@dataclass(frozen=True, slots=True)
class Equipped:
    """A participant, the latest result, and the call that is still to come."""

    person: Person
    check: EquipmentCheck | None
    call: BookedCall | None

    @property
    def readiness(self) -> Readiness:
        return readiness(self.check)

    @property
    def needs_call(self) -> bool:
        return self.readiness is Readiness.NEEDS_CALL

    @property
    def wish_number(self) -> str:
        """The number of one who has asked to be called; "" for others, and where none is known."""
        return self.person.mobile or "" if self.check and self.check.wants_call else ""


@dataclass(frozen=True, slots=True)
class MyCall:
    """A call, and the public id of its course run. `is_mine`: I am called; else I call."""

    call: BookedCall
    course: str
    is_mine: bool


def my_course(session: Session, actor: Actor, now: datetime) -> CourseRun | None:
    """The course run that the person gets ready for: the one that meets next, None without one."""
    coming = [
        (meeting.starts_at, course.id, course)
        for course in courses(session, actor.courses(Role.PARTICIPANT))
        if (meeting := next_of(course.sessions, now))
    ]
    return min(coming)[2] if coming else None


def latest_check(session: Session, person_id: int) -> EquipmentCheck | None:
    """How it went the last time, on whichever device."""
    return _latest(session, [person_id]).get(person_id)


def _latest(session: Session, person_ids: Collection[int]) -> dict[int, EquipmentCheck]:
    rows = session.scalars(
        select(EquipmentCheck)
        .where(EquipmentCheck.person_id.in_(person_ids))
        .order_by(EquipmentCheck.checked_at, EquipmentCheck.id)
    )
    return {row.person_id: row for row in rows}


def equipped(session: Session, course_run_id: int, now: datetime) -> list[Equipped]:
    """Everybody who takes part in the course run, by name."""
    people = session.scalars(
        select(Person)
        .join(Enrolment, (Enrolment.person_id == Person.id) & Enrolment.withdrawn_at.is_(None))
        .where(Enrolment.course_run_id == course_run_id)
        .order_by(Person.given_name, Person.id)
    ).all()
    checks = _latest(session, [person.id for person in people])
    calls = {call.person_id: call for call in coming_calls(session, [course_run_id], now)}
    return [Equipped(person, checks.get(person.id), calls.get(person.id)) for person in people]


def waiting_for_call(session: Session, course_ids: Collection[int], now: datetime) -> dict[int, int]:
    """How many in each course run need a call about their equipment and have not booked one."""
    places = session.execute(
        select(Enrolment.course_run_id, Enrolment.person_id).where(
            Enrolment.course_run_id.in_(course_ids), Enrolment.withdrawn_at.is_(None)
        )
    ).all()
    checks = _latest(session, {place.person_id for place in places})
    booked = {(call.course_run_id, call.person_id) for call in coming_calls(session, course_ids, now)}
    found = dict.fromkeys(course_ids, 0)
    for course_id, person_id in places:
        needs = readiness(checks.get(person_id)) is Readiness.NEEDS_CALL
        found[course_id] += needs and (course_id, person_id) not in booked
    return found


def coming_calls(session: Session, course_ids: Collection[int], now: datetime) -> Sequence[BookedCall]:
    """The calls of these course runs that are not over, the first one first."""
    return session.scalars(
        select(BookedCall)
        .join(BookedCall.time)
        .where(BookedCall.course_run_id.in_(course_ids), CallTime.ends_at > now)
        .options(joinedload(BookedCall.time).joinedload(CallTime.host), joinedload(BookedCall.person))
        .order_by(CallTime.starts_at)
    ).all()


def calls_of(session: Session, person_id: int, now: datetime) -> list[MyCall]:
    """The calls to come in which the person is called, or calls."""
    rows = session.execute(
        select(BookedCall, CourseRun.public_id)
        .join(BookedCall.time)
        .join(CourseRun, CourseRun.id == BookedCall.course_run_id)
        .where((BookedCall.person_id == person_id) | (CallTime.host_id == person_id), CallTime.ends_at > now)
        .options(joinedload(BookedCall.time).joinedload(CallTime.host))
        .order_by(CallTime.starts_at)
    )
    return [MyCall(call, course, is_mine=call.person_id == person_id) for call, course in rows]


def call_of(session: Session, person_id: int, course_run_id: int) -> BookedCall | None:
    """What the person has booked in the course run, also when it is over."""
    return session.scalar(
        select(BookedCall)
        .filter_by(person_id=person_id, course_run_id=course_run_id)
        .options(joinedload(BookedCall.time).joinedload(CallTime.host))
    )


def times(session: Session, course_run_id: int, now: datetime) -> Sequence[CallTime]:
    """The times of the course run that have not begun, or are on; with who has booked each."""
    return session.scalars(
        select(CallTime)
        .where(CallTime.course_run_id == course_run_id, CallTime.ends_at > now)
        .options(joinedload(CallTime.host), joinedload(CallTime.call).joinedload(BookedCall.person))
        .order_by(CallTime.starts_at, CallTime.id)
    ).all()


def find_time(session: Session, course_run_id: int, public_id: str) -> CallTime:
    """Raises `NotFound` for a time of another course run, too."""
    found = session.scalar(
        select(CallTime)
        .filter_by(course_run_id=course_run_id, public_id=public_id)
        .options(joinedload(CallTime.host), joinedload(CallTime.call).joinedload(BookedCall.person))
    )
    if found is None:
        raise NotFound
    return found


def times_of_host(session: Session, host_id: int, now: datetime) -> Sequence[CallTime]:
    """All that the host has offered from now on, in every course run."""
    return session.scalars(select(CallTime).where(CallTime.host_id == host_id, CallTime.ends_at > now)).all()
