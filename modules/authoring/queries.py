"""Reading drafts: as they stand, what has changed, and who else is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from elearn.errors import NotFound
from modules.authoring import stored
from modules.authoring.draft import Draft
from modules.authoring.models import DraftEdit, DraftReader, ModuleDraft
from modules.authoring.service import READS_FOR
from modules.models import Module
from modules.queries import find_programme


def find_written(session: Session, programme: str, slug: str) -> Module:
    """The module of that name, whether or not it has been published. Raises `NotFound`."""
    id = find_programme(session, programme).id
    module = session.scalar(select(Module).filter_by(programme_id=id, slug=slug))
    if module is None:
        raise NotFound
    return module


def draft_row(session: Session, module_id: int) -> ModuleDraft | None:
    """The draft's row, if the module has been opened for writing."""
    return session.get(ModuleDraft, module_id)


def changes(draft: Draft, since: int) -> dict[str, Any]:
    """Pages as they stand, and the passages that were written after edit number `since`."""
    whole = stored.to_json(draft)
    passages = {
        key: {language: each for language, each in texts.items() if each["revision"] > since or since == 0}
        for key, texts in whole["passages"].items()
    }
    return {**whole, "passages": {key: texts for key, texts in passages.items() if texts}}


def others_there(session: Session, module_id: int, device: str, now: datetime) -> Sequence[DraftReader]:
    """Everybody who has the draft open on another device."""
    return session.scalars(
        select(DraftReader)
        .where(
            DraftReader.module_id == module_id,
            DraftReader.device != device,
            DraftReader.seen_at >= now - READS_FOR,
        )
        .options(joinedload(DraftReader.person))
        .order_by(DraftReader.id)
    ).all()


def history(
    session: Session, module_id: int, before: int | None = None, most: int = 200
) -> Sequence[DraftEdit]:
    """The newest edits first, those before number `before` when it is given."""
    found = select(DraftEdit).filter_by(module_id=module_id).options(joinedload(DraftEdit.person))
    if before is not None:
        found = found.where(DraftEdit.seq < before)
    return session.scalars(found.order_by(DraftEdit.seq.desc()).limit(most)).all()
