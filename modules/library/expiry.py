"""What was never sent to its end is thrown away after a day."""

from __future__ import annotations

import time

import structlog
from flask import Flask

from elearn import background
from modules.library.places import uploads
from modules.library.uploads import UNFINISHED_FOR_S

log = structlog.get_logger()
EVERY_S = 60 * 60


def init(app: Flask) -> None:
    background.register(app, background.Job("library.uploads", EVERY_S, throw_away_unfinished, alone=True))


def throw_away_unfinished() -> None:
    """Remove uploads to which nothing has been added for a day."""
    gone = uploads().expire(time.time() - UNFINISHED_FOR_S)
    if gone:
        log.info("uploads_thrown_away", count=gone)
