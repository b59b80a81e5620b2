"""The course the cast is in, as it ships: the other shipped courses are loaded where they are tested."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sqlalchemy.orm import Session

from elearn.clock import now
from elearn.courses.models import Programme
from elearn.courses.programmes import load_programmes
from modules.files import CONTENT
from modules.loading import load_modules

COURSE = "hverdagsmestring"


def everyday_coping(session: Session) -> Programme:
    """Its programme, with all that ship stored."""
    return next(programme for programme in load_programmes(session) if programme.slug == COURSE)


def fill_shelf(session: Session) -> None:
    """Publish its modules."""
    with tempfile.TemporaryDirectory() as content:
        (Path(content) / COURSE).symlink_to(CONTENT / COURSE)
        load_modules(session, now(), Path(content))
