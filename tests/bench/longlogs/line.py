"""A WebSocket to the server that does no more than it must: its own time is part of what is measured."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

PATH = "/socket.io/?EIO=4&transport=websocket"
KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Line:
    """Sends texts and receives texts. Raises OSError when the server hangs up."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._read = connection.makefile("rb")

    def upgrade(self, port: int, cookie: str, origin: str) -> None:
        """From HTTP to WebSocket (RFC 6455, section 4)."""
        head = [
            f"GET {PATH} HTTP/1.1",
            f"Host: localhost:{port}",
            f"Cookie: {cookie}",
            f"Origin: {origin}",
            *("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"),
            f"Sec-WebSocket-Key: {KEY}",
        ]
        self._connection.sendall(("\r\n".join(head) + "\r\n\r\n").encode())
        status = self._read.readline()
        if b" 101 " not in status:
            raise OSError(status.decode())
        while self._read.readline().strip():
            pass

    def send(self, text: str) -> None:
        """One masked frame (section 5)."""
        content, mask = text.encode(), os.urandom(4)
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(content))
        length = (
            bytes([0x80 | len(content)]) if len(content) < 126 else b"\xfe" + struct.pack("!H", len(content))
        )
        self._connection.sendall(b"\x81" + length + mask + masked)

    def until(self, beginning: str) -> str:
        """The first text from now on that begins like this."""
        while not (heard := self._receive()).startswith(beginning):
            pass
        return heard

    def _receive(self) -> str:
        _, length = self._exactly(2)
        if length == 126:
            (length,) = struct.unpack("!H", self._exactly(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._exactly(8))
        return self._exactly(length).decode()

    def _exactly(self, size: int) -> bytes:
        found = self._read.read(size)
        if len(found) < size:
            raise OSError("the server hung up")
        return found


@contextmanager
def line_to(port: int, cookie: str, origin: str) -> Iterator[Line]:
    """A line that is up until the block ends."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line = Line(connection)
        line.upgrade(port, cookie, origin)
        yield line
