"""The room's Socket.IO events: how what is asked reaches `asks.py`, and what goes on beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask, request

from elearn import background, eventloop
from elearn.extensions import db, socketio
from rooms import eviction, hearing, keeping, presence, stock
from rooms.asks import ASKS, Answer, Reply, came_of, hear, take_command
from rooms.direct.engine_socket import Handler
from rooms.engine import RoomEngine, engine
from rooms.entrance import Entrance
from rooms.media import asks as media_asks
from rooms.media.absent import Absent
from rooms.media.elsewhere import TELL_EVERY_S

# Hears an event of a connection, with what came with it, and answers at once or later.
Heard = Callable[[str, object, Reply], None]
# What carries voice and picture may have to ask elsewhere.
CARRIES_WITHIN_S = 10.0


def init(app: Flask) -> None:
    """Bind the events; what the clock does goes on beside them."""
    found: RoomEngine = app.extensions["room_engine"]
    stock.init()
    with app.app_context():
        entrance = Entrance(app, found, socketio.server, db.engine)
    # Past Flask-SocketIO, which makes a request of each.
    socketio.server.on("connect", entrance.let_in)
    socketio.server.on("disconnect", entrance.let_out)
    for name, ask in ASKS.items():
        _bind(found, name, partial(hear, found, ask, take_command))
    _bind(found, "media", partial(hear, found, media_asks.ask, media_asks.take_signal), CARRIES_WITHIN_S)
    socketio.on_error_default(_failed)
    background.register(app, background.Job("rooms.tick", 0.25, lambda: engine().rooms.tick()))
    background.register(app, background.Job("rooms.evict", 1.0, eviction.evict_strangers))
    background.register(app, background.Job("rooms.absent", 5.0, presence.notice_absent))
    background.at_end(app, eviction.move_everybody)
    if found.neighbours:
        alone = background.Job("rooms.look_when_alone", 1.0, lambda: hearing.look_when_alone(found))
        background.register(app, alone)
        background.register(app, background.Job("rooms.look", 10.0, lambda: hearing.look(found)))
        hearing.begin(found)
    if found.elsewhere:
        told_again = background.Job("rooms.media_elsewhere", TELL_EVERY_S, found.elsewhere.tell_again)
        background.register(app, told_again)
    if found.captions_elsewhere:
        told_again = background.Job(
            "rooms.captions_elsewhere", TELL_EVERY_S, found.captions_elsewhere.tell_again
        )
        background.register(app, told_again)
    background.register(app, background.Job("rooms.captions", 0.5, found.captions.tend))
    background.register(app, background.Job("rooms.media_absent", 5.0, Absent(found).look))
    if found.media.carrier and app.config.get("EVENTLET"):
        found.media.carrier.begin()
    keeping.init(app)
    background.register(app, background.Job("rooms.clock", 10.0, presence.set_clock_right))
    background.register(app, background.Job("rooms.forget", 600.0, presence.forget_quiet_rooms))


def _bind(found: RoomEngine, name: str, heard: Heard, within_s: float = 0.0) -> None:
    socketio.on_event(name, _waiting_for(found, heard, within_s))
    if found.direct:
        found.direct.settings.handlers[name] = _without_waiting(found, heard)


def _waiting_for(found: RoomEngine, heard: Heard, within_s: float) -> Callable[..., Answer | None]:
    """For Flask-SocketIO, which sends what a handler returns. Nothing comes later than after a turn, but
    what others do beside it, which may take `within_s`."""

    def handler(data: object = None, *_more: object) -> Answer | None:
        answer = eventloop.Arrival[Answer]()
        heard(_sid(), data, answer.put)
        if not answer.is_there:
            found.rooms.turn()
        return answer.wait(within_s)

    return handler


def _without_waiting(found: RoomEngine, heard: Heard) -> Handler:
    """For the direct path, whose handlers the loop calls itself: a turn answers later."""

    def handler(sid: str, arguments: list[Any], reply: Reply) -> None:
        data = arguments[0] if arguments else None
        connection = found.broadcast.of(sid)
        if connection is None or found.rooms.at_hand(connection.room_id):
            heard(sid, data, reply)
        else:
            eventloop.in_background(heard, sid, data, reply)

    return handler


def _failed(error: Exception) -> Answer:
    """What Flask-SocketIO is to answer when a handler fails."""
    engine().rooms.figures.came_of(error)
    return came_of(error)


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]
    return sid
