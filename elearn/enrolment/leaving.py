"""What else ends when somebody takes part in a course no more: features that know of more register it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from flask import Flask, current_app
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun

# Ends what that person has in that course run. In the caller's transaction.
Farewell: TypeAlias = Callable[[Session, CourseRun, Person, datetime], None]


def register(app: Flask, *farewells: Farewell) -> None:
    """Have each of them called before somebody's place is taken back."""
    app.extensions["farewells"] = farewells


def take_leave(session: Session, course: CourseRun, person: Person, now: datetime) -> None:
    """End all of it. In the caller's transaction."""
    farewells: tuple[Farewell, ...] = current_app.extensions["farewells"]
    for farewell in farewells:
        farewell(session, course, person, now)
