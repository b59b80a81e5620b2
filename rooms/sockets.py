"""The room's Socket.IO events: how what is asked reaches `asks.py`, and what goes on beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, request

from elearn import background, eventloop
from elearn.extensions import db, socketio
from rooms import eviction, hearing, keeping, presence, stock
from rooms.asks import ASKS, Answer, Ask, Reply, came_of, hear
from rooms.direct.engine_socket import Handler
from rooms.engine import RoomEngine, engine
from rooms.entrance import Entrance


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
        socketio.on_event(name, _waiting_for(ask))
        if found.direct:
            found.direct.settings.handlers[name] = _without_waiting(found, ask)
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
    keeping.init(app)
    background.register(app, background.Job("rooms.clock", 10.0, presence.set_clock_right))
    background.register(app, background.Job("rooms.forget", 600.0, presence.forget_quiet_rooms))


def _waiting_for(ask: Ask) -> Callable[..., Answer | None]:
    """For Flask-SocketIO, which sends what a handler returns."""

    def handler(data: object = None, *_more: object) -> Answer | None:
        answers: list[Answer] = []
        hear(engine(), ask, _sid(), data, answers.append)
        if not answers:
            engine().rooms.turn()
        return answers[0] if answers else None

    return handler


def _without_waiting(found: RoomEngine, ask: Ask) -> Handler:
    """For the direct path, whose handlers the loop calls itself: a turn answers later."""

    def handler(sid: str, arguments: list[Any], reply: Reply) -> None:
        data = arguments[0] if arguments else None
        connection = found.broadcast.of(sid)
        if connection is None or found.rooms.at_hand(connection.room_id):
            hear(found, ask, sid, data, reply)
        else:
            eventloop.in_background(hear, found, ask, sid, data, reply)

    return handler


def _failed(error: Exception) -> Answer:
    """What Flask-SocketIO is to answer when a handler fails."""
    engine().rooms.figures.came_of(error)
    return came_of(error)


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]
    return sid
