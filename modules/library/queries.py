"""Finding files of the library."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from elearn.errors import NotFound
from modules.blocks import Page, files_of
from modules.library.models import Kind, MediaFile

PAGE = 20
# `picture-1f.480.webp` is a narrower one of `picture-1f.webp`.
NAME = re.compile(r"(?P<stem>[a-z]+-[0-9a-f]{16})(?:\.(?P<width>\d{2,4}))?(?P<suffix>\.[a-z0-9]{3,4})")


@dataclass(frozen=True, slots=True)
class Found:
    """A page of files, the newest first, and how many there are in all."""

    files: Sequence[MediaFile]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def search(session: Session, words: str = "", kind: str = "", page: int = 1) -> Found:
    """Files whose title, origin or name holds each of the words. Captions that others follow are left out."""
    found = _matching(words, kind)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = min(max(1, page), max(1, -(-total // PAGE)))
    rows = found.options(joinedload(MediaFile.person)).order_by(MediaFile.id.desc())
    files = session.scalars(rows.limit(PAGE).offset((page - 1) * PAGE)).all()
    return Found(files, total, page)


def newest(session: Session, words: str, kind: str, most: int) -> Sequence[MediaFile]:
    """The newest files of that kind (or of all), for whoever writes a module."""
    return session.scalars(_matching(words, kind).order_by(MediaFile.id.desc()).limit(most)).all()


def find_file(session: Session, name: str) -> MediaFile:
    """The file of exactly that name. Raises `NotFound`."""
    file = session.scalar(select(MediaFile).filter_by(name=name))
    if file is None:
        raise NotFound
    return file


def file_behind(session: Session, name: str) -> MediaFile | None:
    """The file that is kept under that name, also when it is the name of a narrower picture of it."""
    match = NAME.fullmatch(name)
    if match is None:
        return None
    file = session.scalar(select(MediaFile).filter_by(name=match["stem"] + match["suffix"]))
    return file if file and name in file.files else None


def files_by_name(session: Session, names: Collection[str]) -> dict[str, MediaFile]:
    """Those of the names that are files of the library."""
    if not names:
        return {}
    return {file.name: file for file in session.scalars(select(MediaFile).where(MediaFile.name.in_(names)))}


def files_on(session: Session, page: Page) -> dict[str, MediaFile]:
    """The files of the library that a page of a module shows, by name."""
    return files_by_name(session, [name for block in page.blocks for name in files_of(block)])


def same_content(session: Session, sha256: str) -> MediaFile | None:
    return session.scalar(select(MediaFile).filter_by(sha256=sha256))


def captions_of(session: Session, recording: MediaFile) -> Sequence[MediaFile]:
    """The newest captions of a recording in each language, and those that nobody has followed."""
    found = select(MediaFile).where(MediaFile.recording_id == recording.id, _is_newest())
    return session.scalars(found.order_by(MediaFile.language, MediaFile.id)).all()


def follower(session: Session, file: MediaFile) -> MediaFile | None:
    """The newest file that follows this one, if there is any."""
    newest, at = None, file.id
    while found := session.scalar(
        select(MediaFile).where(MediaFile.follows_id == at).order_by(MediaFile.id.desc())
    ):
        newest, at = found, found.id
    return newest


def earlier(session: Session, file: MediaFile) -> list[MediaFile]:
    """The files that this one follows, the latest first."""
    found, at = [], file.follows_id
    while at is not None and (before := session.get(MediaFile, at)):
        found.append(before)
        at = before.follows_id
    return found


def recordings(session: Session) -> Sequence[MediaFile]:
    """Sounds and films, by title: for choosing what captions belong to."""
    kinds = (Kind.SOUND, Kind.VIDEO)
    return session.scalars(
        select(MediaFile).where(MediaFile.kind.in_(kinds)).order_by(MediaFile.title, MediaFile.id)
    ).all()


def _matching(words: str, kind: str) -> Select[MediaFile]:
    found = select(MediaFile).where(_is_newest())
    if kind:
        found = found.where(MediaFile.kind == kind)
    for word in words.split()[:10]:
        columns = (MediaFile.title, MediaFile.origin, MediaFile.name)
        found = found.where(
            or_(*(func.lower(column).contains(word.lower(), autoescape=True) for column in columns))
        )
    return found


def _is_newest() -> ColumnElement[bool]:
    later = aliased(MediaFile)
    return ~select(later.id).where(later.follows_id == MediaFile.id).exists()
