"""Who may no longer be in a room is let out within two seconds, whichever process took the right away."""

from __future__ import annotations

import random

from elearn import eventloop
from elearn.extensions import db, socketio
from rooms import members
from rooms.broadcast import Connection
from rooms.core.refusals import Code
from rooms.engine import engine

# Nobody waits longer than this for a process to end, and a few people not even that long.
LONGEST_SPREAD_S, PAUSE_S = 5.0, 0.02
# So long goodbyes may be on their way.
SENT_S = 0.2


def evict_strangers() -> None:
    """Close the connections of people who signed out, were disabled, withdrawn or got another role.

    Runs every second, whichever process made the change: within two seconds they are out.
    """
    connections = list(engine().broadcast.everyone())
    if not connections:
        return
    # Only reading: otherwise it would take SQLite's write lock every second.
    db.session.connection(execution_options={"writes": False})
    signed_in = members.still_signed_in(db.session, {c.sign_in_id for c in connections})
    parts = members.parts_now(db.session, {c.course_run_id for c in connections})
    db.session.rollback()
    for connection in connections:
        if connection.sign_in_id not in signed_in:
            _let_out(connection, Code.SIGNED_OUT)
        elif parts.get((connection.course_run_id, connection.actor.id)) is not connection.actor.part:
            _let_out(connection, Code.NOT_IN_ROOM)


def move_everybody() -> None:
    """Before the process ends: let people go one after the other, so that they do not all come back at once.

    They lose nothing: what was acknowledged is in the log, and their outboxes send the rest once more.
    """
    connections = list(engine().broadcast.everyone())
    random.shuffle(connections)
    pause = min(LONGEST_SPREAD_S / max(1, len(connections)), PAUSE_S)
    for connection in connections:
        eio_sid = socketio.server.manager.eio_sid_from_sid(connection.sid, "/")
        if eio_sid is not None:
            socketio.server.eio.disconnect(eio_sid)
        eventloop.wait(pause)
    eventloop.wait(SENT_S)


def _let_out(connection: Connection, code: Code) -> None:
    socketio.emit("gone", {"code": code.value}, to=connection.sid)
    socketio.server.disconnect(connection.sid)
