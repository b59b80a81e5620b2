"""A WebSocket client that can also break every rule: bytes as one writes them, frames as they come."""

from __future__ import annotations

import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType

TEXT, BINARY, CLOSE, PING, PONG, MORE = 0x1, 0x2, 0x8, 0x9, 0xA, 0x0


class RawSocket:
    """One connection to a port of this machine."""

    def __init__(self, port: int, path: str = "/", headers: str = "", buffer: int = 0) -> None:
        """`buffer`: the bytes that our kernel holds for us; 0 lets it choose."""
        self.sock = socket.socket()
        if buffer:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.sock.settimeout(10)
        self.sock.connect(("127.0.0.1", port))
        self._rest = b""
        request = (
            f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{headers}\r\n"
        )
        self.sock.sendall(request.encode())
        while b"\r\n\r\n" not in self._rest:
            self._more()
        self.answer, _, self._rest = self._rest.partition(b"\r\n\r\n")

    def __enter__(self) -> RawSocket:
        return self

    def __exit__(
        self, _type: type | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.sock.close()

    def send(self, data: bytes) -> None:
        """Send bytes as they are; a server that has hung up takes none."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self.sock.sendall(data)

    def text(self, words: str) -> None:
        self.send(frame(TEXT, words.encode()))

    def receive(self, seconds: float = 10) -> tuple[int, bytes] | None:
        """Opcode and payload of the next frame; None when the server has closed the connection."""
        self.sock.settimeout(seconds)
        try:
            head = self._exactly(2)
            length = head[1] & 127
            if length > 125:
                length = int.from_bytes(self._exactly(2 if length == 126 else 8))
            return head[0] & 15, self._exactly(length)
        except (ConnectionError, EOFError):
            return None

    def words(self, seconds: float = 10) -> str:
        """The next text that is not Engine.IO's ping; "" when the server has closed the connection."""
        while (got := self.receive(seconds)) is not None and got[0] == TEXT:
            if got[1] != b"2":
                return got[1].decode()
        return ""

    def closing_code(self, seconds: float = 10) -> int | None:
        """The code of the closing frame after everything else, which must be followed by the end."""
        code: int | None = None
        until = time.monotonic() + seconds
        while (got := self.receive(until - time.monotonic())) is not None:
            if got[0] == CLOSE:
                code = int.from_bytes(got[1][:2]) if got[1] else 1005
        return code

    def _exactly(self, count: int) -> bytes:
        while len(self._rest) < count:
            self._more()
        data, self._rest = self._rest[:count], self._rest[count:]
        return data

    def _more(self) -> None:
        data = self.sock.recv(65_536)
        if not data:
            raise EOFError
        self._rest += data


@contextmanager
def flooding(sock: socket.socket, flood: bytes) -> Iterator[None]:
    """Send as much as the other side takes, in a thread, until the block ends or the other side hangs up."""
    enough = threading.Event()

    def send() -> None:
        sent = 0
        while not enough.is_set() and sent < len(flood):
            try:
                sent += sock.send(flood[sent : sent + 65_536])
            except TimeoutError:
                continue
            except ConnectionError:
                return

    sock.settimeout(0.1)
    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()


def frame(
    opcode: int, payload: bytes = b"", fin: bool = True, reserved: int = 0, masked: bool = True
) -> bytes:
    """A client's frame."""
    head = bytes(((fin << 7) | (reserved << 4) | opcode,))
    mask_bit = 0x80 if masked else 0
    if len(payload) < 126:
        head += bytes((mask_bit | len(payload),))
    elif len(payload) < 65_536:
        head += bytes((mask_bit | 126,)) + struct.pack("!H", len(payload))
    else:
        head += bytes((mask_bit | 127,)) + struct.pack("!Q", len(payload))
    if not masked:
        return head + payload
    mask = os.urandom(4)
    stretched = (mask * (len(payload) // 4 + 1))[: len(payload)]
    plain, key = int.from_bytes(payload), int.from_bytes(stretched)
    return head + mask + (plain ^ key).to_bytes(len(payload))
