"""What taking part in a course keeps about people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun, Programme
from elearn.courses.retention import day_after_course, delete_after_course
from elearn.enrolment.models import Enrolment
from elearn.organisations.models import Organisation
from elearn.privacy import Basis, Kept, Rows


def _places(session: Session, person: Person) -> Rows:
    found = session.execute(
        select(
            Programme.title.label("course"),
            Organisation.name.label("home_municipality"),
            Enrolment.enrolled_at,
            Enrolment.withdrawn_at,
            Enrolment.let_in_because,
        )
        .select_from(Enrolment)
        .join(CourseRun, CourseRun.id == Enrolment.course_run_id)
        .join(Programme, Programme.id == CourseRun.programme_id)
        .join(Organisation, Organisation.id == Enrolment.home_municipality_id)
        .where(Enrolment.person_id == person.id)
    )
    return [dict(row) for row in found.mappings()]


KEPT = (
    Kept(
        table="enrolment",
        title=_("The courses you take part in"),
        purpose=_("So that you have your seat, and your municipality knows how many take part."),
        basis=Basis.COURSE,
        until=_("A year after the last session of the course."),
        columns=("course_run_id", "home_municipality_id", "enrolled_at", "withdrawn_at", "let_in_because"),
        withheld=("id", "person_id"),
        collect=_places,
        deadline=day_after_course,
        expire=delete_after_course(Enrolment),
    ),
)
