"""A room, its append-only log, and the files that leaders showed in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from elearn.accounts.models import new_public_id
from elearn.extensions import Model


class Room(Model):
    """The live virtual room of one session of a course run.

    `told_seq`: the number of the log entry up to which the course knows of the evening (`rooms.aftermath`).
    `blank_seq`: the number up to which nobody's words are left in the log (`rooms.expiry`).
    `redactions`: how often words have been taken out of the log; no state from before that is kept.
    """

    __tablename__ = "room"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    session_id: Mapped[int] = mapped_column(ForeignKey("course_session.id"), unique=True)
    course_run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id"), index=True)
    created_at: Mapped[datetime]
    told_seq: Mapped[int] = mapped_column(default=0, server_default="0")
    blank_seq: Mapped[int] = mapped_column(default=0, server_default="0")
    redactions: Mapped[int] = mapped_column(default=0, server_default="0")


ACCEPTED = text("kind = 'ground_rules_accepted'")
SEATED = text("kind = 'member_seated'")
# Nine in ten entries are talk, and whoever talks has come in by an entry of their own.
NO_TALK = text("kind NOT IN ('message_sent', 'reaction_added', 'reaction_removed')")


class LogEntry(Model):
    """One fact of a room. Rows are added, never changed; redaction alone blanks the words in `payload`.

    `by` is the public id of the person, empty for the clock. `hash` chains the entries:
    sha256(previous hash, seq, at, by, kind, payload_hash); `payload_hash` stays after redaction, so the
    chain can be checked for ever. `at` and `redacted_at` are milliseconds since 1970.
    """

    __tablename__ = "log_entry"
    __table_args__ = (
        # The one thing that makes a room's log linear, whichever process writes.
        Index("uq_log_entry_room_seq", "room_id", "seq", unique=True),
        # A command that is sent again finds its first outcome here.
        Index(
            "uq_log_entry_command",
            "room_id",
            "by",
            "command_id",
            unique=True,
            sqlite_where=text("command_id IS NOT NULL"),
            postgresql_where=text("command_id IS NOT NULL"),
        ),
        # Asked for everybody who connects, and so few that the index is nothing beside the log.
        Index("ix_log_entry_accepted", "room_id", "by", sqlite_where=ACCEPTED, postgresql_where=ACCEPTED),
        # Who was there: a handful in each room, asked for by the pages of its course.
        Index("ix_log_entry_seated", "room_id", sqlite_where=SEATED, postgresql_where=SEATED),
        # In which rooms somebody has done something; what is written most often is not in it.
        Index("ix_log_entry_acted", "by", "room_id", sqlite_where=NO_TALK, postgresql_where=NO_TALK),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    seq: Mapped[int]
    at: Mapped[int] = mapped_column(BigInteger)
    by: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    payload_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    command_id: Mapped[str | None] = mapped_column(String(40))
    redacted_at: Mapped[int | None] = mapped_column(BigInteger)


class RoomSnapshot(Model):
    """The state of a room after entry `seq` of its log, whose hash is `hash` (`rooms.freezing`).

    Never the truth: it can be dropped at any time, and is folded anew from the log then. `shape` names the
    version of the state; another version does not read it.
    """

    __tablename__ = "room_snapshot"

    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"), primary_key=True)
    seq: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    shape: Mapped[str] = mapped_column(String(16))
    state: Mapped[bytes] = mapped_column(LargeBinary)


class ShownFile(Model):
    """A file that a leader put on the room's table; kept under a made-up name in the data folder."""

    __tablename__ = "shown_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    mime: Mapped[str] = mapped_column(String(60))
    size: Mapped[int]
    created_at: Mapped[datetime]

    room: Mapped[Room] = relationship()
