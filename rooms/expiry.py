"""The end of words: half a year after a session its log keeps numbers, kinds and times alone.

Every function here may be called again: what is blank stays blank, and the hash chain holds afterwards. Rows
are never moved or deleted: they are what the chain is made of, and a log that is not read costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, CursorResult, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from elearn import eventloop
from elearn.clock import milliseconds
from elearn.courses.models import CourseSession
from rooms.engine import engine
from rooms.files import path_of
from rooms.log import ENTRIES
from rooms.models import Room, RoomSnapshot, ShownFile

ROOMS_AT_A_TIME = 500
# Between some entries or rooms and the next, for those who are in a room.
REST_S = 0.05


def expire_logs(session: Session, now: datetime) -> int:
    """Blank the words of the sessions that ended long enough ago, and remove what was shown in them.

    Returns the number of entries. Commits.
    """
    due = _due(session, now)  # commits: the log writes on a connection of its own
    blanked = 0
    for room_id, length in due.items():
        blanked += redact_room(room_id, ENTRIES.c.seq <= length)
        session.execute(update(Room).where(Room.id == room_id).values(blank_seq=length))
        session.commit()
    _remove_files(session, due)
    return blanked


def drop_snapshots(session: Session, now: datetime) -> int:
    """Drop the kept states of rooms whose session is that long ago. Returns how many."""
    over = (
        select(Room.id)
        .join(CourseSession, CourseSession.id == Room.session_id)
        .where(CourseSession.starts_at < now - _kept_for())
    )
    gone: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(RoomSnapshot).where(RoomSnapshot.room_id.in_(over))
    )
    return gone.rowcount


def redact_room(room_id: int, *which: ColumnElement[bool]) -> int:
    """Some entries at a time: whoever wants to write waits no longer than for these."""
    rooms = engine().rooms
    blanked = rooms.log.redact(room_id, milliseconds(), *which, rest=_rest)
    # What this process remembers of the room still has the words.
    rooms.read_anew(room_id)
    return blanked


def _due(session: Session, now: datetime) -> dict[int, int]:
    """The rooms that are due and still hold something, words or files, and how long the log of each is.

    `blank_seq` tells how far words are gone: of a log that was blanked in an earlier year only the end of its
    index is looked at. Some rooms at a time, since there may be those of many years.
    """
    long_ago, due = now - _kept_for(), dict[int, int]()
    last = session.scalar(select(func.max(Room.id))) or 0
    for first in range(0, last + 1, ROOMS_AT_A_TIME):
        rows = session.execute(
            select(Room.id, _LENGTH, CourseSession)
            .join(CourseSession, CourseSession.id == Room.session_id)
            .where(Room.id.between(first, first + ROOMS_AT_A_TIME - 1))
            .where(CourseSession.starts_at < long_ago, or_(_HAS_WORDS, _HAS_FILES))
        )
        due |= {room_id: length for room_id, length, meeting in rows if meeting.ends_at < long_ago}
        session.commit()
        _rest()
    return due


def _kept_for() -> timedelta:
    return timedelta(days=current_app.config["LOG_RETENTION_DAYS"])


_LENGTH = (
    select(func.coalesce(func.max(ENTRIES.c.seq), 0)).where(ENTRIES.c.room_id == Room.id).scalar_subquery()
)
_HAS_WORDS = exists().where(ENTRIES.c.room_id == Room.id, ENTRIES.c.seq > Room.blank_seq)
_HAS_FILES = exists().where(ShownFile.room_id == Room.id)


def _rest() -> None:
    if eventloop.is_green():
        eventloop.wait(REST_S)


def _remove_files(session: Session, room_ids: Collection[int]) -> None:
    folder: Path = current_app.config["DATA"]
    for shown in session.scalars(select(ShownFile).where(ShownFile.room_id.in_(room_ids))):
        path_of(folder, shown).unlink(missing_ok=True)
    session.execute(delete(ShownFile).where(ShownFile.room_id.in_(room_ids)))
    session.commit()
