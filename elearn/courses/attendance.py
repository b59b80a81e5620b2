"""In which sessions somebody was. Live rooms know, and pages of the course ask them through here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flask import Flask, current_app
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun

# The numbers of the sessions of that course run in which that person was.
Finder: TypeAlias = Callable[[Session, CourseRun, Person], frozenset[int]]


def register(app: Flask, finder: Finder) -> None:
    """Have `finder` answer."""
    app.extensions["attendance"] = finder


def attended(session: Session, course: CourseRun, person: Person) -> frozenset[int]:
    """The numbers of the sessions that have been held and in which the person had a seat."""
    finder: Finder = current_app.extensions["attendance"]
    return finder(session, course, person)
