"""A module of one's own that begins as a copy of another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from modules.composing import queries
from modules.composing.naming import free_slug
from modules.models import Module, ModuleVersion


def copied(
    session: Session, programme: Programme, module: Module, version: ModuleVersion, now: datetime
) -> Module:
    """A module of the programme, whose first version says what that version says.

    Whoever opens it for writing begins from there; the two have nothing to do with each other any more.
    """
    slug = free_slug(module.slug, queries.module_slugs(session, programme.id))
    copy = Module(programme_id=programme.id, slug=slug, origin=module, origin_version=version.number)
    first = ModuleVersion(
        number=1,
        minutes=version.minutes,
        opens=version.opens,
        due=version.due,
        content=version.content,
        source=version.source,
        source_hash="",
        published_at=now,
    )
    copy.versions.append(first)
    session.add(copy)
    session.flush()
    return copy
