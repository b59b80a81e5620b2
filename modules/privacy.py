"""What modules keep about people: their answers, and where to resume."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from elearn.courses.retention import day_after_course, delete_after_course
from elearn.privacy import Basis, Kept
from modules.models import Answer, EarlierAnswer, PageVisit, ReadingVersion

KEPT = (
    Kept(
        table="answer",
        title=_("Your answers in the modules"),
        purpose=_("They are yours, to think with. Others see one only when you share it."),
        basis=Basis.OWN_CHOICE,
        until=_("A year after the last session of the course."),
        columns=("course_run_id", "module_id", "block", "value", "shared_with", "changed_at"),
        withheld=("id", "person_id", "revision"),
        deadline=day_after_course,
        expire=delete_after_course(Answer),
    ),
    Kept(
        table="page_visit",
        title=_("Where you are in the modules"),
        purpose=_("So that a module opens where you left off. Nobody else sees it."),
        basis=Basis.COURSE,
        until=_("A year after the last session of the course."),
        columns=("course_run_id", "module_id", "page", "opened_at", "finished_at"),
        withheld=("id", "person_id"),
        deadline=day_after_course,
        expire=delete_after_course(PageVisit),
    ),
    Kept(
        table="reading_version",
        title=_("Which version of a module you read"),
        purpose=_("So that a module does not change while you are in the middle of it."),
        basis=Basis.COURSE,
        until=_("A year after the last session of the course."),
        columns=("course_run_id", "module_id", "since"),
        withheld=("id", "person_id", "version_id"),
        deadline=day_after_course,
        expire=delete_after_course(ReadingVersion),
    ),
    Kept(
        table="earlier_answer",
        title=_("Your answers to questions that a module no longer asks"),
        purpose=_("So that nothing you wrote is lost when a module is improved. Nobody else sees them."),
        basis=Basis.OWN_CHOICE,
        until=_("A year after the last session of the course."),
        columns=("course_run_id", "module_id", "block", "value", "changed_at"),
        withheld=("id", "person_id", "version_id", "revision"),
        deadline=day_after_course,
        expire=delete_after_course(EarlierAnswer),
    ),
)
