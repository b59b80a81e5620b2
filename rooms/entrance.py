"""Who may connect to a room: the cookie's device, the token of the room's own page, a part in its course.

Everybody comes at six, and again after a lost line: one question to the database for each of them, and
nothing of what a page needs around it.
"""

from __future__ import annotations

from typing import Any

import socketio
from flask import Flask
from flask_socketio import ConnectionRefusedError as Refusal
from sqlalchemy import Engine

from elearn.accounts.current import key_in_cookie
from elearn.clock import now
from rooms import presence
from rooms.asks import came_of
from rooms.broadcast import Connection
from rooms.core.refusals import Code, Refused
from rooms.engine import RoomEngine
from rooms.members import Comer, comer
from rooms.queries import is_public_id
from rooms.tokens import fits


class Entrance:
    """Where browsers come into the rooms of this process and leave them."""

    def __init__(self, app: Flask, found: RoomEngine, server: socketio.Server, database: Engine) -> None:
        self._app, self._found, self._server = app, found, server
        self._database = database.execution_options(writes=False)

    def let_in(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        """Let in a signed-in member who comes from the room's own page; refuse the others with a code."""
        if environ is not self._server.get_environ(sid):
            return  # a client has sent an event of that name
        try:
            self._found.broadcast.add(self._connection(sid, environ, auth))
        except Exception as error:
            self._found.rooms.figures.came_of(error)
            raise Refusal(came_of(error)["code"]) from error

    def let_out(self, sid: str, *_reason: object) -> None:
        """A tab has gone; its person keeps the seat."""
        if self._server.manager.is_connected(sid, "/"):
            return  # a client has sent an event of that name
        connection = self._found.broadcast.drop(sid)
        if connection is not None:
            presence.left(self._found, connection)
            self._found.media.let_out(sid)
            self._found.captions.leave(connection)

    def _connection(self, sid: str, environ: dict[str, Any], auth: object) -> Connection:
        asking = self._app.request_class(environ)
        if asking.args.get("transport") == "websocket" and not asking.headers.get("Origin"):
            raise Refused(Code.PAGE_TOO_OLD)
        claims = auth if isinstance(auth, dict) else {}
        room = claims.get("room")
        found = self._comer(key_in_cookie(self._app, asking), room if is_public_id(room) else "")
        # A line that has ended while the database was asked: nobody is told of its end, now or later.
        if found is None or environ is not self._server.get_environ(sid):
            raise Refused(Code.SIGNED_OUT)
        if found.room_id is None:
            raise Refused(Code.NO_SUCH_ROOM)
        if not fits(claims.get("token"), claims["room"], found.sign_in_id, self._app.config["SECRET_KEY"]):
            raise Refused(Code.PAGE_TOO_OLD)
        if found.actor is None:
            raise Refused(Code.NOT_IN_ROOM)
        broadcast, room_id = self._found.broadcast, found.room_id
        buckets = broadcast.bucket(room_id, found.actor.id), broadcast.room_bucket(room_id)
        return Connection(sid, room_id, found.course_run_id, found.sign_in_id, found.actor, *buckets)

    def _comer(self, key: str, room: str) -> Comer | None:
        with self._database.connect() as database:
            return comer(database, key, room, now())
