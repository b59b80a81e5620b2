"""How a request becomes a WebSocket (RFC 6455, 4.2)."""

from __future__ import annotations

import binascii
from base64 import b64decode
from typing import Any

from wsproto.utilities import generate_accept_token

# What a request no longer needs when it has become a connection, and what would keep its buffers in memory.
SPENT = ("wsgi.input", "eventlet.input", "eventlet.set_idle", "headers_raw")


def key_of(environ: dict[str, Any]) -> str | None:
    """The client's key; None when this is no whole opening handshake of version 13."""
    key: str = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
    upgrades = [part.strip() for part in environ.get("HTTP_CONNECTION", "").lower().split(",")]
    try:
        is_whole = len(b64decode(key, validate=True)) == 16
    except (binascii.Error, ValueError):
        is_whole = False
    fits = "upgrade" in upgrades and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13"
    return key if fits and is_whole else None


def accepted(key: str) -> bytes:
    """The answer that makes it one."""
    token = generate_accept_token(key.encode()).decode()
    return (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {token}\r\n\r\n"
    ).encode()
