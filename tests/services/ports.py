"""Finding a port that nobody uses."""

from __future__ import annotations

import socket


def free_port() -> int:
    """A port on this machine that is free now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
