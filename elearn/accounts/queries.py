"""What is read about a person's own account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from elearn.accounts.models import AccessEntry, Person, SignIn
from elearn.courses.models import CourseRun, Programme


def course_title(session: Session, course_run_id: int | None) -> dict[str, str]:
    """What the course of a link is called, in each language; empty for a link without a course."""
    title = select(Programme.title).join(CourseRun).where(CourseRun.id == course_run_id)
    return session.scalar(title) or {}


def devices(session: Session, person: Person, now: datetime) -> Sequence[SignIn]:
    """The devices that are signed in, the newest first."""
    return session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person.id, SignIn.expires_at > now)
        .order_by(SignIn.created_at.desc(), SignIn.id.desc())
    ).all()


def readings(session: Session, person: Person, limit: int = 50) -> Sequence[AccessEntry]:
    """Who looked at the person's data, the newest first."""
    return session.scalars(
        select(AccessEntry)
        .where(AccessEntry.person_id == person.id)
        .options(joinedload(AccessEntry.reader))
        .order_by(AccessEntry.at.desc(), AccessEntry.id.desc())
        .limit(limit)
    ).all()
