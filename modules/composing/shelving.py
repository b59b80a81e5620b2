"""Putting a programme's own modules on its shelf."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from modules.composing.models import ProgrammePart
from modules.models import Module


def shelve(session: Session, programme: Programme, slugs: Sequence[str]) -> None:
    """The modules that ship with a programme stand first, in the order of its files; others follow."""
    own = session.scalars(select(Module).where(Module.programme_id == programme.id, Module.slug.in_(slugs)))
    parts = {module.slug: add_own(session, module) for module in own}
    first = [parts[slug] for slug in slugs]
    every = session.scalars(
        select(ProgrammePart).filter_by(programme_id=programme.id).order_by(ProgrammePart.position)
    ).all()
    for place, part in enumerate([*first, *(part for part in every if part not in first)]):
        part.position = place
    for part in first:
        part.removed_at = None
    session.flush()


def add_own(session: Session, module: Module) -> ProgrammePart:
    """The module's part of the programme it is written in: the last one, unless it is there already.

    Nobody reads it before a version of the module is published.
    """
    own = select(ProgrammePart).filter_by(programme_id=module.programme_id, module_id=module.id)
    part = session.scalar(own)
    if part is None:
        place = next_place(session, module.programme_id)
        part = ProgrammePart(
            programme_id=module.programme_id, module_id=module.id, slug=module.slug, position=place
        )
        session.add(part)
        session.flush()
    return part


def next_place(session: Session, programme_id: int) -> int:
    """The place after the last part."""
    places = select(func.max(ProgrammePart.position)).filter_by(programme_id=programme_id)
    last = session.scalar(places)
    return 0 if last is None else last + 1
