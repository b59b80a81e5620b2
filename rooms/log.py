"""The session log: append at an expected number, and read. No update, no delete, one redaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from operator import itemgetter
from typing import Any
from weakref import finalize

from sqlalchemy import ColumnElement, Connection, Engine, Text, bindparam, cast, delete, func, select, update
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from elearn.extensions import Model
from rooms.codec import entry_from_row, event_to_json
from rooms.core.events import Entry, Event
from rooms.hashing import chained, is_blank, is_hashed
from rooms.models import LogEntry, Room, RoomSnapshot
from rooms.words_kept import without_words

ENTRIES = Model.metadata.tables[LogEntry.__tablename__]
ROOMS = Model.metadata.tables[Room.__tablename__]
SNAPSHOTS = Model.metadata.tables[RoomSnapshot.__tablename__]
COLUMNS = ("room_id", "seq", "at", "by", "kind", "payload", "payload_hash", "hash", "command_id")
# The values of one entry in the order of `COLUMNS`.
Row = tuple[int, int, int, str, str, str, bytes, bytes, str | None]
GENESIS = bytes(32)
# What a walk along the chain looks at, the words as they are stored.
WALKED = (
    *(ENTRIES.c[name] for name in ("seq", "at", "by", "kind", "payload_hash", "hash", "redacted_at")),
    cast(ENTRIES.c.payload, Text),
)
# How many entries a walk along the chain has in memory at a time: a log may be larger than that.
AT_A_TIME = 1_000
# How many are redacted in one transaction: whoever wants to write waits some milliseconds for it.
REDACTED_AT_A_TIME = 200


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


class Addition:
    """What is to be added to one room's log right after `head`, entry by entry."""

    def __init__(self, room_id: int, head: Head) -> None:
        self.head = head
        self.entries: list[Entry] = []
        self.rows: list[Row] = []
        self._room_id = room_id

    def numbered(self, at: int, by: str, events: Sequence[Event]) -> list[Entry]:
        """The events of one command as the entries that come next."""
        return [Entry(seq, at, by, event) for seq, event in enumerate(events, self.head.seq + 1)]

    def add(self, entries: Sequence[Entry], command_id: str | None) -> None:
        """Chain the entries of one command, all or none.

        Only the first of them carries the command's id: the unique index then forbids doing it twice.
        """
        rows: list[Row] = []
        before = self.head.hash
        for entry in entries:
            kind, payload = event_to_json(entry.event)
            payload_hash = sha256(payload).digest()
            before = chained(before, entry.seq, entry.at, entry.by, kind, payload_hash)
            where, what = (self._room_id, entry.seq, entry.at, entry.by), (kind, payload.decode())
            rows.append((*where, *what, payload_hash, before, None if rows else command_id))
        self.rows += rows
        self.entries += entries
        self.head = Head(entries[-1].seq, before)


class Clash(Exception):
    """Somebody else has written after the expected number, or has written this command already."""


