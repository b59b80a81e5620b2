"""The time, in the two forms the product uses."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


# Goes on evenly, whatever the machine's clock is set to; on Linux also while the machine sleeps.
_EVEN = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def milliseconds() -> int:
    """This moment in milliseconds since the epoch, as the session log counts.

    When the machine's clock is set while people are in rooms, their evening keeps its own time: nothing ends
    an hour early or a day late. `set_right` follows the machine's clock again.
    """
    return (_ahead_ns + time.clock_gettime_ns(_EVEN)) // 1_000_000


def set_right() -> None:
    """Let `milliseconds` be what the machine's clock says now. For when nobody is in a room."""
    global _ahead_ns
    _ahead_ns = _ahead()


def _ahead() -> int:
    return time.time_ns() - time.clock_gettime_ns(_EVEN)


_ahead_ns = _ahead()
