"""What the server does by itself once a day."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from elearn import background
from elearn.clock import now
from elearn.extensions import db
from elearn.operations import service
from elearn.operations.models import JobRun

EVERY = timedelta(days=1)
# Asked more often than it is due: a server that is started anew each morning would never get to it.
LOOK = timedelta(minutes=10)


def init(app: Flask) -> None:
    background.register(
        app, background.Job("operations.expire", LOOK.total_seconds(), expire_when_due, alone=True)
    )


def expire_when_due() -> None:
    """Delete what is kept no longer, when a day has gone since the last time."""
    last = db.session.get(JobRun, service.EXPIRY)
    if last is None or last.ran_at <= now() - EVERY:
        service.expire(db.session, now())
