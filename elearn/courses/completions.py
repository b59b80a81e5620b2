"""Which courses somebody has completed. Modules know, and whoever hands out places asks them through here."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun, Programme

# Those of the programmes that the person has completed, in any course run.
Finder: TypeAlias = Callable[[Session, Person, Collection[Programme]], set[int]]


def register(app: Flask, finder: Finder) -> None:
    """Have `finder` answer."""
    app.extensions["completions"] = finder


def before(session: Session, programme: Programme) -> list[Programme]:
    """The programmes that one has completed before this one."""
    if not programme.comes_after:
        return []
    wanted = select(Programme).where(Programme.slug.in_(programme.comes_after)).order_by(Programme.slug)
    return list(session.scalars(wanted))


def missing(session: Session, course: CourseRun, person: Person | None) -> list[Programme]:
    """What comes before the course and the person has not completed; all of it for one whom nobody knows."""
    wanted = before(session, course.programme)
    if not wanted or person is None:
        return wanted
    finder: Finder = current_app.extensions["completions"]
    completed = finder(session, person, wanted)
    return [programme for programme in wanted if programme.id not in completed]
