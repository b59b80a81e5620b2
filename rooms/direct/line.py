"""One socket without a greenlet: read when the loop says so, written once a turn with all there is."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

from elearn import eventloop
from elearn.clock import milliseconds
from rooms.direct.frames import Message, Reader, Reply, close_frame
from rooms.direct.outbound import OUTBOUND
from rooms.limits import Bucket
from rooms.watching.figures import Figures

_AT_ONCE = 16_384
# Bytes that may wait for a client that reads slowly, here and in the kernel. What comes then is left out, and
# the client is told to catch up.
MOST_WAITING = 131_072
# A client that takes nothing of what waits for so long is cut; its person keeps the seat.
PATIENCE_S = 20.0
# Whoever sends more frames than they may is not read for a while: their own kernel then makes them wait.
LONGEST_REST_S = 5.0
# After our closing frame the other side has so long to close: then we do.
FAREWELL_S = 2.0


class Line:
    """The bytes of one WebSocket.

    `heard` gets every whole message, `lost` is called once when the line is gone, `behind` when frames had
    to be left out and the client has read what waited. The loop calls all three: they must not wait. `bucket`
    bounds how many frames are read; `figures` counts who is behind, cut, or read more slowly.
    """

    __slots__ = (
        *("_behind", "_bucket", "_figures", "_heard", "_lost", "_most_waiting"),
        *("_is_behind", "_is_closing", "_is_watched", "_moves"),
        *("_out", "_reader", "_reading", "_rest", "_sock", "_writing"),
    )

    def __init__(
        self,
        sock: socket.socket,
        longest: int,
        heard: Callable[[Message], None],
        lost: Callable[[], None],
        behind: Callable[[], None],
        bucket: Bucket,
        figures: Figures,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST_WAITING)
        self._sock: socket.socket | None = sock
        self._reader = Reader(longest)
        self._heard, self._lost, self._behind = heard, lost, behind
        self._bucket, self._figures, self._most_waiting = bucket, figures, most_waiting
        self._out: list[bytes] = []
        self._rest: bytes | memoryview = b""
        self._is_behind = self._is_closing = self._is_watched = self._moves = False
        self._reading: object | None = None
        self._writing: object | None = None
        # Not from the greenlet that took the connection: the loop would keep that one in memory.
        eventloop.soon(self._listen)

    @property
    def is_blocked(self) -> bool:
        """True while something waits for the client to read."""
        return self._writing is not None

    def write(self, frame: bytes) -> None:
        """Send `frame` at the end of this turn of the loop, after everything that was written before."""
        if self._sock is None or self._is_closing or self._is_behind:
            return
        if not self._out:
            OUTBOUND.add(self)
        self._out.append(frame)

    def close(self, code: int) -> None:
        """Say goodbye after what was written; closed when the other side has closed too, or soon."""
        self._end_with(close_frame(code))

    def send_now(self) -> None:
        """Hand the kernel what was written; what it does not take waits until it does."""
        if self._sock is None or not self._out:
            return
        frames, self._out = self._out, []
        if self._writing is None:
            self._rest = self._sent(frames[0] if len(frames) == 1 else b"".join(frames))
            if not self._rest:
                return
            self._wait_for_room()
        else:
            self._rest = b"".join((self._rest, *frames))
        if len(self._rest) > self._most_waiting and not self._is_behind:
            self._is_behind = True
            self._figures.behind += 1

    def _sent(self, data: bytes | memoryview) -> bytes | memoryview:
        """Send what goes without waiting; the rest."""
        assert self._sock is not None  # noqa: S101 - both callers have looked
        try:
            count = self._sock.send(data)
        except BlockingIOError:
            return data
        except OSError:
            self._lose()
            return b""
        self._moves = True
        if count < len(data):
            return memoryview(data)[count:]
        if self._is_closing:
            self._say_no_more()
        return b""

    def _wait_for_room(self) -> None:
        if self._sock is not None:
            self._writing = eventloop.when_writable(self._sock.fileno(), self._write)
            # One look at a time: with that of an earlier wait, a short rest would pass for a long one.
            if not self._is_watched:
                self._is_watched, self._moves = True, False
                eventloop.soon(self._lose_the_stuck, PATIENCE_S)

    def _write(self, _file: int) -> None:
        if self._sock is None:
            return
        self._rest = self._sent(self._rest)
        if self._rest or self._sock is None:
            return
        self._stop_writing()
        if self._is_behind:
            self._is_behind = False
            self._behind()

    def _lose_the_stuck(self) -> None:
        if self.is_blocked and not self._moves:
            self._figures.cut += 1
            self._lose()
        if not self.is_blocked:
            self._is_watched = False
            return
        self._moves = False
        eventloop.soon(self._lose_the_stuck, PATIENCE_S)

    def _end_with(self, last: bytes) -> None:
        if self._sock is None or self._is_closing:
            return
        self.write(last)
        self._is_closing = True
        self.send_now()
        eventloop.soon(self._lose, FAREWELL_S)

    def _say_no_more(self) -> None:
        """Only our half: closing at once with something unread would destroy the goodbye on its way."""
        assert self._sock is not None  # noqa: S101 - just written to
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_WR)

    def _listen(self) -> None:
        if self._sock is not None:
            self._reading = eventloop.when_readable(self._sock.fileno(), self._read)

    def _read(self, _file: int) -> None:
        # Lost a moment ago: the loop calls all that were ready at once, whatever the first of them has done.
        if self._sock is None:
            return None
        try:
            data = self._sock.recv(_AT_ONCE)
        except BlockingIOError:
            return None
        except OSError:
            data = b""
        if not data:
            return self._lose()
        return self._take(data)

    def _take(self, data: bytes) -> None:
        read = self._reader.frames
        for item in self._reader.read(data) if not self._is_closing else ():
            if not isinstance(item, Reply):
                self._heard(item)
            elif item.is_last:
                self._end_with(item.frame)
            else:
                self.write(item.frame)
            if self._sock is None or self._is_closing:
                return
        if too_many := self._too_many(self._reader.frames - read):
            self._rest_from_reading(too_many / self._bucket.per_second)

    def _too_many(self, frames: int) -> int:
        """How many of the frames that were just read are more than they may send."""
        now = milliseconds()
        return sum(not self._bucket.take(now) for _ in range(frames))

    def _rest_from_reading(self, seconds: float) -> None:
        if self._reading is not None:
            self._figures.slowed += 1
            eventloop.forget(self._reading)
            self._reading = None
            eventloop.soon(self._listen, min(seconds, LONGEST_REST_S))

    def _stop_writing(self) -> None:
        if self._writing is not None:
            eventloop.forget(self._writing)
            self._writing = None

    def _lose(self) -> None:
        """Close the socket, whoever ended it, and say so once."""
        sock, self._sock = self._sock, None
        if sock is None:
            return
        self._out, self._rest = [], b""
        if self._reading is not None:
            eventloop.forget(self._reading)
        self._stop_writing()
        sock.close()
        self._lost()
