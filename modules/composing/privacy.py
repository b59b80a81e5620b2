"""What courses keep about those who have completed them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import delete
from sqlalchemy.orm import Session

from elearn.privacy import Basis, Kept
from modules.composing.models import Certificate

# As long as somebody may reasonably be shown the paper, and ask whether it is true.
CHECKED_FOR = timedelta(days=5 * 365)


def _expire(session: Session, now: datetime) -> int:
    result: Any = session.execute(
        delete(Certificate).where(Certificate.issued_on < (now - CHECKED_FOR).date())
    )
    return int(result.rowcount)


KEPT = (
    Kept(
        table="certificate",
        title=_("Your course certificates"),
        purpose=_(
            "So that whoever you show one to can check that it is true. Your name is not kept with it: it "
            "is forgotten when you are."
        ),
        basis=Basis.OWN_CHOICE,
        until=_("Five years after it was made."),
        columns=("code", "course_run_id", "course", "issuer", "began_on", "ended_on", "minutes", "issued_on"),
        withheld=("id", "person_id"),
        expire=_expire,
    ),
)
