"""Engine.IO and Socket.IO on one line: our events come straight to us, all else goes to python-socketio."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec
import structlog
from engineio import packet
from engineio.exceptions import EngineIOError
from wsproto.frame_protocol import Opcode

from elearn import eventloop
from rooms.direct.frames import Message, frame
from rooms.direct.line import Line
from rooms.limits import PER_SECOND, Bucket
from rooms.watching.figures import Figures

log = structlog.get_logger()

# Acknowledges an event with these values; does nothing when nobody waits for it.
Acknowledge = Callable[..., None]
# Gets the Socket.IO id, the arguments of the event, and how to acknowledge it.
Handler = Callable[[str, list[Any], Acknowledge], None]

NORMAL, BROKEN_RULE = 1000, 1002
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


@dataclass(frozen=True, slots=True)
class Settings:
    """What all sockets of a server share.

    `handlers` are for events in the main namespace; the loop calls them: they must not wait. Who has not come
    into any namespace within `connects_within_s` is let out, and who sends more than `frames_per_second` in
    the long run is read more slowly. `figures` counts those that are slow.
    """

    handlers: dict[str, Handler] = field(default_factory=dict)
    connects_within_s: float = 10.0
    frames_per_second: float = 10 * PER_SECOND
    figures: Figures = field(default_factory=Figures)


class EngineSocket:
    """What python-engineio calls a socket, without a queue and without greenlets to read, write and ping."""

    connected = upgraded = True
    upgrading = False

    def __init__(self, server: Any, sid: str, settings: Settings) -> None:
        self.server, self.sid, self._settings = server, sid, settings
        self.session: dict[str, Any] = {}
        self.closed = self.closing = False
        # Sends a frame, which may have been made for several: the line's own, to be called for everybody.
        self.write: Callable[[bytes], None] = _nowhere
        self._line: Line | None = None
        self._waiting: deque[Message] | None = None
        self._pinged_at = 0.0
        self._ping_at = time.monotonic() + server.eio.ping_interval
        self._connects_until: float | None = time.monotonic() + settings.connects_within_s

    def begin(self, sock: Any) -> None:
        """Speak over a socket whose handshake is done."""
        longest = self.server.eio.max_http_buffer_size
        bucket = Bucket(self._settings.frames_per_second)
        figures = self._settings.figures
        self._line = Line(sock, longest, self._hear, self._lost, self._tell_behind, bucket, figures)
        self.write = self._line.write

    def send(self, pkt: Any) -> None:
        """Send a packet of the library's."""
        encoded = pkt.encode()
        if isinstance(encoded, str):
            self.write(frame(encoded.encode()))
        else:
            self.write(frame(encoded, Opcode.BINARY))

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """End the connection and have everybody told who must know. As the library's."""
        if self.closed or self.closing:
            return
        self.closing = True
        why = reason or self.server.eio.reason.SERVER_DISCONNECT
        # Whoever is told may ask the database: not in the loop.
        eventloop.in_background(self._tell_closed, why)
        if self._line is not None:
            if not abort:
                self.send(packet.Packet(packet.CLOSE))
            self._line.close(NORMAL)

    def check_ping_timeout(self) -> bool:
        """The library asks now and then; `beat` sees to it."""
        return True

    def beat(self, now: float) -> None:
        """Ping when it is time, and give up on whoever does not answer. A slow line is given its time."""
        if self.closed or self.closing or self._line is None or self._line.is_blocked:
            return
        if self._connects_until is not None and now > self._connects_until:
            self._connects_until = None
            if not self._has_connected():
                self.close(reason=self.server.eio.reason.TRANSPORT_ERROR)
                return
        if self._pinged_at:
            if now - self._pinged_at > self.server.eio.ping_timeout:
                self.close(reason=self.server.eio.reason.PING_TIMEOUT)
        elif now >= self._ping_at:
            self._pinged_at = now
            self.write(_PING)

    def _hear(self, message: Message) -> None:
        if message == "3":
            self._pinged_at = 0.0
            self._ping_at = time.monotonic() + self.server.eio.ping_interval
        elif self._waiting is not None:
            self._waiting.append(message)
        elif not self._is_known(message):
            # It may ask the database, so not in the loop; what comes after it waits, to keep the order.
            self._waiting = deque([message])
            eventloop.in_background(self._pass_on)

    def _pass_on(self) -> None:
        while self._waiting:
            message = self._waiting.popleft()
            if not self._is_known(message):
                self._receive(message)
        self._waiting = None

    def _receive(self, message: Message) -> None:
        try:
            pkt = packet.Packet(encoded_packet=message)
            if pkt.packet_type == packet.MESSAGE:
                self.server.eio.handlers["message"](self.sid, pkt.data)
                if message[:2] == "41" and not self._has_connected():
                    self.close(reason=self.server.eio.reason.CLIENT_DISCONNECT)
            elif pkt.packet_type == packet.CLOSE:
                self.close(abort=True, reason=self.server.eio.reason.CLIENT_DISCONNECT)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, EngineIOError):
            # Neither protocol: as with the library, that ends the connection.
            self._break()
        except Exception:
            log.exception("socket_failed")
            self._break()

    def _break(self) -> None:
        if self._line is not None:
            self._line.close(BROKEN_RULE)
        self.close(abort=True, reason=self.server.eio.reason.TRANSPORT_ERROR)

    def _is_known(self, message: Message) -> bool:
        """True when it was an event of ours: `42["name",data]`, after `42` a number if it wants an answer."""
        if not isinstance(message, str) or not message.startswith("42"):
            return False
        at = message.find("[", 2, 24)
        number = message[2:at]
        if at < 0 or not (number == "" or (number.isascii() and number.isdigit())):
            return False
        try:
            name, *arguments = _decode(message[at:])
            handler = self._settings.handlers.get(name)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError, ValueError, TypeError):
            return False
        sid = self.server.manager.sid_from_eio_sid(self.sid, "/")
        if handler is None or sid is None:
            return False
        handler(sid, arguments, self._acknowledge(number))
        return True

    def _acknowledge(self, number: str) -> Acknowledge:
        def acknowledge(*values: Any) -> None:
            if number:
                self.write(frame(b"43" + number.encode() + _encode(values)))

        return acknowledge

    def _has_connected(self) -> bool:
        manager = self.server.manager
        return any(manager.sid_from_eio_sid(self.sid, name) for name in list(manager.get_namespaces()))

    def _tell_behind(self) -> None:
        self.write(event_frame("behind", {}))

    def _lost(self) -> None:
        self.close(abort=True, reason=self.server.eio.reason.TRANSPORT_CLOSE)

    def _tell_closed(self, reason: str) -> None:
        try:
            self.server.eio.handlers["disconnect"](self.sid, reason)
        except Exception:
            log.exception("socket_failed")
        finally:
            self.closed = True
            self.server.eio.sockets.pop(self.sid, None)


def _nowhere(_frame: bytes) -> None:
    """There is no line yet."""


def event_frame(name: str, data: Any) -> bytes:
    """A Socket.IO event as the frame that everybody gets who is told of it."""
    return frame(b"42" + _encode([name, data]))


_PING = frame(b"2")
