"""The room's Socket.IO events. Thin: find the connection, ask the engine, answer with a code or a number."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from flask import Flask, request
from flask_login import current_user
from flask_socketio import ConnectionRefusedError as Refusal
from flask_socketio import emit

from elearn import background
from elearn.clock import milliseconds
from elearn.extensions import db, socketio
from rooms import eviction, presence, queries
from rooms.broadcast import Connection
from rooms.codec import command_from_json
from rooms.core.commands import Enter
from rooms.core.refusals import Code, Refused
from rooms.engine import engine
from rooms.members import actor_in
from rooms.service import Commit
from rooms.tokens import fits
from rooms.wire.audience import Audience, audience_of
from rooms.wire.for_oneself import me
from rooms.wire.view import changes, older_messages

log = structlog.get_logger()

Answer = dict[str, Any]
# Farther behind than this, the whole view is cheaper than what came after.
FAR_BEHIND = 500


def init(app: Flask) -> None:
    """Bind the events; what the clock does goes on beside them."""
    for name, handler in _EVENTS.items():
        socketio.on_event(name, handler)
    socketio.on_error_default(_failed)
    background.register(app, background.Job("rooms.tick", 0.25, lambda: engine().rooms.tick()))
    background.register(app, background.Job("rooms.evict", 1.0, eviction.evict_strangers))
    background.register(app, background.Job("rooms.absent", 5.0, presence.notice_absent))
    background.register(app, background.Job("rooms.forget", 600.0, presence.forget_quiet_rooms))


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
    bucket = broadcast.bucket(room.id, actor.id)
    broadcast.add(Connection(_sid(), room.id, room.course_run_id, current_user.id, actor, bucket))


def _disconnect(*_reason: object) -> None:
    connection = engine().broadcast.drop(_sid())
    if connection is not None:
        presence.left(connection)


def _answered(handler: Callable[[Connection, dict[str, Any]], Answer]) -> Callable[..., Answer]:
    """Every event with an answer: who asks, how fast, and a refusal as its code."""

    @wraps(handler)
    def answer(data: object = None, *_more: object) -> Answer:
        try:
            return {"ok": True} | handler(_asking(), _fields(data))
        except Refused as refused:
            return {"ok": False, "code": refused.code.value}

    return answer


def _asking() -> Connection:
    """The connection that asks, unless it is gone or asks too fast."""
    connection = engine().broadcast.of(_sid())
    if connection is None:
        raise Refused(Code.SIGNED_OUT)
    if not connection.bucket.take(milliseconds()):
        raise Refused(Code.TOO_FAST)
    return connection


def _fields(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise Refused(Code.MALFORMED)
    return data


@_answered
def _join(connection: Connection, data: dict[str, Any]) -> Answer:
    """Come in, or come back, and get what came after the number the client has."""
    refused: Answer = {}
    connection.joined = True
    try:
        engine().rooms.handle(connection.room_id, connection.actor, Enter())
    except Refused as why:
        refused = {"refused": why.code.value}
    return _seen_after(connection, data) | refused


@_answered
def _catch_up(connection: Connection, data: dict[str, Any]) -> Answer:
    return _seen_after(connection, data)


@_answered
def _do(connection: Connection, data: dict[str, Any]) -> Answer:
    """One command, done once: the same id gets the first outcome again."""
    command_id = data.get("id")
    if not isinstance(command_id, str) or not 8 <= len(command_id) <= 40 or not _is_plain(command_id):
        raise Refused(Code.MALFORMED)
    command = command_from_json(data.get("name"), data.get("fields", {}))
    return {"seq": engine().rooms.handle(connection.room_id, connection.actor, command, command_id)}


@_answered
def _older(connection: Connection, data: dict[str, Any]) -> Answer:
    room = engine().rooms.open(connection.room_id).room
    return {"messages": older_messages(room, audience_of(room, connection.actor), _number(data, "before"))}


def _signal(data: object = None, *_more: object) -> None:
    """Typing: told to those in the same place, never kept."""
    broadcast = engine().broadcast
    mine = broadcast.of(_sid())
    if mine is None or mine.audience is None or not mine.bucket.take(milliseconds()):
        return
    room = engine().rooms.open(mine.room_id).room
    if audience_of(room, mine.actor) != mine.audience or mine.audience.is_outside:
        return
    for other in broadcast.in_room(mine.room_id):
        if other.actor.id != mine.actor.id and _is_beside(mine.audience, other.audience):
            emit("signal", {"kind": "typing", "by": mine.actor.id}, to=other.sid)


def _is_beside(one: Audience, other: Audience | None) -> bool:
    return other is not None and other.place == one.place and not other.is_outside


def _seen_after(connection: Connection, data: dict[str, Any]) -> Answer:
    """What the client lacks: everything, or what came after its number when its sight is the same."""
    after = _number(data, "after")
    live = engine().rooms.open(connection.room_id)
    with live.lock:
        room = live.room
        stamp = {"from": after, "seq": room.seq, "now": milliseconds()}
        audience = audience_of(room, connection.actor)
        behind = room.seq - after
        if after <= 0 or not 0 <= behind <= FAR_BEHIND or data.get("sight") != audience.name:
            return stamp | {"view": engine().broadcast.look(connection, Commit(room, room, []))}
        entries = [item.entry for item in engine().rooms.log.read(connection.room_id, after, room.seq)]
        connection.audience, connection.me = audience, me(room, connection.actor)
        news = changes(room, entries, audience)
        return stamp | news | {"set": news["set"] | {"me": connection.me}}


def _number(data: dict[str, Any], name: str) -> int:
    value = data.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise Refused(Code.MALFORMED)
    return value


def _is_plain(text: str) -> bool:
    """Nothing that a database cannot hold."""
    return text.isascii() and text.isprintable()


def _failed(error: Exception) -> Answer:
    """Something we did not foresee: nothing was stored, the client keeps it and may try again."""
    log.error("socket_failed", kind=type(error).__name__, exc_info=error)
    if request.event["message"] == "connect":  # type: ignore[attr-defined]
        # An answer would let it in, as somebody whom nothing knows.
        raise Refusal(Code.NOT_SAVED.value)
    return {"ok": False, "code": Code.NOT_SAVED.value}


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]
    return sid


_EVENTS: dict[str, Callable[..., object]] = {
    "connect": _connect,
    "disconnect": _disconnect,
    "join": _join,
    "catch_up": _catch_up,
    "do": _do,
    "older": _older,
    "signal": _signal,
}
