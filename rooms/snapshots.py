"""Snapshots: a room's state at a number of its log, so that opening an old room costs what a young one costs.

One per room. Whatever is wrong with it, the room is folded from its log, as if there were none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import Engine, and_, bindparam, event, exists, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from rooms.core.state import EMPTY, Room
from rooms.freezing import NOTHING, SHAPE, FrozenEntries, Unfit, thaw
from rooms.log import ENTRIES, ROOMS, SNAPSHOTS, Head

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Opened:
    """A room as far as its snapshot goes, and the last entries up to there.

    `redactions`: how often words have been taken out of its log.
    """

    room: Room = EMPTY
    head: Head = field(default_factory=Head)
    redactions: int = 0
    recent: FrozenEntries = NOTHING


class Snapshots:
    """The latest state of each room that was worth keeping."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(writes=False)
        self._writer = engine.execution_options(writes=True)
        self._insert = (postgresql if engine.dialect.name == "postgresql" else sqlite).insert
        # For what is asked here alone, not for all that the engine does.
        self._reader = self._engine.execution_options()
        if engine.dialect.name == "postgresql":
            event.listen(self._reader, "before_cursor_execute", _as_bytes)

    def latest(self, room_id: int) -> Opened:
        """The state to go on from; an empty room when there is no snapshot that can be trusted.

        It must be of this version of the product, made of the log as it is now (its last entry is there with
        the same hash, and no words have been taken out since), and undamaged.
        """
        with self._reader.connect() as connection:
            row = connection.execute(_LATEST, {"room": room_id}).first()
        if row is None or row.state is None:
            return Opened(redactions=row.redactions if row else 0)
        try:
            thawed = thaw(row.state)
        except Unfit:
            thawed = None
        if thawed is None or thawed.room.seq != row.seq:
            log.warning("snapshot_unfit", room=room_id)
            return Opened(redactions=row.redactions)
        return Opened(thawed.room, Head(row.seq, row.hash), row.redactions, thawed.recent)

    def keep(self, room_id: int, head: Head, redactions: int, frozen: bytes) -> bool:
        """Keep the state at `head`. False when words have been taken out of the log since it was read.

        The room's row is locked meanwhile, as it is while words are taken out: neither overlooks the other.
        Who appends to the room's log does not wait for that.
        """
        values = {"seq": head.seq, "hash": head.hash, "shape": SHAPE, "state": frozen}
        put = self._insert(SNAPSHOTS).values(room_id=room_id, **values)
        with self._writer.begin() as connection:
            if connection.scalar(_REDACTIONS, {"room": room_id}) != redactions:
                return False
            connection.execute(put.on_conflict_do_update(index_elements=["room_id"], set_=values))
        return True

    def redactions(self, room_ids: list[int]) -> dict[int, int]:
        """How often words have been taken out of each of the logs."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(ROOMS.c.id, ROOMS.c.redactions).where(ROOMS.c.id.in_(room_ids)))
            return {row.id: row.redactions for row in rows}


def _as_bytes(_connection: object, cursor: Any, *_what: object) -> None:
    """PostgreSQL would send each byte as two letters, and reading them takes longer than all else here."""
    from psycopg.pq import Format

    cursor.format = Format.BINARY


_IS_IN_THE_LOG = exists().where(
    ENTRIES.c.room_id == SNAPSHOTS.c.room_id,
    ENTRIES.c.seq == SNAPSHOTS.c.seq,
    ENTRIES.c.hash == SNAPSHOTS.c.hash,
)
_USABLE = and_(SNAPSHOTS.c.room_id == ROOMS.c.id, SNAPSHOTS.c.shape == literal(SHAPE), _IS_IN_THE_LOG)
_LATEST = (
    select(ROOMS.c.redactions, SNAPSHOTS.c.seq, SNAPSHOTS.c.hash, SNAPSHOTS.c.state)
    .select_from(ROOMS.outerjoin(SNAPSHOTS, _USABLE))
    .where(ROOMS.c.id == bindparam("room"))
)
_REDACTIONS = (
    select(ROOMS.c.redactions).where(ROOMS.c.id == bindparam("room")).with_for_update(key_share=True)
)
