"""The end of words: half a year after a session its log keeps numbers, kinds and times alone.

Every function here may be called again: what is blank stays blank, and the hash chain holds afterwards.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import ColumnElement, String, and_, case, cast, delete, or_, select, tuple_
from sqlalchemy.orm import Session

from elearn.clock import milliseconds
from elearn.courses.models import CourseSession
from rooms.engine import engine
from rooms.files import path_of
from rooms.log import ENTRIES
from rooms.models import Room, ShownFile

# Whose words an entry holds when somebody else wrote it: whom it is about.
ABOUT = ("person", "about")


def expire_logs(session: Session, now: datetime) -> int:
    """Blank the words of the sessions that ended long enough ago, and remove what was shown in them.

    Returns the number of entries. Commits.
    """
    due = _due(session, now)
    session.commit()  # the log writes on a connection of its own
    blanked = sum(_redact(room_id, ENTRIES.c.room_id == room_id) for room_id in due)
    _remove_files(session, due)
    return blanked


def forget_words_of(session: Session, public_id: str) -> int:
    """Blank what one person wrote, and what was written about them, in every room. For erasure. Commits."""
    which = _by_or_about(session, public_id)
    rooms = session.scalars(select(ENTRIES.c.room_id).where(which).distinct()).all()
    session.commit()
    return sum(_redact(room_id, ENTRIES.c.room_id == room_id, which) for room_id in rooms)


def _due(session: Session, now: datetime) -> Collection[int]:
    """The rooms that are due and still hold something: words, or files."""
    kept_for = timedelta(days=current_app.config["LOG_RETENTION_DAYS"])
    rows = session.execute(
        select(Room.id, CourseSession)
        .join(CourseSession, CourseSession.id == Room.session_id)
        .where(CourseSession.starts_at < now - kept_for)
        .where(
            or_(
                select(ENTRIES.c.id)
                .where(ENTRIES.c.room_id == Room.id, ENTRIES.c.redacted_at.is_(None))
                .exists(),
                select(ShownFile.id).where(ShownFile.room_id == Room.id).exists(),
            )
        )
    )
    return [room_id for room_id, meeting in rows if meeting.ends_at < now - kept_for]


def _redact(room_id: int, *which: ColumnElement[bool]) -> int:
    """One room at a time: a live room next door waits for the writer no longer than that."""
    rooms = engine().rooms
    blanked = rooms.log.redact(milliseconds(), *which)
    if any(live.id == room_id for live in rooms.live()):
        # What this process remembers of the room still has the words.
        rooms.forget(room_id)
        rooms.open(room_id)
    return blanked


def _remove_files(session: Session, room_ids: Collection[int]) -> None:
    folder: Path = current_app.config["DATA"]
    for shown in session.scalars(select(ShownFile).where(ShownFile.room_id.in_(room_ids))):
        path_of(folder, shown).unlink(missing_ok=True)
    session.execute(delete(ShownFile).where(ShownFile.room_id.in_(room_ids)))
    session.commit()


def _by_or_about(session: Session, public_id: str) -> ColumnElement[bool]:
    payload = ENTRIES.c.payload
    named = [payload[field].as_string() == public_id for field in ABOUT]
    expected = and_(ENTRIES.c.kind == "room_prepared", cast(payload, String).contains(public_id))
    return or_(ENTRIES.c.by == public_id, *named, expected, *_about_what_they_made(session, public_id))


def _about_what_they_made(session: Session, public_id: str) -> list[ColumnElement[bool]]:
    """Answers to their reports and reasons for hiding their words name a number, not a person."""
    found: list[ColumnElement[bool]] = []
    for made, answered, field in (
        ("report_made", "report_resolved", "report"),
        ("message_sent", "message_hidden", "message"),
        ("question_asked", "question_hidden", "question"),
        ("question_asked", "question_answered", "question"),
    ):
        theirs = or_(ENTRIES.c.by == public_id, ENTRIES.c.payload["about"].as_string() == public_id)
        numbers = session.execute(
            select(ENTRIES.c.room_id, ENTRIES.c.seq).where(ENTRIES.c.kind == made, theirs)
        ).all()
        if numbers:
            # Only there: a field of the same name is a text in other kinds, and PostgreSQL stumbles on it.
            number = case((ENTRIES.c.kind == answered, ENTRIES.c.payload[field].as_integer()))
            found.append(tuple_(ENTRIES.c.room_id, number).in_([tuple(row) for row in numbers]))
    return found
