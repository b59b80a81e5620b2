"""Where files are used: in drafts and in published versions, told by their names.

A name holds sixteen digits made of the content: where it stands in a module, the file is meant. So a kind of
block that comes later needs nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, or_, select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from elearn.languages import words
from modules.authoring.models import ModuleDraft
from modules.library.models import MediaFile
from modules.models import Module, ModuleVersion


@dataclass(frozen=True, slots=True)
class Use:
    """A module that uses a file: in its draft, and in which of its versions."""

    module_id: int
    programme: str
    slug: str
    titles: dict[str, str]
    in_draft: bool
    versions: tuple[int, ...]

    @property
    def title(self) -> str:
        return words(self.titles) or self.slug


def uses_of(session: Session, file: MediaFile) -> list[Use]:
    """Every module that uses the file, in the order of the modules."""
    rows = session.execute(
        select(Module, Programme.slug)
        .join(Programme)
        .where(or_(Module.id.in_(_in_drafts(file)), Module.id.in_(_in_versions(file))))
        .order_by(Programme.slug, Module.position, Module.id)
    ).all()
    drafts = set(session.scalars(_in_drafts(file)))
    return [_use(session, module, programme, module.id in drafts, file) for module, programme in rows]


def is_used(session: Session, file: MediaFile) -> bool:
    in_drafts, in_versions = _in_drafts(file).limit(1), _in_versions(file).limit(1)
    return session.scalar(in_drafts) is not None or session.scalar(in_versions) is not None


def is_published_in(session: Session, module_id: int, file: MediaFile) -> bool:
    """True when some published version of the module uses it: readers may still have an older one."""
    return session.scalar(_in_versions(file).where(ModuleVersion.module_id == module_id).limit(1)) is not None


def _use(session: Session, module: Module, programme: str, in_draft: bool, file: MediaFile) -> Use:
    numbers = session.scalars(
        select(ModuleVersion.number)
        .where(ModuleVersion.module_id == module.id, _version_names(file.name))
        .order_by(ModuleVersion.number)
    )
    return Use(module.id, programme, module.slug, _titles(session, module.id), in_draft, tuple(numbers))


def _titles(session: Session, module_id: int) -> dict[str, str]:
    draft = session.get(ModuleDraft, module_id)
    if draft is not None:
        passages = draft.content["passages"].get("title", {})
        return {language: passage["text"] for language, passage in passages.items()}
    newest = select(ModuleVersion).filter_by(module_id=module_id).order_by(ModuleVersion.number.desc())
    version = session.scalar(newest.limit(1))
    return {language: text["title"] for language, text in version.content.items()} if version else {}


def _in_drafts(file: MediaFile) -> Any:
    return select(ModuleDraft.module_id).where(_names(ModuleDraft.content, file.name))


def _in_versions(file: MediaFile) -> Any:
    return select(ModuleVersion.module_id).where(_version_names(file.name))


def _version_names(name: str) -> ColumnElement[bool]:
    return or_(_names(ModuleVersion.content, name), _names(ModuleVersion.source, name))


def _names(column: Any, name: str) -> ColumnElement[bool]:
    return cast(column, Text).contains(name, autoescape=True)
