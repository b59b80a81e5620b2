"""Brings the database in step with the modules that ship as files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from modules import stored
from modules.composing.shelving import shelve
from modules.files import CONTENT, CourseFiles, ModuleFiles, read_course
from modules.models import Module, ModuleVersion
from modules.problems import ContentRefused
from modules.versions import keep_readers


@dataclass(frozen=True, slots=True)
class Loaded:
    """A module, and the version that was published now; 0 when its files say the same as before.

    `is_written_here`: its files have changed, but somebody has gone on writing it here; it stays theirs.
    """

    slug: str
    version: int
    is_written_here: bool = False


def load_modules(session: Session, now: datetime, content: Path = CONTENT) -> list[Loaded]:
    """Publish a new version of every module whose files have changed.

    Raises `ContentRefused`, with nothing stored.
    """
    courses = [read_course(file.parent) for file in sorted(content.glob("*/course.toml"))]
    return [loaded for course in courses for loaded in _load_course(session, course, now)]


def _load_course(session: Session, course: CourseFiles, now: datetime) -> list[Loaded]:
    programme = session.scalar(select(Programme).where(Programme.slug == course.slug))
    if programme is None:
        words = f'There is no programme "{course.slug}" for these modules: run `flask load-programmes` first.'
        raise ContentRefused([f"{course.slug}/course.toml:1: {words}"])
    loaded = [_load(session, programme, files, now) for files in course.modules]
    shelve(session, programme, [files.slug for files in course.modules])
    return loaded


def _load(session: Session, programme: Programme, files: ModuleFiles, now: datetime) -> Loaded:
    module = session.scalar(select(Module).filter_by(programme_id=programme.id, slug=files.slug))
    if module is None:
        module = Module(programme_id=programme.id, slug=files.slug)
        session.add(module)
    latest = module.versions[-1] if module.versions else None
    shipped = next((each for each in reversed(module.versions) if each.source_hash), None)
    if shipped and shipped.source_hash == files.source_hash:
        # Versions from before their Markdown was kept.
        shipped.source = shipped.source or files.source
        return Loaded(files.slug, 0)
    if latest is not shipped:
        return Loaded(files.slug, 0, is_written_here=True)
    version = _version(files, (latest.number if latest else 0) + 1, now)
    if latest:
        keep_readers(session, module.id, latest.id, now)
    module.versions.append(version)
    session.flush()
    return Loaded(files.slug, version.number)


def _version(files: ModuleFiles, number: int, now: datetime) -> ModuleVersion:
    return ModuleVersion(
        number=number,
        minutes=files.minutes,
        opens=files.opens,
        due=files.due,
        content=stored.to_json(files.texts),
        source=files.source,
        source_hash=files.source_hash,
        published_at=now,
    )
