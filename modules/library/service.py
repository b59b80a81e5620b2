"""Adding files to the library, saying more about them, and taking away what nobody uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from elearn.errors import Conflict, Invalid
from elearn.languages import LANGUAGES
from modules.authoring import service as drafts
from modules.authoring import stored
from modules.authoring.draft import Draft
from modules.authoring.edits import WriteText
from modules.authoring.models import ModuleDraft
from modules.authoring.service import Asked, Outcome
from modules.library import queries, usage
from modules.library.models import Kind, MediaFile
from modules.library.taking_in import TakenIn, one_line


@dataclass(frozen=True, slots=True)
class About:
    """What people say about a file."""

    title: str
    language: str = ""
    alts: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    recording: MediaFile | None = None
    follows: MediaFile | None = None


def add_file(session: Session, taken: TakenIn, about: About, person_id: int, now: datetime) -> MediaFile:
    """The library's file of what was taken in: the one that is there already when the content is the same."""
    before = queries.same_content(session, taken.sha256)
    if before is not None:
        return before
    file = MediaFile(
        name=taken.name,
        kind=taken.kind,
        mime=taken.mime,
        bytes=taken.bytes,
        sha256=taken.sha256,
        width=taken.width,
        height=taken.height,
        seconds=taken.seconds,
        person_id=person_id,
        uploaded_at=now,
        follows_id=about.follows.id if about.follows else None,
    )
    _say(file, about)
    try:
        with session.begin_nested():
            session.add(file)
    except IntegrityError:
        # Somebody else has brought the same in this moment.
        return queries.find_file(session, taken.name)
    return file


def describe(session: Session, file: MediaFile, about: About) -> None:
    """Say more about a file; its content stays as it is. Raises `Invalid`."""
    _say(file, about)
    session.flush()


def _say(file: MediaFile, about: About) -> None:
    title = one_line(about.title)[:120]
    if not title:
        raise Invalid("title_needed")
    if about.language and about.language not in LANGUAGES:
        raise Invalid("no_such_language")
    alts = {language: one_line(about.alts.get(language, ""))[:300] for language in LANGUAGES}
    file.title, file.origin = title, one_line(about.origin)[:300]
    file.alts = {language: alt for language, alt in alts.items() if alt}
    file.language = about.language if file.kind == Kind.CAPTIONS else ""
    file.recording_id = about.recording.id if about.recording and file.kind == Kind.CAPTIONS else None


def remove_file(session: Session, file: MediaFile) -> list[str]:
    """Take it out of the library; returns the names of its content, to be removed after the commit.

    Raises `Conflict` while a draft or a published version uses it.
    """
    if usage.is_used(session, file):
        raise Conflict("file_is_used")
    # What followed it follows what it followed.
    session.execute(
        update(MediaFile).where(MediaFile.follows_id == file.id).values(follows_id=file.follows_id)
    )
    names = list(file.files)
    session.delete(file)
    session.flush()
    return names


def put_in_draft(
    session: Session, draft: ModuleDraft, old: MediaFile, new: MediaFile, person_id: int, now: datetime
) -> list[Outcome]:
    """Use the new file wherever the draft uses the old one, as edits of that person."""
    content = stored.from_json(draft.content)
    asked = [
        Asked(f"{new.name[:28]}-{number}", edit)
        for number, edit in enumerate(_replacing(content, old.name, new.name), draft.seq + 1)
    ]
    return drafts.edit_draft(session, draft.module_id, person_id, asked, now)


def _replacing(draft: Draft, old: str, new: str) -> list[WriteText]:
    return [
        WriteText(key, language, passage.text.replace(old, new), passage.text)
        for key, texts in draft.passages.items()
        for language, passage in texts.items()
        if old in passage.text
    ]


def remove_kept(folder: Path, names: list[str]) -> None:
    """Remove from the folder what is in the library no more."""
    for name in names:
        (folder / name).unlink(missing_ok=True)
