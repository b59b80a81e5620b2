"""How long what belongs to a course is kept: until a while after its last session."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Select, delete, func, select
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from elearn.accounts.models import Person, RoleAssignment
from elearn.courses.models import CourseSession
from elearn.extensions import Model
from elearn.privacy import Expirer


def last_session(session: Session, person: Person) -> datetime | None:
    """When the last session of the person's latest course begins; None without a course."""
    return session.scalar(
        select(func.max(CourseSession.starts_at))
        .join(RoleAssignment, RoleAssignment.course_run_id == CourseSession.course_run_id)
        .where(RoleAssignment.person_id == person.id)
    )


def day_after_course(session: Session, person: Person) -> date | None:
    """The day on which what belongs to the person's latest course is deleted; None without a course."""
    last = last_session(session, person)
    return (last + _kept_for()).date() if last else None


def delete_after_course(model: type[Model]) -> Expirer:
    """Deletes the rows of a table with `course_run_id` whose course is long over."""
    column: Any = model.__table__.c.course_run_id

    def expire(session: Session, now: datetime) -> int:
        result: CursorResult[Any] = session.execute(delete(model).where(column.in_(_long_over(now))))  # type: ignore[assignment]
        return result.rowcount

    return expire


def _long_over(now: datetime) -> Select[int]:
    """The course runs whose last session lies further back than they are kept."""
    return (
        select(CourseSession.course_run_id)
        .group_by(CourseSession.course_run_id)
        .having(func.max(CourseSession.starts_at) < now - _kept_for())
    )


def _kept_for() -> timedelta:
    return timedelta(days=current_app.config["COURSE_RETENTION_DAYS"])