class NotStored(Exception):
    """The database is away, full, or locked for too long. Nothing was written, as far as it could tell."""


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
        self._errors: Any = engine.dialect.loaded_dbapi
        # PostgreSQL's driver begins by itself; SQLite's has been told not to, see extensions.py.
        self._begin = "BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else ""
        self._insert = _insert_into(engine)
        self._appending: Any = None
        self._closing: Callable[[], object] = lambda: None

    def append(self, additions: Iterable[Addition]) -> None:
        """Commit everything that is to be added, in one transaction.

        Raises `Clash` when the log of one of the rooms has moved on, `NotStored` when the database cannot.
        """
        rows = [row for addition in additions for row in addition.rows]
        # In one order everywhere: two processes that write to the same rooms would else wait in a ring.
        rows.sort(key=itemgetter(0))
        if not rows:
            return
        try:
            self._appending = self._appending or self._connection()
        except (self._errors.OperationalError, self._errors.InterfaceError, NoConnectionFree) as error:
            raise NotStored from error
        try:
            self._add(rows)
        except self._errors.IntegrityError as error:
            self._appending.rollback()
            raise Clash from error
        except (self._errors.OperationalError, self._errors.InterfaceError) as error:
            self.let_go()
            # Whatever connections there are may be as broken as this one.
            self._engine.dispose()
            raise NotStored from error
        except Exception:
            self.let_go()
            raise

    def let_go(self) -> None:
        """Close the connection on which entries are appended; the next one opens it again."""
        self._appending = None
        self._closing()

    def _add(self, rows: list[Row]) -> None:
        # The driver itself, on a connection of its own: SQLAlchemy's share, and taking a connection out of
        # the pool each time, would cost more than the database does.
        cursor = self._appending.cursor()
        if self._begin:
            cursor.execute(self._begin)
        cursor.executemany(self._insert, rows)
        self._appending.commit()

    def _connection(self) -> Any:
        fresh = self._engine.raw_connection()
        connection: Any = fresh.dbapi_connection
        fresh.detach()
        self._closing = finalize(self, connection.close)
        return connection

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

    def lengths(self, room_ids: Iterable[int]) -> dict[int, int]:
        """The number of the last entry of each of the rooms."""
        query = (
            select(ENTRIES.c.room_id, func.max(ENTRIES.c.seq))
            .where(ENTRIES.c.room_id.in_(list(room_ids)))
            .group_by(ENTRIES.c.room_id)
        )
        with self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def number_of(self, room_id: int, by: str, command_id: str) -> int | None:
        """The number of the first entry that this command made; None when it made none."""
        asked = {"room": room_id, "by": by, "command": command_id}
        with self._engine.connect() as connection:
            return connection.scalar(_NUMBER_OF, asked)

    def redact(
        self, room_id: int, at: int, *which: ColumnElement[bool], rest: Callable[[], None] = lambda: None
    ) -> int:
        """Blank the words of the room's entries for which all of `which` hold; the number of entries.

        Number, kind, time, hashes and what the fold needs (who, to whom, which message) stay. Some entries at
        a time; `rest` is called between the transactions. Ended halfway, it can be begun again.
        """
        blanked, after = 0, 0
        while True:
            with self._writer.begin() as connection:
                rows = connection.execute(_READABLE.where(*which), {"room": room_id, "after": after}).all()
                if rows:
                    _drop_snapshot(connection, room_id)
                    gone = [
                        {"id_": row.id, "payload": without_words(row.kind, row.payload), "redacted_at": at}
                        for row in rows
                    ]
                    connection.execute(_REDACT, gone)
            if not rows:
                return blanked
            blanked, after = blanked + len(rows), rows[-1].seq
            rest()

    def verify(self, room_id: int) -> Head:
        """Walk the whole chain of a room. Raises `Broken` at the first entry that does not fit."""
        head = Head()
        query = select(*WALKED).where(ENTRIES.c.room_id == room_id).order_by(ENTRIES.c.seq)
        in_parts = query.execution_options(yield_per=AT_A_TIME)
        with self._engine.connect() as connection, connection.execute(in_parts) as rows:
            for seq, at, by, kind, payload_hash, hash, redacted_at, words in rows:
                intact = is_blank(kind, words) if redacted_at else is_hashed(words, payload_hash)
                expected = chained(head.hash, seq, at, by, kind, payload_hash)
                if seq != head.seq + 1 or not intact or hash != expected:
                    raise Broken(seq)
                head = Head(seq, hash)
        return head


_NUMBER_OF = select(ENTRIES.c.seq).where(
    ENTRIES.c.room_id == bindparam("room"),
    ENTRIES.c.by == bindparam("by"),
    ENTRIES.c.command_id == bindparam("command"),
)
# By the room's own index, from number to number: never through the whole table.
_READABLE = (
    select(ENTRIES.c.id, ENTRIES.c.seq, ENTRIES.c.kind, ENTRIES.c.payload)
    .where(ENTRIES.c.room_id == bindparam("room"), ENTRIES.c.seq > bindparam("after"))
    .where(ENTRIES.c.redacted_at.is_(None))
    .order_by(ENTRIES.c.seq)
    .limit(REDACTED_AT_A_TIME)
)
_REDACT = update(ENTRIES).where(ENTRIES.c.id == bindparam("id_"))


def _drop_snapshot(connection: Connection, room_id: int) -> None:
    """In the transaction that takes words out of a log: no state from before stays, or is kept afterwards."""
    counted = ROOMS.c.redactions + 1
    connection.execute(update(ROOMS).where(ROOMS.c.id == room_id).values(redactions=counted))
    connection.execute(delete(SNAPSHOTS).where(SNAPSHOTS.c.room_id == room_id))


def _insert_into(engine: Engine) -> str:
    quote = engine.dialect.identifier_preparer.quote
    mark = {"qmark": "?"}.get(engine.dialect.paramstyle, "%s")
    names, marks = ", ".join(map(quote, COLUMNS)), ", ".join([mark] * len(COLUMNS))
    return f"INSERT INTO {ENTRIES.name} ({names}) VALUES ({marks})"  # noqa: S608 - only names of ours
