"""What the carrier is to do, one thing after the other in each room, in a greenlet that may wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import structlog

from elearn import eventloop

log = structlog.get_logger()

Errand = Callable[[], None]


class Errands:
    """Adding one waits for nothing; a failure is logged, and the next is done all the same."""

    def __init__(self, in_background: Callable[..., None] = eventloop.in_background) -> None:
        self._in_background = in_background
        self._waiting: dict[int, deque[Errand]] = {}

    def add(self, room_id: int, errand: Errand) -> None:
        waiting = self._waiting.get(room_id)
        if waiting is not None:
            waiting.append(errand)
            return
        self._waiting[room_id] = deque([errand])
        self._in_background(self._run, room_id)

    def _run(self, room_id: int) -> None:
        waiting = self._waiting[room_id]
        while waiting:
            errand = waiting.popleft()
            try:
                errand()
            except Exception:
                log.exception("carrier_failed")
        del self._waiting[room_id]
