"""Every room's hash chain, walked from its first entry to its last."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from rooms.log import Broken, Log
from rooms.models import Room


@dataclass(frozen=True, slots=True)
class Walked:
    """How many rooms hold and how many entries these have, and a sentence for each room that does not."""

    rooms: int
    entries: int
    broken: tuple[str, ...]


def walk(engine: Engine) -> Walked:
    """Verify the log of every room. However long they are, little of them is in memory at a time."""
    log = Log(engine)
    lengths: list[int] = []
    broken: list[str] = []
    for room_id, public_id in _rooms(engine):
        try:
            lengths.append(log.verify(room_id).seq)
        except Broken as error:
            broken.append(f"room {public_id}: {error}")
    return Walked(len(lengths), sum(lengths), tuple(broken))


def _rooms(engine: Engine) -> list[tuple[int, str]]:
    with Session(engine.execution_options(writes=False)) as session:
        rows = session.execute(select(Room.id, Room.public_id).order_by(Room.id))
        return [(room_id, public_id) for room_id, public_id in rows]
