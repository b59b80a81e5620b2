"""A line that breaks at given places: every connection is torn off, and for a while nothing gets through."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PIECE = 64 * 1024
# Long enough for more than one new try of the browser to fail.
AWAY_S = 1.5


class CutLine:
    """Carries connections to a port of this machine; breaks each time so many bytes have gone there.

    `sent` is how many bytes went towards the server, `cuts` how often the line has broken.
    """

    def __init__(self, port: int, cut_after: list[int]) -> None:
        self._port, self._cut_after = port, cut_after
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._listener.getsockname()[1]}"
        self.sent, self.cuts = 0, 0
        self._back_at = 0.0
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    @contextmanager
    def carrying(self) -> Iterator[CutLine]:
        threading.Thread(target=self._accept, daemon=True).start()
        try:
            yield self
        finally:
            self._listener.close()
            self._tear()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if time.monotonic() < self._back_at:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._port))
                with self._lock:
                    self._open |= {near, far}
                threading.Thread(target=self._carry, args=(near, far, True), daemon=True).start()
                threading.Thread(target=self._carry, args=(far, near, False), daemon=True).start()

    def _carry(self, from_: socket.socket, to: socket.socket, is_up: bool) -> None:
        with suppress(OSError):
            while piece := from_.recv(PIECE):
                to.sendall(piece)
                if is_up:
                    self._count(len(piece))
            to.shutdown(socket.SHUT_WR)

    def _count(self, sent: int) -> None:
        with self._lock:
            self.sent += sent
            is_due = self._cut_after and self.sent >= self._cut_after[0]
            if is_due:
                self._cut_after.pop(0)
                self.cuts += 1
                self._back_at = time.monotonic() + AWAY_S
        if is_due:
            self._tear()

    def _tear(self) -> None:
        """As a line breaks: without a goodbye."""
        with self._lock:
            torn, self._open = self._open, set()
        for each in torn:
            with suppress(OSError):
                each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                each.shutdown(socket.SHUT_RDWR)
            each.close()
