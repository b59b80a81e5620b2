"""Making programmes, and changing what they are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from elearn.courses.run_sheets import Phase, length
from elearn.courses.service import check_run_sheet
from elearn.errors import Conflict, Invalid
from modules.composing import queries
from modules.composing.copying import copied
from modules.composing.models import ProgrammePart
from modules.composing.naming import free_slug, fresh_slug
from modules.composing.refusals import CourseShips, LockedByTemplate, PrerequisiteCircle
from modules.composing.rules import MOST_PARTS, is_locked, part_field, session_field
from modules.composing.shelving import next_place
from modules.flow import all_needs, circle
from modules.models import Module
from modules.queries import newest_version
from modules.texts import page_ids
from modules.timing import is_timing


@dataclass(frozen=True, slots=True)
class Flow:
    """In which order a course is taken, what comes before it, and when it is completed."""

    pace: str
    completion: str
    least_sessions: int
    comes_after: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PartChange:
    """What a part is set to; `opens` and `due` None leave them to the module, `pages` None shows all."""

    opens: str | None
    due: str | None
    needs: Sequence[str]
    is_required: bool
    pages: Sequence[str] | None = None


def new_programme(session: Session, title: Mapping[str, str]) -> Programme:
    """A programme with a name and nothing in it yet."""
    slug = fresh_slug(next(iter(title.values())))
    programme = Programme(slug=slug, title=dict(title), summary={}, comes_after=[], locked=[])
    session.add(programme)
    session.flush()
    return programme


def describe(
    programme: Programme,
    title: Mapping[str, str],
    summary: Mapping[str, str],
    ground_rules: Sequence[Mapping[str, str]],
) -> None:
    """Give it these words. Raises `CourseShips`, and `LockedByTemplate` when a locked one is another."""
    told: dict[str, Any] = {
        "title": dict(title), "summary": dict(summary), "ground_rules": [dict(rule) for rule in ground_rules]
    }  # fmt: skip
    changed = {name: value for name, value in told.items() if getattr(programme, name) != value}
    _check_free(programme, *changed)
    for name, value in changed.items():
        setattr(programme, name, value)


def set_flow(session: Session, programme: Programme, flow: Flow) -> None:
    """Raises `CourseShips`, `LockedByTemplate`, `PrerequisiteCircle`, or `Invalid` for what there is not."""
    _check_free(programme, "flow")
    others = {each.slug: each.comes_after for each in session.scalars(select(Programme))}
    if not set(flow.comes_after) <= set(others) or not 0 <= flow.least_sessions <= len(programme.sessions):
        raise Invalid("bad_flow")
    if flow.pace not in ("free", "in_order") or flow.completion not in ("all", "chosen", "none"):
        raise Invalid("bad_flow")
    _check_circle(others | {programme.slug: list(flow.comes_after)}, is_in_order=False)
    programme.pace, programme.completion = flow.pace, flow.completion
    programme.least_sessions, programme.comes_after = flow.least_sessions, list(flow.comes_after)
    _check_parts(queries.parts(session, programme.id), programme)


def lock(programme: Programme, is_template: bool, fields: Sequence[str]) -> None:
    """Make it a template that locks these fields, or none any more.

    Raises `LockedByTemplate` for a clone of a template: it must not free what was locked for it.
    """
    if programme.ships:
        raise CourseShips
    if programme.locked and not programme.is_template:
        raise LockedByTemplate
    programme.is_template = is_template
    programme.locked = list(fields) if is_template else []


def change_session(programme: Programme, number: int, phases: Sequence[Phase]) -> None:
    """Give session `number` that run-sheet. Raises `CourseShips`, `LockedByTemplate`, `Invalid`."""
    meeting = programme.sessions[number - 1]
    _check_free(programme, session_field(meeting["id"]))
    check_run_sheet(phases)
    run_sheet = {"run_sheet": [phase.to_json() for phase in phases], "minutes": length(phases)}
    meetings = enumerate(programme.sessions, start=1)
    programme.sessions = [each | run_sheet if place == number else each for place, each in meetings]


def add_module(
    session: Session,
    programme: Programme,
    module: Module,
    pages: Sequence[str] | None,
    mode: str,
    now: datetime,
) -> ProgrammePart:
    """Put the module on the shelf: by "reference" it follows what the other course publishes.

    By "copy" a module of this programme begins with what is published now. Raises `Conflict` when it is
    there already or is retired, `Invalid` for one that is not published, or pages that it does not have.
    """
    _check_free(programme)
    version = newest_version(session, module.id)
    if version is None:
        raise Invalid("not_published")
    if module.retired_at is not None:
        raise Conflict("module_is_retired")
    if pages is not None and (not pages or not set(pages) <= set(page_ids(version.content))):
        raise Invalid("pages_not_there")
    shown = module if mode == "reference" else copied(session, programme, module, version, now)
    part = queries.part_of(session, programme.id, shown.id)
    if part is not None and part.removed_at is None:
        raise Conflict("already_a_part")
    part = part or ProgrammePart(programme_id=programme.id, module_id=shown.id, needs=[])
    return _added(session, programme, part, module.slug, list(pages) if pages else None)


def add_session(session: Session, programme: Programme, number: int) -> ProgrammePart:
    """Make being there in session `number` a step. Raises `Invalid`, `Conflict` when it is one already."""
    _check_free(programme)
    if not 1 <= number <= len(programme.sessions):
        raise Invalid("no_such_session")
    if any(part.session == number for part in queries.parts(session, programme.id)):
        raise Conflict("already_a_part")
    part = ProgrammePart(programme_id=programme.id, session=number, needs=[])
    return _added(session, programme, part, f"session-{number}", None)


def _added(
    session: Session, programme: Programme, part: ProgrammePart, name: str, pages: list[str] | None
) -> ProgrammePart:
    if len(queries.parts(session, programme.id)) >= MOST_PARTS:
        raise Invalid("too_many_parts")
    part.slug = part.slug or free_slug(name, queries.part_slugs(session, programme.id))
    part.position, part.pages, part.removed_at = next_place(session, programme.id), pages, None
    session.add(part)
    session.flush()
    return part


def move(session: Session, programme: Programme, part: ProgrammePart, by: int) -> None:
    """Change places with the part before (-1) or after (1); nothing happens at the ends."""
    _check_free(programme, part_field(part.slug))
    parts = list(queries.parts(session, programme.id))
    other = parts.index(part) + by
    if not 0 <= other < len(parts):
        return
    _check_free(programme, part_field(parts[other].slug))
    part.position, parts[other].position = parts[other].position, part.position
    _check_parts(sorted(parts, key=lambda each: each.position), programme)


def remove(session: Session, programme: Programme, part: ProgrammePart, now: datetime) -> int:
    """Take the part off the shelf; nothing waits for it any more.

    Returns how many people are in the middle of it: their course runs go on showing it.
    """
    _check_free(programme, part_field(part.slug))
    for other in queries.parts(session, programme.id):
        other.needs = [slug for slug in other.needs if slug != part.slug]
    reading = queries.readers(session, programme.id, part.module_id)
    if reading:
        part.removed_at = now
    else:
        session.delete(part)
    session.flush()
    return reading


def change_part(session: Session, programme: Programme, part: ProgrammePart, change: PartChange) -> None:
    """Raises `CourseShips`, `LockedByTemplate`, `PrerequisiteCircle`, or `Invalid` for what there is not."""
    _check_free(programme, part_field(part.slug))
    parts = queries.parts(session, programme.id)
    if not set(change.needs) <= {each.slug for each in parts} - {part.slug}:
        raise Invalid("no_such_part")
    if not all(words is None or is_timing(words) for words in (change.opens, change.due)):
        raise Invalid("bad_timing")
    part.opens, part.due, part.needs = change.opens, change.due, list(change.needs)
    part.is_required, part.pages = change.is_required, list(change.pages) if change.pages else None
    _check_parts(parts, programme)


def _check_parts(parts: Sequence[ProgrammePart], programme: Programme) -> None:
    _check_circle({part.slug: part.needs for part in parts}, programme.pace == "in_order")


def _check_circle(needs: Mapping[str, Sequence[str]], is_in_order: bool) -> None:
    found = circle(all_needs(needs, is_in_order))
    if found:
        raise PrerequisiteCircle(found)


def _check_free(programme: Programme, *fields: str) -> None:
    if programme.ships:
        raise CourseShips
    if any(is_locked(programme, field) for field in fields):
        raise LockedByTemplate
