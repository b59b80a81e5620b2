"""The room engine of an application: made once, found from anywhere in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask, current_app

from elearn.clock import milliseconds
from elearn.extensions import db, socketio
from rooms.broadcast import Broadcast
from rooms.service import Rooms


@dataclass(frozen=True, slots=True)
class RoomEngine:
    rooms: Rooms
    broadcast: Broadcast
    # (room, person): who is here without a browser: the company of the demonstration.
    simulated: set[tuple[int, str]] = field(default_factory=set)


def init(app: Flask) -> None:
    """Make the engine; what it commits is sent to the browsers."""
    with app.app_context():
        rooms = Rooms(db.engines.get("log", db.engine), milliseconds)
    broadcast = Broadcast(lambda sid, event, data: socketio.emit(event, data, to=sid), milliseconds)
    rooms.listen(broadcast.publish)
    app.extensions["room_engine"] = RoomEngine(rooms, broadcast)


def engine() -> RoomEngine:
    """The engine of the current application."""
    found: RoomEngine = current_app.extensions["room_engine"]
    return found
