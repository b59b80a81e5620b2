"""The session log: append at an expected number, and read. No update, no delete, one redaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from elearn.extensions import Model
from rooms.codec import entry_from_row, event_to_json
from rooms.core.events import Entry, Event
from rooms.models import LogEntry
from rooms.words_kept import without_words

ENTRIES = Model.metadata.tables[LogEntry.__tablename__]
GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a room's log ends: the last number, and the hash that chains to it."""

    seq: int = 0
    hash: bytes = GENESIS


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry as it was read, with the command that caused it."""

    entry: Entry
    hash: bytes
    command_id: str | None


class Clash(Exception):
    """Somebody else has written after the expected number, or has written this command already."""


class Broken(Exception):
    """The hash chain does not hold at this number: the log was tampered with."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        super().__init__(f"the chain breaks at entry {seq}")


class Log:
    """All rooms' logs in one table, each room's numbered 1, 2, 3 …"""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(writes=False)
        self._writer = engine.execution_options(writes=True)

    def append(
        self, room_id: int, head: Head, at: int, by: str, events: Sequence[Event], command_id: str | None
    ) -> tuple[list[Entry], Head]:
        """Commit `events` right after `head`. Raises `Clash` when the log has moved on.

        Only the first of a command's entries carries its id: the unique index then forbids doing it twice.
        """
        rows: list[dict[str, Any]] = []
        entries = [Entry(seq, at, by, event) for seq, event in enumerate(events, head.seq + 1)]
        for entry in entries:
            first = not rows
            rows.append(_row(room_id, head.hash, entry) | {"command_id": command_id if first else None})
            head = Head(entry.seq, rows[-1]["hash"])
        try:
            with self._writer.begin() as connection:
                connection.execute(insert(ENTRIES), rows)
        except IntegrityError as error:
            raise Clash from error
        return entries, head

    def read(self, room_id: int, after: int = 0, upto: int | None = None) -> list[Logged]:
        """The entries numbered above `after`, in order; redacted ones come with blank words."""
        query = (
            select(ENTRIES.c.seq, ENTRIES.c.at, ENTRIES.c.by, ENTRIES.c.kind, ENTRIES.c.payload)
            .add_columns(ENTRIES.c.hash, ENTRIES.c.command_id)
            .where(ENTRIES.c.room_id == room_id, ENTRIES.c.seq > after)
            .order_by(ENTRIES.c.seq)
        )
        if upto is not None:
            query = query.where(ENTRIES.c.seq <= upto)
        with self._engine.connect() as connection:
            return [
                Logged(
                    entry_from_row(row.seq, row.at, row.by, row.kind, row.payload), row.hash, row.command_id
                )
                for row in connection.execute(query)
            ]

    def redact(self, at: int, *which: ColumnElement[bool]) -> int:
        """Blank the words of the entries for which all of `which` hold; the number of entries.

        Number, kind, time, hashes and what the fold needs (who, to whom, which message) stay.
        """
        with self._writer.begin() as connection:
            rows = connection.execute(
                select(ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.payload)
                .where(*which, ENTRIES.c.redacted_at.is_(None))
                .order_by(ENTRIES.c.id)
            ).all()
            for row in rows:
                blanked = without_words(row.kind, row.payload)
                connection.execute(
                    update(ENTRIES).where(ENTRIES.c.id == row.id).values(payload=blanked, redacted_at=at)
                )
        return len(rows)

    def verify(self, room_id: int) -> Head:
        """Walk the whole chain of a room. Raises `Broken` at the first entry that does not fit."""
        head = Head()
        query = select(ENTRIES).where(ENTRIES.c.room_id == room_id).order_by(ENTRIES.c.seq)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                intact = _is_blank(row) if row.redacted_at else _payload_hash(row.payload) == row.payload_hash
                chained = _chain(head.hash, row.seq, row.at, row.by, row.kind, row.payload_hash)
                if row.seq != head.seq + 1 or not intact or chained != row.hash:
                    raise Broken(row.seq)
                head = Head(row.seq, row.hash)
        return head


def _row(room_id: int, before: bytes, entry: Entry) -> dict[str, Any]:
    kind, payload = event_to_json(entry.event)
    payload_hash = _payload_hash(payload)
    return {
        "room_id": room_id,
        "seq": entry.seq,
        "at": entry.at,
        "by": entry.by,
        "kind": kind,
        "payload": payload,
        "payload_hash": payload_hash,
        "hash": _chain(before, entry.seq, entry.at, entry.by, kind, payload_hash),
    }


def _is_blank(row: Row[Any]) -> bool:
    """A redacted entry can no longer be held against its hash, but nobody may have put words back in."""
    return bool(without_words(row.kind, row.payload) == row.payload)


def _payload_hash(payload: dict[str, Any]) -> bytes:
    canonical = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).digest()


def _chain(before: bytes, seq: int, at: int, by: str, kind: str, payload_hash: bytes) -> bytes:
    head = f"{seq}|{at}|{by}|{kind}|".encode()
    return hashlib.sha256(before + head + payload_hash).digest()
