"""Reading what courses are made of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from elearn.courses.models import CourseRun, Programme
from elearn.errors import NotFound
from modules.composing.models import ProgrammePart
from modules.models import Module, ModuleVersion, PageVisit
from modules.queries import Current, every_module, parts_of


@dataclass(frozen=True, slots=True)
class Composed:
    """A part as its authors see it. `current` None: its module has not been published, or it is a session.

    `home`: the course in which the module is written. `origin`: what it was copied from, and its course.
    """

    part: ProgrammePart
    current: Current | None
    home: Programme | None
    origin: Programme | None


@dataclass(frozen=True, slots=True)
class Offered:
    """A module of another course that may become a part."""

    home: Programme
    current: Current


def programmes(session: Session) -> Sequence[tuple[Programme, int]]:
    """Every programme by name, with how many parts it has."""
    counted = (
        select(ProgrammePart.programme_id, func.count().label("parts"))
        .where(ProgrammePart.removed_at.is_(None))
        .group_by(ProgrammePart.programme_id)
        .subquery()
    )
    rows = session.execute(
        select(Programme, counted.c.parts)
        .outerjoin(counted, counted.c.programme_id == Programme.id)
        .options(joinedload(Programme.origin))
        .order_by(Programme.slug)
    )
    return [(row[0], row[1] or 0) for row in rows]


def parts(session: Session, programme_id: int) -> Sequence[ProgrammePart]:
    """What the programme is made of now, in order."""
    return parts_of(session, programme_id)


def composed(session: Session, programme: Programme) -> list[Composed]:
    """The parts of the programme with what is known of each."""
    found = parts(session, programme.id)
    published = _published(session, {part.module_id for part in found if part.module_id})
    known = {each.id: each for each in session.scalars(select(Programme))}
    return [
        Composed(
            part,
            Current(part.module, published[part.module.id], part)
            if part.module and part.module.id in published
            else None,
            known.get(part.module.programme_id) if part.module else None,
            known.get(part.module.origin.programme_id) if part.module and part.module.origin else None,
        )
        for part in found
    ]


def _published(session: Session, module_ids: Collection[int]) -> dict[int, ModuleVersion]:
    rows = session.scalars(
        select(ModuleVersion).where(ModuleVersion.module_id.in_(module_ids)).order_by(ModuleVersion.number)
    )
    return {version.module_id: version for version in rows}


def offered(session: Session, programme: Programme, words: str) -> list[Offered]:
    """Published modules that hold the words in their name, summary or course, and are no part of it yet.

    Those that are retired are left out.
    """
    taken = {part.module_id for part in parts(session, programme.id)}
    wanted = words.casefold().split()
    return [
        Offered(home, current)
        for home, current in every_module(session)
        if current.module.id not in taken
        and current.module.retired_at is None
        and _holds(home, current, wanted)
    ]


def _holds(home: Programme, current: Current, wanted: Sequence[str]) -> bool:
    texts = current.version.content.values()
    told = " ".join([*home.title.values(), *(f"{text['title']} {text['summary']}" for text in texts)])
    return all(word in told.casefold() for word in wanted)


def find_part(session: Session, programme_id: int, slug: str) -> ProgrammePart:
    """The part of that name. Raises `NotFound`."""
    part = session.scalar(
        select(ProgrammePart).filter_by(programme_id=programme_id, slug=slug, removed_at=None)
    )
    if part is None:
        raise NotFound
    return part


def part_of(session: Session, programme_id: int, module_id: int) -> ProgrammePart | None:
    """The module's part of the programme, also one that was taken off the shelf."""
    return session.scalar(select(ProgrammePart).filter_by(programme_id=programme_id, module_id=module_id))


def find_written(session: Session, module_id: int) -> Module:
    """Raises `NotFound`."""
    module = session.get(Module, module_id)
    if module is None:
        raise NotFound
    return module


def part_slugs(session: Session, programme_id: int) -> set[str]:
    return set(session.scalars(select(ProgrammePart.slug).filter_by(programme_id=programme_id)))


def module_slugs(session: Session, programme_id: int) -> set[str]:
    return set(session.scalars(select(Module.slug).filter_by(programme_id=programme_id)))


def readers(session: Session, programme_id: int, module_id: int | None) -> int:
    """How many people have begun the module in a course run of the programme."""
    return (
        session.scalar(
            select(func.count(PageVisit.person_id.distinct()))
            .join(CourseRun, CourseRun.id == PageVisit.course_run_id)
            .where(CourseRun.programme_id == programme_id, PageVisit.module_id == module_id)
        )
        or 0
    )
