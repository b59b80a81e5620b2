"""Who goes through the week with me. Live rooms know, and pages of the course ask them through here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flask import Flask, current_app
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun

# The buddy of that person in that course run, or None.
Finder: TypeAlias = Callable[[Session, CourseRun, Person], Person | None]


def register(app: Flask, finder: Finder) -> None:
    """Have `finder` answer."""
    app.extensions["buddies"] = finder


def buddy_of(session: Session, course: CourseRun, person: Person) -> Person | None:
    """The one with whom the person has chosen to go through the week, or None."""
    finder: Finder = current_app.extensions["buddies"]
    return finder(session, course, person)
