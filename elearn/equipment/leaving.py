"""Whoever no longer takes part in a course is not called about equipment any more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun
from elearn.equipment import letters, queries, rules, service
from elearn.equipment.sending import post


def cancel_call(session: Session, course: CourseRun, person: Person, now: datetime) -> None:
    """Cancel a call that has not begun, and write to who would have called. In the caller's transaction."""
    booked = queries.call_of(session, person.id, course.id)
    if booked is not None and not rules.has_begun(booked.time.starts_at, now):
        letters.tell_cancelled(session, booked.time.host, booked.time, post(course, is_host=True), now)
        service.cancel(session, booked, now)
