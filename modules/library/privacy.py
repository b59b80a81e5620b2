"""What the library keeps about those who bring files: who brought which."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from elearn.privacy import Basis, Kept
from modules.library.models import MediaFile

# As long as the history of drafts: until then somebody may have to be asked where a picture is from.
NAMED_FOR = timedelta(days=730)


def _forget_names(session: Session, now: datetime) -> int:
    """The file stays, for the modules that show it; who brought it does not."""
    result: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        update(MediaFile)
        .where(MediaFile.uploaded_at < now - NAMED_FOR, MediaFile.person_id.is_not(None))
        .values(person_id=None)
    )
    return result.rowcount


KEPT = (
    Kept(
        table="media_file",
        title=_("Files you have brought to the library of modules"),
        purpose=_("So that those who write modules can ask whoever brought a file where it is from."),
        basis=Basis.COURSE,
        until=_("Two years after you brought it. The file stays, without your name."),
        columns=("name", "title", "kind", "language", "alts", "origin", "uploaded_at"),
        withheld=(
            *("id", "person_id", "mime", "bytes", "width", "height", "seconds", "sha256"),
            *("recording_id", "follows_id"),
        ),
        expire=_forget_names,
    ),
)
