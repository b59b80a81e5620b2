"""How many are here just now: counted when somebody looks, not all the time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from elearn.extensions import socketio
from rooms.direct.engine_socket import EngineSocket
from rooms.engine import RoomEngine

# The direct path; the library's own with a WebSocket; and with one request after the other.
PATHS = ("direct", "websocket", "polling")


@dataclass(frozen=True, slots=True)
class Present:
    """Connections by path, people in rooms, rooms in memory and with somebody, wishes without an answer.

    `turning_s`: how long the turn that is going on has taken so far. `redis`: whether the other processes are
    heard through it; None where there is one process. `parties`: devices that take part with sound.
    `janus`: whether it carries voice and picture; None where something else does, or nothing.
    """

    connections: dict[str, int]
    people: int
    rooms: int
    rooms_watched: int
    waiting: int
    turning_s: float
    redis: bool | None
    parties: int
    janus: bool | None

    @property
    def connected(self) -> int:
        return sum(self.connections.values())


def present(found: RoomEngine) -> Present:
    """What this process holds."""
    return Present(
        connections=by_path(socketio.server.eio.sockets.values()),
        people=len({(each.room_id, each.actor.id) for each in found.broadcast.everyone() if each.joined}),
        rooms=sum(1 for _ in found.rooms.live()),
        rooms_watched=len(found.broadcast.rooms()),
        waiting=found.rooms.waiting,
        turning_s=found.rooms.turning_s,
        redis=redis(found),
        parties=len(found.media.parties),
        janus=janus(found),
    )


def redis(found: RoomEngine) -> bool | None:
    """True while Redis carries hints between the processes, False while it is away; None without one."""
    return not found.neighbours.is_away if found.neighbours else None


def janus(found: RoomEngine) -> bool | None:
    """True while Janus carries voice and picture, False while it is away; None where something else does."""
    carrier = found.media.carrier
    return carrier.is_up if carrier and carrier.name == "janus" else None


def by_path(sockets: Iterable[Any]) -> dict[str, int]:
    """How many of the server's sockets travel which way."""
    counted = Counter(_path(socket) for socket in list(sockets) if not socket.closed)
    return {path: counted[path] for path in PATHS}


def _path(socket: Any) -> str:
    if isinstance(socket, EngineSocket):
        return "direct"
    return "websocket" if socket.upgraded else "polling"
