"""What rooms keep about people: the session log, whose words go when their time is up."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import String, and_, cast, or_, select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.retention import last_session
from elearn.privacy import Basis, Kept, Rows
from rooms.expiry import drop_snapshots, expire_logs
from rooms.models import LogEntry, Room, RoomSnapshot
from rooms.queries import in_their_courses, rooms_of

# What somebody else chose or told in confidence stays theirs, even when it names the person who asks.
CONFIDED = ("buddy_chosen", "buddy_unchosen", "report_made")


def _entries(session: Session, person: Person) -> Rows:
    """What the person did, and what was done to them; of what merely names them, when and which kind."""
    me = person.public_id
    in_course = in_their_courses(me)
    names_me = cast(LogEntry.payload, String).contains(me)
    found = session.scalars(
        select(LogEntry)
        .join(Room, Room.id == LogEntry.room_id)
        # Only these are read at all, each by its own index: asked before, because PostgreSQL guesses that
        # it might be most rooms, and would read the whole log.
        .where(LogEntry.room_id.in_(session.scalars(rooms_of(me)).all()))
        .where(or_(LogEntry.by == me, and_(in_course, names_me, LogEntry.kind.not_in(CONFIDED))))
        .order_by(LogEntry.room_id, LogEntry.seq)
    )
    return [_told(entry, me) for entry in found]


def _snapshots(session: Session, person: Person) -> Rows:
    """Of which rooms a state is kept; what it says of the person is what the entries of that room say."""
    found = session.execute(
        select(RoomSnapshot.room_id, RoomSnapshot.seq)
        .where(RoomSnapshot.room_id.in_(rooms_of(person.public_id)))
        .order_by(RoomSnapshot.room_id)
    )
    return [dict(row) for row in found.mappings()]


def _told(entry: LogEntry, me: str) -> dict[str, Any]:
    mine = me in (entry.by, entry.payload.get("person"))
    return {
        "room_id": entry.room_id,
        "seq": entry.seq,
        "at": datetime.fromtimestamp(entry.at / 1000).astimezone(),
        "by": entry.by if mine else None,
        "kind": entry.kind,
        "payload": entry.payload if mine else None,
    }


def _redaction(session: Session, person: Person) -> date | None:
    last = last_session(session, person)
    return (last + _kept_for()).date() if last else None


def _kept_for() -> timedelta:
    return timedelta(days=current_app.config["LOG_RETENTION_DAYS"])


KEPT = (
    Kept(
        table="log_entry",
        title=_("What you did and wrote in the room"),
        purpose=_(
            "So that nothing is lost when the line drops, and the leaders can look back at the evening."
        ),
        basis=Basis.COURSE,
        until=_(
            "Words and names go half a year after the session. That somebody did something stays, nameless."
        ),
        columns=("room_id", "seq", "at", "by", "kind", "payload"),
        withheld=("id", "payload_hash", "hash", "command_id", "redacted_at"),
        collect=_entries,
        deadline=_redaction,
        expire=expire_logs,
    ),
    Kept(
        table="room_snapshot",
        title=_("The room as it last was"),
        purpose=_(
            "So that a room opens as quickly late as early. It says nothing that the log does not say."
        ),
        basis=Basis.COURSE,
        until=_("Goes with the words of the log, and earlier when one person's words are deleted."),
        columns=("room_id", "seq"),
        withheld=("hash", "shape", "state"),
        collect=_snapshots,
        deadline=_redaction,
        expire=drop_snapshots,
    ),
)
