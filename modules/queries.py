"""Reading modules, progress and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from elearn.courses.models import CourseRun, Programme
from elearn.enrolment.models import Enrolment
from elearn.errors import NotFound
from elearn.languages import first_moment
from modules.models import Answer, EarlierAnswer, Module, ModuleVersion, PageVisit, ReadingVersion


@dataclass(frozen=True, slots=True)
class Current:
    """A module and a version of it: the newest, or the one that is a reader's.

    `newest` is the number of the newest version, 0 where nobody has asked.
    """

    module: Module
    version: ModuleVersion
    newest: int = 0

    @property
    def is_improved(self) -> bool:
        """There is a newer version than this one."""
        return self.newest > self.version.number


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


def modules_for(session: Session, course: CourseRun, person_id: int) -> list[Current]:
    """The modules that the course run offers, in order, each in the version that is the person's."""
    rows = session.execute(_offered(course, person_id).order_by(Module.position))
    return [Current(module, version, newest) for module, version, newest in rows]


def find_for(session: Session, course: CourseRun, person_id: int, slug: str) -> Current:
    """The module of that name in the version that is the person's. Raises `NotFound`."""
    row = session.execute(_offered(course, person_id).where(Module.slug == slug)).first()
    if row is None:
        raise NotFound
    return Current(*row)


def newest_version(session: Session, module_id: int) -> ModuleVersion | None:
    """What is published now, if anything is."""
    versions = select(ModuleVersion).filter_by(module_id=module_id).order_by(ModuleVersion.number.desc())
    return session.scalars(versions.limit(1)).first()


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


def _newest() -> ScalarSelect[int]:
    numbered = aliased(ModuleVersion)
    newest = select(func.max(numbered.number)).where(numbered.module_id == Module.id)
    return newest.correlate(Module).scalar_subquery()


def _current() -> Select[Module, ModuleVersion]:
    is_newest = (ModuleVersion.module_id == Module.id) & (ModuleVersion.number == _newest())
    found = select(Module, ModuleVersion).select_from(Module).join(ModuleVersion, is_newest)
    return found.order_by(Module.position)


def _offered(course: CourseRun, person_id: int) -> Select[Module, ModuleVersion, int]:
    """Retired modules stay with the course runs that had begun by then."""
    own = (
        (ReadingVersion.module_id == Module.id)
        & (ReadingVersion.person_id == person_id)
        & (ReadingVersion.course_run_id == course.id)
    )
    is_theirs = ModuleVersion.id == ReadingVersion.version_id
    is_newest = ReadingVersion.id.is_(None) & (ModuleVersion.number == _newest())
    return (
        select(Module, ModuleVersion, _newest())
        .outerjoin(ReadingVersion, own)
        .join(ModuleVersion, (ModuleVersion.module_id == Module.id) & (is_theirs | is_newest))
        .where(
            Module.programme_id == course.programme_id,
            Module.retired_at.is_(None) | (Module.retired_at >= first_moment(course.starts_on)),
        )
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


def own_versions(session: Session, course: CourseRun) -> dict[tuple[int, int], ModuleVersion]:
    """The versions that are the readers' in the course run, by person and module."""
    own = (
        select(ReadingVersion).filter_by(course_run_id=course.id).options(joinedload(ReadingVersion.version))
    )
    return {(each.person_id, each.module_id): each.version for each in session.scalars(own)}


def earlier_answers(
    session: Session, person_id: int, course_run_id: int, module_id: int
) -> Sequence[EarlierAnswer]:
    """What the person answered in versions before theirs that has no place in it, with those versions."""
    return session.scalars(
        select(EarlierAnswer)
        .filter_by(person_id=person_id, course_run_id=course_run_id, module_id=module_id)
        .options(joinedload(EarlierAnswer.version))
        .order_by(EarlierAnswer.version_id, EarlierAnswer.id)
    ).all()


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
