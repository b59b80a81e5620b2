"""Keeping how a try went; offering, withdrawing, booking and cancelling times for a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.buddy_numbers import NUMBER
from elearn.courses.models import CourseRun
from elearn.equipment import queries, rules
from elearn.equipment.models import BookedCall, CallTime, EquipmentCheck
from elearn.equipment.outcomes import Device, Line, Outcome
from elearn.errors import Conflict, Invalid
from elearn.forms import as_mobile


@dataclass(frozen=True, slots=True)
class Result:
    """What a person found on one device."""

    microphone: Outcome
    loudspeaker: Outcome
    camera: Outcome
    line: Line
    wants_call: bool


def keep(
    session: Session, person: Person, course: CourseRun | None, device: Device, result: Result, now: datetime
) -> EquipmentCheck:
    """Keep the result in the place of the last one of that kind of device."""
    session.execute(select(Person.id).where(Person.id == person.id).with_for_update())  # one at a time
    found = session.scalar(select(EquipmentCheck).filter_by(person_id=person.id, device=device))
    check = found or EquipmentCheck(person_id=person.id, device=device)
    check.course_run_id = course.id if course else None
    check.microphone, check.loudspeaker, check.camera = result.microphone, result.loudspeaker, result.camera
    check.line, check.wants_call, check.checked_at = result.line, result.wants_call, now
    session.add(check)
    session.flush()
    return check


def wish_no_call(session: Session, person: Person) -> None:
    """The person no longer asks to be called; how the tries went stays. Harmless to repeat."""
    session.execute(update(EquipmentCheck).filter_by(person_id=person.id).values(wants_call=False))


def forget(session: Session, person: Person) -> None:
    """Delete every result of the person. Harmless to repeat."""
    session.execute(delete(EquipmentCheck).filter_by(person_id=person.id))


def offer_times(
    session: Session,
    course: CourseRun,
    host: Person,
    start: datetime,
    end: datetime,
    minutes: int,
    now: datetime,
) -> list[CallTime]:
    """Offer the whole calls of `minutes` between two moments.

    Raises `Invalid("no_time")` when there is none or too many of them, `Invalid("past")` for what has begun
    or lies too far ahead, and `Invalid("overlap")` when the host has offered some of that time already.
    """
    spans = rules.slots(start, end, minutes)
    if not 1 <= len(spans) <= rules.MOST_AT_ONCE:
        raise Invalid("no_time")
    if not all(rules.is_to_come(span, now) for span in spans):
        raise Invalid("past")
    session.execute(select(Person.id).where(Person.id == host.id).with_for_update())  # one at a time
    offered = [(each.starts_at, each.ends_at) for each in queries.times_of_host(session, host.id, now)]
    if any(rules.overlaps(span, offered) for span in spans):
        raise Invalid("overlap")
    fresh = [
        CallTime(course_run_id=course.id, host_id=host.id, starts_at=starts, ends_at=ends, offered_at=now)
        for starts, ends in spans
    ]
    session.add_all(fresh)
    session.flush()
    return fresh


def book(
    session: Session, course: CourseRun, person: Person, time: CallTime, written: str, now: datetime
) -> BookedCall:
    """Book a free time; the number is shown to the one who calls.

    Raises `Invalid("no_number")` for what is no number, and `Conflict` when the time has begun or was taken,
    or the person has a call already. The database decides who was first.
    """
    number = as_mobile(written)
    if not NUMBER.fullmatch(number):
        raise Invalid("no_number")
    if rules.has_begun(time.starts_at, now):
        raise Conflict
    _clear_former(session, course, person, now)
    call = BookedCall(
        call_time_id=time.id, person_id=person.id, course_run_id=course.id, number=number, booked_at=now
    )
    session.add(call)
    try:
        session.flush()
    except IntegrityError as taken:
        session.rollback()
        raise Conflict from taken
    return call


def _clear_former(session: Session, course: CourseRun, person: Person, now: datetime) -> None:
    """A call that is over makes room for another one."""
    former = queries.call_of(session, person.id, course.id)
    if former is not None and former.time.ends_at <= now:
        session.delete(former)
        session.flush()


def cancel(session: Session, call: BookedCall, now: datetime) -> None:
    """The time is free again, and the number is gone. Raises `Conflict` when the call has begun."""
    if rules.has_begun(call.time.starts_at, now):
        raise Conflict
    session.delete(call)
    session.flush()


def withdraw_time(session: Session, time: CallTime, now: datetime) -> None:
    """The time is not offered any more; who had booked it has to be told.

    Raises `Conflict` for a booked call that has begun.
    """
    if time.call is not None and rules.has_begun(time.starts_at, now):
        raise Conflict
    session.delete(time)
    session.flush()
