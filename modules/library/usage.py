"""Where files are used: in drafts and in published versions, told by their names.

A name holds sixteen digits made of the content: where it stands in a module, the file is meant. So a kind of
block that comes later needs nothing here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, or_, select
from sqlalchemy.orm import Session

from elearn.courses.models import Programme
from elearn.languages import words
from modules.authoring.models import ModuleDraft
from modules.composing.models import ProgrammePart
from modules.library.models import MediaFile
from modules.models import Module, ModuleVersion
from modules.queries import OWN_PART


@dataclass(frozen=True, slots=True)
class Use:
    """A module that uses a file: in its draft, and in which of its versions."""

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
    drafts = set(session.scalars(_in_drafts(file)))
    versions: dict[int, list[int]] = defaultdict(list)
    for module_id, number in session.execute(_in_versions(file).add_columns(ModuleVersion.number)):
        versions[module_id].append(number)
    ids = drafts | set(versions)
    titles = _titles(session, ids)
    rows = session.execute(
        select(Module, Programme.slug)
        .join(Programme)
        .outerjoin(ProgrammePart, OWN_PART)
        .where(Module.id.in_(ids))
        .order_by(Programme.slug, ProgrammePart.position, Module.id)
    )
    return [
        Use(
            programme, module.slug, titles[module.id], module.id in drafts, tuple(sorted(versions[module.id]))
        )
        for module, programme in rows
    ]


def is_used(session: Session, file: MediaFile) -> bool:
    in_drafts, in_versions = _in_drafts(file).limit(1), _in_versions(file).limit(1)
    return session.scalar(in_drafts) is not None or session.scalar(in_versions) is not None


def is_published_in(session: Session, module_id: int, file: MediaFile) -> bool:
    """True when some published version of the module uses it: readers may still have an older one."""
    return session.scalar(_in_versions(file).where(ModuleVersion.module_id == module_id).limit(1)) is not None


def _titles(session: Session, ids: Collection[int]) -> dict[int, dict[str, str]]:
    """What the modules are called by language: in their drafts, else in their newest versions."""
    newest = select(func.max(ModuleVersion.id)).group_by(ModuleVersion.module_id)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    versions = select(ModuleVersion).where(ModuleVersion.module_id.in_(ids), ModuleVersion.id.in_(newest))
    for version in session.scalars(versions):
        found[version.module_id] = {language: text["title"] for language, text in version.content.items()}
    for draft in session.scalars(select(ModuleDraft).where(ModuleDraft.module_id.in_(ids))):
        passages = draft.content["passages"].get("title", {})
        found[draft.module_id] = {language: passage["text"] for language, passage in passages.items()}
    return found


def _in_drafts(file: MediaFile) -> Any:
    return select(ModuleDraft.module_id).where(_names(ModuleDraft.content, file.name))


def _in_versions(file: MediaFile) -> Any:
    return select(ModuleVersion.module_id).where(_version_names(file.name))


def _version_names(name: str) -> ColumnElement[bool]:
    return or_(_names(ModuleVersion.content, name), _names(ModuleVersion.source, name))


def _names(column: Any, name: str) -> ColumnElement[bool]:
    return cast(column, Text).contains(name, autoescape=True)
