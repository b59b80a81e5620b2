"""The room engine of an application: made once, found from anywhere in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import Flask, current_app

from elearn import eventloop
from elearn.clock import milliseconds
from elearn.extensions import db, socketio
from rooms.broadcast import Broadcast
from rooms.direct.engine_socket import Settings
from rooms.direct.outbound import OUTBOUND
from rooms.direct.path import DirectPath
from rooms.live import Commit, LiveRoom
from rooms.media.captions.captions import Captions
from rooms.media.captions.elsewhere import CaptionsElsewhere
from rooms.media.elsewhere import Elsewhere
from rooms.media.switchboard import Switchboard
from rooms.neighbours import Neighbours
from rooms.service import Rooms
from rooms.watching.figures import Figures


@dataclass(frozen=True, slots=True)
class RoomEngine:
    """The rooms, who is connected, and the direct path where the server has one."""

    rooms: Rooms
    broadcast: Broadcast
    media: Switchboard
    captions: Captions
    direct: DirectPath | None = None
    neighbours: Neighbours | None = None
    elsewhere: Elsewhere | None = None
    captions_elsewhere: CaptionsElsewhere | None = None
    # (room, person): who is here without a browser: the company of the demonstration.
    simulated: set[tuple[int, str]] = field(default_factory=set)


def init(app: Flask) -> None:
    """Make the engine; what it commits is sent to the browsers."""
    with app.app_context():
        rooms = Rooms(db.engines.get("log", db.engine), milliseconds)
    direct, per_second = None, float(app.config["COMMANDS_PER_SECOND"])
    if app.config.get("EVENTLET"):
        rooms.wake = eventloop.Worker(partial(_take_turn, rooms)).wake
        if app.config["ROOM_PATH"] == "direct":
            settings = Settings(frames_per_second=10 * per_second, figures=rooms.figures)
            direct = DirectPath(socketio.server, settings)
    tell = partial(_tell, direct, rooms.figures)
    room_per_second = float(app.config["ROOM_COMMANDS_PER_SECOND"])
    broadcast = Broadcast(tell, milliseconds, per_second, room_per_second)
    rooms.listen(broadcast.publish)
    media = Switchboard(rooms, broadcast, app.config)
    captions = Captions(rooms, broadcast, media)
    neighbours = elsewhere = captions_elsewhere = None
    if app.config["REDIS_URL"] and app.config.get("EVENTLET"):
        neighbours = Neighbours(app.config["REDIS_URL"], milliseconds)
        rooms.listen(partial(_tell_neighbours, neighbours))
        elsewhere = Elsewhere(media, rooms, neighbours)
        captions_elsewhere = CaptionsElsewhere(captions, rooms, neighbours)
    app.extensions["room_engine"] = RoomEngine(
        rooms, broadcast, media, captions, direct, neighbours, elsewhere, captions_elsewhere
    )


def engine() -> RoomEngine:
    """The engine of the current application."""
    found: RoomEngine = current_app.extensions["room_engine"]
    return found


def _tell_neighbours(neighbours: Neighbours, live: LiveRoom, commit: Commit) -> None:
    if commit.is_ours:
        neighbours.tell_news(live.id, commit.after.seq)


def _take_turn(rooms: Rooms) -> None:
    rooms.turn()
    OUTBOUND.send()


def _tell(
    direct: DirectPath | None, figures: Figures, sids: list[str], event: str, data: dict[str, Any]
) -> None:
    """Over the direct path to whoever is on it, as Flask-SocketIO does to the others."""
    if event == "update":
        figures.told(len(sids))
    for sid in direct.tell(sids, event, data) if direct else sids:
        socketio.emit(event, data, to=sid)
