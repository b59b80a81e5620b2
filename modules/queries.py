"""Reading modules, progress and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ScalarSelect, Select, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from elearn.courses.models import CourseRun, Programme
from elearn.enrolment.models import Enrolment
from elearn.errors import NotFound
from elearn.languages import first_moment
from modules.composing.models import ProgrammePart
from modules.models import Answer, EarlierAnswer, Module, ModuleVersion, PageVisit, ReadingVersion
from modules.texts import page_ids

# The part of the course in which the module is written: it has the module's place among the others.
OWN_PART = (ProgrammePart.module_id == Module.id) & (ProgrammePart.programme_id == Module.programme_id)


@dataclass(frozen=True, slots=True)
class Current:
    """A module and a version of it: the newest, or a reader's; on a shelf also the part of the course it is.

    `newest` is the number of the newest version, 0 where nobody has asked.
    """

    module: Module
    version: ModuleVersion
    part: ProgrammePart | None = None
    newest: int = 0

    @property
    def is_improved(self) -> bool:
        """There is a newer version than this one."""
        return self.newest > self.version.number

    @property
    def slug(self) -> str:
        """Its name in addresses: the part's on a shelf, the module's own where it is written."""
        return self.part.slug if self.part else self.module.slug

    @property
    def pages(self) -> Sequence[str] | None:
        """Those that are shown; None for all of them."""
        return self.part.pages if self.part else None

    @property
    def opens(self) -> str:
        own = self.part.opens if self.part else None
        return self.version.opens if own is None else own

    @property
    def due(self) -> str:
        own = self.part.due if self.part else None
        return self.version.due if own is None else own

    @property
    def minutes(self) -> int:
        """About how long it takes: less where only some pages are shown."""
        shown, whole = page_ids(self.version.content, self.pages), page_ids(self.version.content)
        return max(1, round(self.version.minutes * len(shown) / (len(whole) or 1)))


@dataclass(frozen=True, slots=True)
class Visits:
    """The pages of a module that somebody has opened, and those that are finished."""

    opened: set[str] = field(default_factory=set)
    finished: set[str] = field(default_factory=set)


def modules_for(session: Session, course: CourseRun, person_id: int) -> list[Current]:
    """The modules that the course run offers, in order, each in the version that is the person's."""
    rows = session.execute(_offered(course, person_id).order_by(ProgrammePart.position))
    found = [Current(module, version, part, newest) for module, version, part, newest in rows]
    return [current for current in found if page_ids(current.version.content, current.pages)]


def find_for(session: Session, course: CourseRun, person_id: int, slug: str) -> Current:
    """The module of that name in the version that is the person's. Raises `NotFound`."""
    row = session.execute(_offered(course, person_id).where(ProgrammePart.slug == slug)).first()
    if row is None:
        raise NotFound
    current = Current(*row)
    if not page_ids(current.version.content, current.pages):
        raise NotFound
    return current


def parts_of(session: Session, programme_id: int) -> Sequence[ProgrammePart]:
    """The steps that the programme is made of now, in order, with their modules."""
    parts = select(ProgrammePart).filter_by(programme_id=programme_id, removed_at=None)
    return session.scalars(
        parts.options(joinedload(ProgrammePart.module)).order_by(ProgrammePart.position)
    ).all()


def came_from(session: Session, course: CourseRun, shown: Sequence[Current]) -> dict[int, Programme]:
    """By module id: the other course that it is taken or copied from. No query where there is none."""
    homes = {each.module.id: (each.module.origin or each.module).programme_id for each in shown}
    others = {id for id in homes.values() if id != course.programme_id}
    if not others:
        return {}
    found = {each.id: each for each in session.scalars(select(Programme).where(Programme.id.in_(others)))}
    return {module: found[home] for module, home in homes.items() if home in found}


def find_module(session: Session, programme_id: int, slug: str) -> Current:
    """The module that is written under that name. Raises `NotFound`."""
    row = session.execute(_current().where(Module.programme_id == programme_id, Module.slug == slug)).first()
    if row is None:
        raise NotFound
    module, version = row
    return Current(module, version)


def newest_version(session: Session, module_id: int) -> ModuleVersion | None:
    """What is published now, if anything is."""
    versions = select(ModuleVersion).filter_by(module_id=module_id).order_by(ModuleVersion.number.desc())
    return session.scalars(versions.limit(1)).first()


def every_module(session: Session) -> list[tuple[Programme, Current]]:
    """All modules of all programmes, for those who write them."""
    rows = session.execute(
        _current()
        .join(Programme, Programme.id == Module.programme_id)
        .outerjoin(ProgrammePart, OWN_PART)
        .add_columns(Programme)
        .order_by(Programme.slug, ProgrammePart.position, Module.id)
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
    return select(Module, ModuleVersion).select_from(Module).join(ModuleVersion, is_newest)


def _offered(course: CourseRun, person_id: int) -> Select[Module, ModuleVersion, ProgrammePart, int]:
    """Retired modules stay with the course runs that had begun by then.

    A part that was removed stays with those in which somebody has begun it.
    """
    own = (
        (ReadingVersion.module_id == Module.id)
        & (ReadingVersion.person_id == person_id)
        & (ReadingVersion.course_run_id == course.id)
    )
    is_theirs = ModuleVersion.id == ReadingVersion.version_id
    is_newest = ReadingVersion.id.is_(None) & (ModuleVersion.number == _newest())
    begun = exists().where(PageVisit.course_run_id == course.id, PageVisit.module_id == Module.id)
    return (
        select(Module, ModuleVersion, ProgrammePart, _newest())
        .select_from(Module)
        .join(ProgrammePart, ProgrammePart.module_id == Module.id)
        .outerjoin(ReadingVersion, own)
        .join(ModuleVersion, (ModuleVersion.module_id == Module.id) & (is_theirs | is_newest))
        .options(joinedload(Module.origin))
        .where(
            ProgrammePart.programme_id == course.programme_id,
            ProgrammePart.removed_at.is_(None) | begun,
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
        .where(
            Answer.course_run_id == course.id,
            Enrolment.course_run_id == course.id,
            Answer.shared_with.in_(audiences),
        )
        .options(joinedload(Answer.person))
        .order_by(Answer.module_id, Answer.person_id)
    ).all()
