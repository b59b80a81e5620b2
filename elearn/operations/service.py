"""The daily work: what is due goes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from elearn import privacy
from elearn.operations.models import JobRun

EXPIRY = "expire"


def expire(session: Session, now: datetime) -> dict[str, int]:
    """Delete what is due everywhere, and note that it was done: how many rows of each table. Commits."""
    removed = privacy.expire(session, now)
    session.merge(JobRun(name=EXPIRY, ran_at=now, removed=removed))
    session.commit()
    return removed
