"""What an administrator asks of the installation: is it healthy, who did what?"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from elearn.accounts.models import SignInFailure
from elearn.courses.models import CourseSession
from elearn.operations.models import JobRun
from rooms.models import LogEntry, Room

# From the open door before a session until its debrief.
BEFORE, AFTER = timedelta(hours=1), timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """A room whose session is about now, and the length of its log."""

    title: dict[str, str]
    starts_at: datetime
    entries: int


@dataclass(frozen=True, slots=True)
class Database:
    """Which database it is, and its size in bytes."""

    kind: str
    size: int


@cache
def version() -> str:
    """The version of the product, as `pyproject.toml` has it."""
    file = Path(__file__).resolve().parents[2] / "pyproject.toml"
    return str(tomllib.loads(file.read_text())["project"]["version"])


def database(session: Session) -> Database:
    """Kind and size of the database."""
    engine = session.get_bind()
    if engine.dialect.name == "sqlite":
        pages, size = (session.scalar(text(f"PRAGMA {name}")) or 0 for name in ("page_count", "page_size"))
        return Database("SQLite", pages * size)
    return Database("PostgreSQL", session.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def log_entries(session: Session) -> int:
    """How many facts all rooms have written down."""
    return session.scalar(select(func.count()).select_from(LogEntry)) or 0


def open_rooms(session: Session, now: datetime) -> list[OpenRoom]:
    """The rooms whose session is about now."""
    entries = select(func.count()).where(LogEntry.room_id == Room.id).scalar_subquery()
    found = session.execute(
        select(CourseSession.title, CourseSession.starts_at, entries)
        .join(Room, Room.session_id == CourseSession.id)
        .where(CourseSession.starts_at > now - AFTER, CourseSession.starts_at < now + BEFORE)
        .order_by(CourseSession.starts_at)
    )
    return [OpenRoom(*row) for row in found]


def failed_sign_ins(session: Session, now: datetime) -> int:
    """Wrong passwords in the last hour."""
    recent = SignInFailure.at > now - timedelta(hours=1)
    return session.scalar(select(func.count()).select_from(SignInFailure).where(recent)) or 0


def jobs(session: Session) -> Sequence[JobRun]:
    """The jobs and when they ran last."""
    return session.scalars(select(JobRun).order_by(JobRun.name)).all()
