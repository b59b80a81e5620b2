"""The room's Socket.IO events. Thin: find the connection, ask the engine, answer with a code or a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask, request
from flask_login import current_user
from flask_socketio import ConnectionRefusedError as Refusal

from elearn import background, eventloop
from elearn.clock import milliseconds
from elearn.extensions import db, socketio
from rooms import eviction, hearing, presence, queries
from rooms.broadcast import Connection
from rooms.codec import command_from_json
from rooms.core.commands import Enter
from rooms.core.refusals import Code, Refused
from rooms.direct.engine_socket import Handler
from rooms.engine import RoomEngine, engine
from rooms.members import actor_in
from rooms.service import Commit, Outcome
from rooms.tokens import fits
from rooms.wire.audience import audience_of
from rooms.wire.for_oneself import me
from rooms.wire.view import changes, older_messages

log = structlog.get_logger()

Answer = dict[str, Any]
Reply = Callable[[Answer], None]
Ask = Callable[[RoomEngine, Connection, Answer, Reply], None]


def init(app: Flask) -> None:
    """Bind the events; what the clock does goes on beside them."""
    found: RoomEngine = app.extensions["room_engine"]
    socketio.on_event("connect", _at_the_door)
    socketio.on_event("disconnect", _disconnect)
    for name, ask in _ASKS.items():
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
    bucket = broadcast.bucket(room.id, actor.id)
    broadcast.add(Connection(_sid(), room.id, room.course_run_id, current_user.id, actor, bucket))


def _disconnect(*_reason: object) -> None:
    connection = engine().broadcast.drop(_sid())
    if connection is not None:
        presence.left(connection)


def _waiting_for(ask: Ask) -> Callable[..., Answer | None]:
    """For Flask-SocketIO, which sends what a handler returns."""

    def handler(data: object = None, *_more: object) -> Answer | None:
        answers: list[Answer] = []
        _hear(engine(), ask, _sid(), data, answers.append)
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
            _hear(found, ask, sid, data, reply)
        else:
            eventloop.in_background(_hear, found, ask, sid, data, reply)

    return handler


def _hear(found: RoomEngine, ask: Ask, sid: str, data: object, reply: Reply) -> None:
    """Every event: who asks, how fast, and a refusal as its code."""
    try:
        ask(found, _asking(found, sid), _fields(data), reply)
    except Exception as error:  # noqa: BLE001 - logged as what came of it
        found.rooms.figures.came_of(error)
        reply(_outcome(error))


def _asking(found: RoomEngine, sid: str) -> Connection:
    """The connection that asks, unless it is gone or asks too fast."""
    connection = found.broadcast.of(sid)
    if connection is None:
        raise Refused(Code.SIGNED_OUT)
    if not connection.bucket.take(milliseconds()):
        raise Refused(Code.TOO_FAST)
    return connection


def _fields(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise Refused(Code.MALFORMED)
    return data


def _outcome(outcome: Outcome) -> Answer:
    """What came of a wish: a number, or the code of what went wrong."""
    match outcome:
        case Refused(code=code):
            return {"ok": False, "code": code.value}
        case Exception():
            # Something we did not foresee: nothing was stored, the client keeps it and may try again.
            log.error("socket_failed", kind=type(outcome).__name__, exc_info=outcome)
            return {"ok": False, "code": Code.NOT_SAVED.value}
        case seq:
            return {"ok": True, "seq": seq}


def _join(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    """Come in, or come back, and get what came after the number the client has."""
    after, sight = _number(data, "after"), data.get("sight")
    connection.joined = True

    def entered(outcome: Outcome) -> None:
        told = _outcome(outcome)
        refused = {} if told["ok"] else {"refused": told["code"]}
        reply(_seen_after(found, connection, after, sight) | refused)

    found.rooms.submit(connection.room_id, connection.actor, Enter(), None, entered)


def _catch_up(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    reply(_seen_after(found, connection, _number(data, "after"), data.get("sight")))


def _do(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    """One command, done once: the same id gets the first outcome again."""
    command_id = data.get("id")
    if not isinstance(command_id, str) or not 8 <= len(command_id) <= 40 or not _is_plain(command_id):
        raise Refused(Code.MALFORMED)
    command = command_from_json(data.get("name"), data.get("fields", {}))
    found.rooms.submit(
        connection.room_id,
        connection.actor,
        command,
        command_id,
        lambda outcome: reply(_outcome(outcome)),
    )


def _older(found: RoomEngine, connection: Connection, data: Answer, reply: Reply) -> None:
    room = found.rooms.open(connection.room_id).room
    older = older_messages(room, audience_of(room, connection.actor), _number(data, "before"))
    reply({"ok": True, "messages": older})


def _signal(found: RoomEngine, mine: Connection, _data: Answer, _reply: Reply) -> None:
    """Typing: told to those in the same place, never kept."""
    room = found.rooms.open(mine.room_id).room
    audience = audience_of(room, mine.actor)
    if audience != mine.audience or audience.is_outside:
        return
    signal = {"kind": "typing", "by": mine.actor.id}
    found.broadcast.tell_beside(mine.room_id, audience.place, signal)
    if found.neighbours:
        found.neighbours.tell(signal=signal, room=mine.room_id, place=audience.place)


def _seen_after(found: RoomEngine, connection: Connection, after: int, sight: object) -> Answer:
    """What the client lacks: everything, or what came after its number when its sight is the same."""
    live = found.rooms.open(connection.room_id)
    room = live.room
    stamp = {"ok": True, "from": after, "seq": room.seq, "now": milliseconds()}
    audience = audience_of(room, connection.actor)
    entries = live.since(after) if after > 0 and sight == audience.name else None
    if entries is None:
        return stamp | {"view": found.broadcast.look(connection, Commit(room, room, []))}
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
    """What Flask-SocketIO is to answer when a handler fails."""
    engine().rooms.figures.came_of(error)
    answer = _outcome(error)
    if request.event["message"] == "connect":  # type: ignore[attr-defined]
        # An answer would let it in, as somebody whom nothing knows.
        raise Refusal(answer["code"])
    return answer


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]
    return sid


_ASKS: dict[str, Ask] = {
    "join": _join,
    "catch_up": _catch_up,
    "do": _do,
    "older": _older,
    "signal": _signal,
}
