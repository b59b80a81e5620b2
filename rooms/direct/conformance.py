"""The engine bare, without login: what the public protocol suites and fuzzers are run against."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import socketio
from wsproto.frame_protocol import Opcode

from elearn import eventloop, server
from rooms.direct.engine_socket import Acknowledge, Settings
from rooms.direct.frames import Message, frame
from rooms.direct.handshake import SPENT, accepted, key_of
from rooms.direct.line import Line
from rooms.direct.path import DirectPath
from rooms.limits import Bucket
from rooms.watching.figures import Figures

NAMESPACES = ("/", "/custom")
INTERVAL_S, LARGEST = 1, 1_000_000
# A fuzzer sends and wants back messages of 16 MB, in ever so many frames.
LARGEST_RAW = 1 << 26
MANY = 1e9


class BareServer(socketio.Server):
    """python-socketio, which refuses a namespace it does not know in words of its own."""

    def _handle_connect(self, eio_sid: str, namespace: str | None, data: Any) -> None:
        if (namespace or "/") in NAMESPACES:
            super()._handle_connect(eio_sid, namespace, data)
            return
        refusal = {"message": "Invalid namespace"}
        kind = socketio.packet.CONNECT_ERROR
        self._send_packet(eio_sid, self.packet_class(kind, data=refusal, namespace=namespace))


def serve_bare(port: int) -> None:
    """Both namespaces accept everyone, tell them their `auth`, and echo what is sent."""
    bare = BareServer(
        async_mode="eventlet",
        async_handlers=False,
        cors_allowed_origins="*",
        ping_interval=INTERVAL_S,
        ping_timeout=INTERVAL_S,
        max_http_buffer_size=LARGEST,
    )
    path = DirectPath(bare, Settings(connects_within_s=INTERVAL_S, frames_per_second=MANY))
    path.settings.handlers["message-with-ack"] = _acknowledge
    for namespace in NAMESPACES:
        _echo(bare, namespace)
    server.listen_and_serve("127.0.0.1", port, socketio.WSGIApp(bare))


def serve_raw(port: int) -> None:
    """A plain WebSocket that sends back every message as it came, text or binary."""
    server.listen_and_serve("127.0.0.1", port, _raw)


def _acknowledge(_sid: str, arguments: list[Any], acknowledge: Acknowledge) -> None:
    acknowledge(*arguments)


def _echo(bare: socketio.Server, namespace: str) -> None:
    def connect(sid: str, _environ: dict[str, Any], auth: Any = None) -> None:
        # After the answer to the connection itself, which is sent when this returns.
        bare.start_background_task(bare.emit, "auth", auth or {}, to=sid, namespace=namespace)

    def message(sid: str, *arguments: Any) -> None:
        bare.emit("message-back", arguments, to=sid, namespace=namespace)

    def message_with_ack(_sid: str, *arguments: Any) -> tuple[Any, ...]:
        return arguments

    bare.on("connect", connect, namespace=namespace)
    bare.on("message", message, namespace=namespace)
    bare.on("message-with-ack", message_with_ack, namespace=namespace)


def _ignore() -> None:
    """Nobody needs to know."""


def _raw(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    key = key_of(environ)
    if key is None or environ.get("HTTP_UPGRADE", "").lower() != "websocket":
        start_response("426 Upgrade Required", [("Upgrade", "websocket"), ("Connection", "close")])
        return []
    sock = eventloop.take_over(environ)
    for name in SPENT:
        environ.pop(name, None)
    line: Line

    def heard(message: Message) -> None:
        line.write(frame(message.encode()) if isinstance(message, str) else frame(message, Opcode.BINARY))

    waiting = 2 * LARGEST_RAW
    line = Line(sock, LARGEST_RAW, heard, _ignore, _ignore, Bucket(MANY), Figures(), most_waiting=waiting)
    line.write(accepted(key))
    return []
