"""Reading modules, progress and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, joinedload

from elearn.courses.models import CourseRun, Programme
from elearn.enrolment.models import Enrolment
from elearn.errors import NotFound
from modules.composing.models import ProgrammePart
from modules.models import Answer, Module, ModuleVersion, PageVisit
from modules.texts import page_ids


@dataclass(frozen=True, slots=True)
class Current:
    """A module and its version that is published now; on a shelf also the part of the course that it is."""

    module: Module
    version: ModuleVersion
    part: ProgrammePart | None = None

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


def modules_of(session: Session, course: CourseRun) -> list[Current]:
    """The modules that the course run shows, in order."""
    rows = session.execute(_shown(course).order_by(ProgrammePart.position))
    found = [Current(module, version, part) for module, version, part in rows]
    return [current for current in found if page_ids(current.version.content, current.pages)]


def find_on_shelf(session: Session, course: CourseRun, slug: str) -> Current:
    """The module of that name on the course run's shelf. Raises `NotFound`."""
    row = session.execute(_shown(course).where(ProgrammePart.slug == slug)).first()
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


def files_of(session: Session, module: Module) -> tuple[str, str]:
    """The programme and the module under whose names its files lie: a copy shows those of its origin."""
    while module.origin is not None:
        module = module.origin
    return session.get_one(Programme, module.programme_id).slug, module.slug


def every_module(session: Session) -> list[tuple[Programme, Current]]:
    """All modules of all programmes, for those who write them."""
    own = (ProgrammePart.module_id == Module.id) & (ProgrammePart.programme_id == Module.programme_id)
    rows = session.execute(
        _current()
        .join(Programme, Programme.id == Module.programme_id)
        .outerjoin(ProgrammePart, own)
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


def _current() -> Select[Module, ModuleVersion]:
    newest = (
        select(func.max(ModuleVersion.number))
        .where(ModuleVersion.module_id == Module.id)
        .correlate(Module)
        .scalar_subquery()
    )
    return select(Module, ModuleVersion).join(
        ModuleVersion, (ModuleVersion.module_id == Module.id) & (ModuleVersion.number == newest)
    )


def _shown(course: CourseRun) -> Select[Module, ModuleVersion, ProgrammePart]:
    """A part that was removed stays with the course runs in which somebody has begun it."""
    begun = exists().where(PageVisit.course_run_id == course.id, PageVisit.module_id == Module.id)
    return (
        _current()
        .join(ProgrammePart, ProgrammePart.module_id == Module.id)
        .add_columns(ProgrammePart)
        .options(joinedload(Module.origin))
        .where(ProgrammePart.programme_id == course.programme_id, ProgrammePart.removed_at.is_(None) | begun)
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
        .where(
            Answer.course_run_id == course.id,
            Enrolment.course_run_id == course.id,
            Answer.shared_with.in_(audiences),
        )
        .options(joinedload(Answer.person))
        .order_by(Answer.module_id, Answer.person_id)
    ).all()
