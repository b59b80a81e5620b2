"""When somebody has completed a course: which modules, and in how many sessions they were."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun, Programme
from elearn.courses.queries import courses
from elearn.enrolment.models import Enrolment
from modules.composing.models import Certificate
from modules.queries import Current
from modules.shelf import Shelf, shelf_of


@dataclass(frozen=True, slots=True)
class Completion:
    """How far somebody is with what completes the course. Nothing is asked for where both are 0."""

    modules_done: int
    modules: int
    sessions_attended: int
    sessions: int

    @property
    def asks_anything(self) -> bool:
        return bool(self.modules or self.sessions)

    @property
    def is_complete(self) -> bool:
        is_read, was_there = self.modules_done >= self.modules, self.sessions_attended >= self.sessions
        return self.asks_anything and is_read and was_there


def completion_of(shelf: Shelf) -> Completion:
    """By the rules of the programme; never more sessions than the course run has."""
    asked = [current for current in shelf.modules if _is_asked_for(shelf.course.programme, current)]
    return Completion(
        modules_done=sum(shelf.progress(current).is_done for current in asked),
        modules=len(asked),
        sessions_attended=len(shelf.attended),
        sessions=min(shelf.course.programme.least_sessions, len(shelf.course.sessions)),
    )


def _is_asked_for(programme: Programme, current: Current) -> bool:
    """A part that was taken off the shelf is asked of nobody, also where it is still shown."""
    part = current.part
    if part is None or part.removed_at is not None or programme.completion == "none":
        return False
    return programme.completion == "all" or part.is_required


def completed_by(session: Session, person: Person, programmes: Collection[Programme]) -> set[int]:
    """The ids of those programmes that the person has completed, by certificate or as it stands."""
    ids = {programme.id for programme in programmes}
    certified = set(
        session.scalars(
            select(CourseRun.programme_id)
            .join(Certificate, Certificate.course_run_id == CourseRun.id)
            .where(Certificate.person_id == person.id, CourseRun.programme_id.in_(ids))
        )
    )
    runs = session.scalars(
        select(CourseRun.id)
        .join(Enrolment, Enrolment.course_run_id == CourseRun.id)
        .where(Enrolment.person_id == person.id, CourseRun.programme_id.in_(ids - certified))
    ).all()
    found = (
        run for run in courses(session, runs) if completion_of(shelf_of(session, run, person)).is_complete
    )
    return certified | {run.programme_id for run in found}
