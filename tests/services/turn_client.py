"""A device that asks a relay for places, as a browser does (RFC 8656), over TCP or TLS."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import socket
import ssl
import struct
from contextlib import AbstractContextManager
from typing import Any

MAGIC = 0x2112A442
ALLOCATE, REFRESH, FAILED = 0x0003, 0x0004, 0x0110
USERNAME, INTEGRITY, ERROR, REALM, NONCE, TRANSPORT = 0x0006, 0x0008, 0x0009, 0x0014, 0x0015, 0x0019
UDP = b"\x11\0\0\0"

Attributes = dict[int, bytes]


class TurnClient(AbstractContextManager["TurnClient"]):
    """One connection to the relay, which may hold one place. `credentials` are one of `iceServers`."""

    def __init__(self, address: str, port: int, credentials: dict[str, Any], by_tls: bool = False) -> None:
        self._socket = socket.create_connection((address, port), 10)
        if by_tls:
            self._socket = _unverified().wrap_socket(self._socket)
        self._name, self._password = credentials["username"], credentials["credential"]
        self._realm = self._nonce = b""

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def allocate(self) -> int:
        """Ask for a place: 0 when it is given, else the number of the refusal."""
        return self._ask(ALLOCATE, {TRANSPORT: UDP})

    def refresh(self) -> int:
        """Ask to keep it: 0 or the number of the refusal."""
        return self._ask(REFRESH, {})

    def _ask(self, method: int, wish: Attributes) -> int:
        """As browsers do: first without a name, then with what the relay has told."""
        refusal = 0
        for _try in range(3):
            kind, told = self._exchange(method, wish)
            if kind & FAILED != FAILED:
                return 0
            refusal, nonce = told[ERROR][2] * 100 + told[ERROR][3], told.get(NONCE, b"")
            if refusal not in (401, 438) or nonce == self._nonce:
                return refusal
            self._realm, self._nonce = told.get(REALM, self._realm), nonce
        return refusal

    def _exchange(self, method: int, wish: Attributes) -> tuple[int, Attributes]:
        named = {USERNAME: self._name.encode(), REALM: self._realm, NONCE: self._nonce} if self._nonce else {}
        self._socket.sendall(self._message(method, _packed(wish | named)))
        kind, length, *_rest = struct.unpack("!HHI12s", self._read(20))
        return kind, _unpacked(self._read(length))

    def _message(self, method: int, body: bytes) -> bytes:
        transaction = secrets.token_bytes(12)
        if not self._nonce:
            return struct.pack("!HHI", method, len(body), MAGIC) + transaction + body
        key = hashlib.md5(f"{self._name}:{self._realm.decode()}:{self._password}".encode()).digest()
        signed = struct.pack("!HHI", method, len(body) + 24, MAGIC) + transaction + body
        return signed + _packed({INTEGRITY: hmac.digest(key, signed, "sha1")})

    def _read(self, length: int) -> bytes:
        read = b""
        while len(read) < length:
            more = self._socket.recv(length - len(read))
            assert more, "the relay has hung up"
            read += more
        return read


def _packed(attributes: Attributes) -> bytes:
    return b"".join(
        struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)
        for kind, value in attributes.items()
    )


def _unpacked(body: bytes) -> Attributes:
    attributes: Attributes = {}
    while body:
        kind, length = struct.unpack("!HH", body[:4])
        attributes[kind] = body[4 : 4 + length]
        body = body[4 + length + -length % 4 :]
    return attributes


def _unverified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
