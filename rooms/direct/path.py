"""Puts the direct path into python-socketio: who comes by WebSocket at once gets an `EngineSocket`."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from engineio import packet

from elearn import eventloop
from rooms.direct.engine_socket import EngineSocket, Settings, event_frame
from rooms.direct.handshake import SPENT, accepted, key_of

# How often everybody's ping is looked at, in a part of the time between two pings.
BEATS = 10


class DirectPath:
    """The WebSockets of one python-socketio server."""

    def __init__(self, server: Any, settings: Settings) -> None:
        self.server = server
        self.settings = settings
        self._stock = server.eio._handle_connect
        self._beats = False
        # Socket.IO id -> socket, of those who were told something since the last beat.
        self._found: dict[str, EngineSocket] = {}
        server.eio._handle_connect = self._connect

    def tell(self, sids: Iterable[str], event: str, data: Any) -> list[str]:
        """Send everybody the same, made once; those who are not on the direct path are returned."""
        ready: bytes | None = None
        others = []
        for sid in sids:
            socket = self._found.get(sid) or self._socket(sid)
            if socket is None:
                others.append(sid)
            else:
                ready = ready or event_frame(event, data)
                socket.write(ready)
        return others

    def _socket(self, sid: str) -> EngineSocket | None:
        socket = self.server.eio.sockets.get(self.server.manager.eio_sid_from_sid(sid, "/"))
        if not isinstance(socket, EngineSocket):
            return None
        self._found[sid] = socket
        return socket

    def _connect(self, environ: dict[str, Any], start_response: Any, transport: str, *more: Any) -> Any:
        if transport != "websocket" or "eventlet.input" not in environ:
            return self._stock(environ, start_response, transport, *more)
        key = key_of(environ)
        if key is None:
            start_response("400 Bad Request", [("Connection", "close"), ("Sec-WebSocket-Version", "13")])
            return []
        eio = self.server.eio
        socket = EngineSocket(self.server, eio.generate_id(), self.settings)
        eio.sockets[socket.sid] = socket
        eio.handlers["connect"](socket.sid, environ)
        sock = eventloop.take_over(environ)
        for name in SPENT:
            environ.pop(name, None)
        socket.begin(sock)
        socket.write(accepted(key))
        socket.send(packet.Packet(packet.OPEN, _opening(eio, socket.sid)))
        self._keep_beating()
        return []

    def _keep_beating(self) -> None:
        if not self._beats:
            self._beats = True
            eventloop.soon(self._beat, self.server.eio.ping_interval / BEATS)

    def _beat(self) -> None:
        now = time.monotonic()
        # Not longer: it would keep those who are gone.
        self._found.clear()
        for socket in list(self.server.eio.sockets.values()):
            if isinstance(socket, EngineSocket):
                socket.beat(now)
        eventloop.soon(self._beat, self.server.eio.ping_interval / BEATS)


def _opening(eio: Any, sid: str) -> dict[str, Any]:
    return {
        "sid": sid,
        "upgrades": [],
        "pingTimeout": int(eio.ping_timeout * 1000),
        "pingInterval": int(eio.ping_interval * 1000),
        "maxPayload": eio.max_http_buffer_size,
    }
