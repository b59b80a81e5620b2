"""What writing modules keeps about those who write: which edit was whose, and who is there now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import delete
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from elearn.privacy import Basis, Kept
from modules.authoring.models import DraftEdit, DraftReader
from modules.authoring.service import READS_FOR

# A course is written again every other year; what was written before that is in its versions.
HISTORY_FOR = timedelta(days=730)


def _forget_edits(session: Session, now: datetime) -> int:
    result: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(DraftEdit).where(DraftEdit.made_at < now - HISTORY_FOR)
    )
    return result.rowcount


def _forget_readers(session: Session, now: datetime) -> int:
    result: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(DraftReader).where(DraftReader.seen_at < now - READS_FOR)
    )
    return result.rowcount


KEPT = (
    Kept(
        table="draft_edit",
        title=_("What you have written in modules"),
        purpose=_("So that those who write a module together see who wrote what, and can take it back."),
        basis=Basis.COURSE,
        until=_("Two years after you wrote it. What was published stays, without your name."),
        columns=("module_id", "made_at", "edit", "outcome", "code"),
        withheld=("id", "person_id", "seq", "client_id"),
        expire=_forget_edits,
    ),
    Kept(
        table="draft_reader",
        title=_("Which module you are writing now"),
        purpose=_("So that the others who write in it see that you are there."),
        basis=Basis.COURSE,
        until=_("Until a moment after you have left, and at the latest the next night."),
        columns=("module_id", "key", "language", "seen_at"),
        withheld=("id", "person_id", "device"),
        expire=_forget_readers,
    ),
)
