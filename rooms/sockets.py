"""The room's Socket.IO events: who is let in, and how what is asked reaches `asks.py` on either path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, request
from flask_login import current_user
from flask_socketio import ConnectionRefusedError as Refusal

from elearn import background, eventloop
from elearn.extensions import db, socketio
from rooms import eviction, hearing, presence, queries, stock
from rooms.asks import ASKS, Answer, Ask, Reply, came_of, hear
from rooms.broadcast import Connection
from rooms.core.refusals import Code, Refused
from rooms.direct.engine_socket import Handler
from rooms.engine import RoomEngine, engine
from rooms.members import actor_in
from rooms.tokens import fits


def init(app: Flask) -> None:
    """Bind the events; what the clock does goes on beside them."""
    found: RoomEngine = app.extensions["room_engine"]
    stock.init()
    socketio.on_event("connect", _at_the_door)
    socketio.on_event("disconnect", _disconnect)
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
    background.register(app, background.Job("rooms.clock", 10.0, presence.set_clock_right))
    background.register(app, background.Job("rooms.forget", 600.0, presence.forget_quiet_rooms))


def _at_the_door(auth: object = None) -> None:
    try:
        _connect(auth)
    except Refusal as refusal:
        engine().rooms.figures.came_of(Refused(Code(refusal.error_args["message"])))
        raise


def _connect(auth: object = None) -> None:
    """Let in a signed-in member who comes from the room's own page."""
    claims = auth if isinstance(auth, dict) else {}
    if request.args.get("transport") == "websocket" and not request.headers.get("Origin"):
        raise Refusal(Code.PAGE_TOO_OLD.value)
    if not current_user.is_authenticated:
        raise Refusal(Code.SIGNED_OUT.value)
    room = queries.room_by_public_id(db.session, claims.get("room"))
    if room is None:
        raise Refusal(Code.NO_SUCH_ROOM.value)
    if not fits(claims.get("token"), room.public_id, current_user.id):
        raise Refusal(Code.PAGE_TOO_OLD.value)
    actor = actor_in(db.session, room, current_user.person)
    if actor is None:
        raise Refusal(Code.NOT_IN_ROOM.value)
    broadcast = engine().broadcast
    buckets = broadcast.bucket(room.id, actor.id), broadcast.room_bucket(room.id)
    broadcast.add(Connection(_sid(), room.id, room.course_run_id, current_user.id, actor, *buckets))


def _disconnect(*_reason: object) -> None:
    connection = engine().broadcast.drop(_sid())
    if connection is not None:
        presence.left(connection)


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
    answer = came_of(error)
    if request.event["message"] == "connect":  # type: ignore[attr-defined]
        # An answer would let it in, as somebody whom nothing knows.
        raise Refusal(answer["code"])
    return answer


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]
    return sid
