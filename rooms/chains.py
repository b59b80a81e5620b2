"""Every room's hash chain, walked from its first entry to its last, and its snapshot held against that."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from rooms.core.evolve import fold
from rooms.log import Broken, Log
from rooms.models import Room
from rooms.snapshots import Opened, Snapshots


@dataclass(frozen=True, slots=True)
class Walked:
    """How many rooms hold and how many entries these have, and a sentence for each room that does not."""

    rooms: int
    entries: int
    broken: tuple[str, ...]


def walk(engine: Engine) -> Walked:
    """Verify the log of every room. However long they are, little of them is in memory at a time."""
    log, snapshots = Log(engine), Snapshots(engine)
    lengths: list[int] = []
    broken: list[str] = []
    for room_id, public_id in _rooms(engine):
        try:
            lengths.append(log.verify(room_id).seq)
        except Broken as error:
            broken.append(f"room {public_id}: {error}")
        else:
            if not _is_snapshot_of(log, snapshots.latest(room_id), room_id):
                broken.append(f"room {public_id}: its snapshot is not what its log says")
    return Walked(len(lengths), sum(lengths), tuple(broken))


def _is_snapshot_of(log: Log, opened: Opened, room_id: int) -> bool:
    """A forged one would show people what nobody has said, while the chain holds."""
    return opened.room == fold(item.entry for item in log.read(room_id, upto=opened.head.seq))


def _rooms(engine: Engine) -> list[tuple[int, str]]:
    with Session(engine.execution_options(writes=False)) as session:
        rows = session.execute(select(Room.id, Room.public_id).order_by(Room.id))
        return [(room_id, public_id) for room_id, public_id in rows]
