"""Reading modules, progress and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from elearn.courses.models import CourseRun, Programme
from elearn.enrolment.models import Enrolment
from elearn.errors import NotFound
from modules.models import Answer, Module, ModuleVersion, PageVisit


@dataclass(frozen=True, slots=True)
class Current:
    """A module and its version that is published now."""

    module: Module
    version: ModuleVersion


@dataclass(frozen=True, slots=True)
class Visits:
    """The pages of a module that somebody has opened, and those that are finished."""

    opened: set[str] = field(default_factory=set)
    finished: set[str] = field(default_factory=set)


def modules_of(session: Session, programme_id: int) -> list[Current]:
    """The programme's modules in order."""
    rows = session.execute(_current().where(Module.programme_id == programme_id))
    return [Current(module, version) for module, version in rows]


def find_module(session: Session, programme_id: int, slug: str) -> Current:
    """The module of that name. Raises `NotFound`."""
    row = session.execute(_current().where(Module.programme_id == programme_id, Module.slug == slug)).first()
    if row is None:
        raise NotFound
    module, version = row
    return Current(module, version)


def every_module(session: Session) -> list[tuple[Programme, Current]]:
    """All modules of all programmes, for those who write them."""
    rows = session.execute(
        _current()
        .join(Programme)
        .add_columns(Programme)
        .order_by(None)
        .order_by(Programme.slug, Module.position)
    )
    return [(programme, Current(module, version)) for module, version, programme in rows]


def find_programme(session: Session, slug: str) -> Programme:
    """The programme of that name. Raises `NotFound`."""
    programme = session.scalar(select(Programme).where(Programme.slug == slug))
    if programme is None:
        raise NotFound
    return programme


def _current() -> Select[Module, ModuleVersion]:
    newest = (
        select(func.max(ModuleVersion.number))
        .where(ModuleVersion.module_id == Module.id)
        .correlate(Module)
        .scalar_subquery()
    )
    return (
        select(Module, ModuleVersion)
        .join(ModuleVersion, (ModuleVersion.module_id == Module.id) & (ModuleVersion.number == newest))
        .order_by(Module.position)
    )


def visits(session: Session, person_id: int, course_run_id: int) -> dict[int, Visits]:
    """What the person has opened and finished in the course run, by module id."""
    rows = session.scalars(select(PageVisit).filter_by(person_id=person_id, course_run_id=course_run_id))
    found: dict[int, Visits] = defaultdict(Visits)
    for visit in rows:
        found[visit.module_id].opened.add(visit.page)
        if visit.finished_at:
            found[visit.module_id].finished.add(visit.page)
    return found


def answers(session: Session, person_id: int, course_run_id: int, module_id: int) -> dict[str, Answer]:
    """The person's own answers in the module, by block."""
    own = select(Answer).filter_by(person_id=person_id, course_run_id=course_run_id, module_id=module_id)
    return {answer.block: answer for answer in session.scalars(own)}


def shared_answers(session: Session, course: CourseRun, audiences: Collection[str]) -> Sequence[Answer]:
    """What those who take part in the course run chose to share with one of the audiences."""
    return session.scalars(
        select(Answer)
        .join(Enrolment, (Enrolment.person_id == Answer.person_id) & (Enrolment.withdrawn_at.is_(None)))
        .join(Module, Module.id == Answer.module_id)
        .where(
            Answer.course_run_id == course.id,
            Enrolment.course_run_id == course.id,
            Answer.shared_with.in_(audiences),
        )
        .options(joinedload(Answer.person))
        .order_by(Module.position.desc(), Answer.person_id)
    ).all()
