"""Waiting until what has been started is there."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable


def wait_until(answers: Callable[[], bool], seconds: float, why_not: Callable[[], str]) -> None:
    """Return as soon as it answers. Fails with `why_not` when it has not in so many seconds."""
    deadline = time.monotonic() + seconds
    while not answers():
        assert time.monotonic() < deadline, why_not()
        time.sleep(0.05)


def wait_for_port(
    process: subprocess.Popen[bytes], address: str, port: int, why_not: Callable[[], str], seconds: float = 20
) -> None:
    """Return as soon as the process takes connections. Fails at once when it has ended instead."""

    def takes() -> bool:
        assert process.poll() is None, why_not()
        return _takes_connections(address, port)

    wait_until(takes, seconds, why_not)


def _takes_connections(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), 1).close()
    except OSError:
        return False
    return True
