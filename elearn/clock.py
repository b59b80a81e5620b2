"""The time, in the two forms the product uses."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def milliseconds() -> int:
    """This moment in milliseconds since the epoch, as the session log counts."""
    return time.time_ns() // 1_000_000
