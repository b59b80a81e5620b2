"""What the carrier is to do, one thing after the other in each room, in a greenlet that may wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from elearn import eventloop

log = structlog.get_logger()

Errand = Callable[[], None]


@dataclass(slots=True)
class Waiting:
    """What is to be done in one room."""

    errands: deque[Errand] = field(default_factory=deque)
    signals: deque[Errand] = field(default_factory=deque)

    def next(self) -> Errand | None:
        first = self.errands or self.signals
        return first.popleft() if first else None


class Errands:
    """Adding one waits for nothing; a failure is logged, and the next is done all the same."""

    def __init__(self, in_background: Callable[..., None] = eventloop.in_background) -> None:
        self._in_background = in_background
        self._waiting: dict[int, Waiting] = {}

    def add(self, room_id: int, errand: Errand) -> None:
        """Do it after those that were added before."""
        self._add(room_id, Waiting(errands=deque([errand])))

    def add_signal(self, room_id: int, errand: Errand) -> None:
        """Do it when nothing else waits: whoever signals without end keeps no leader's mute waiting."""
        self._add(room_id, Waiting(signals=deque([errand])))

    def _add(self, room_id: int, more: Waiting) -> None:
        waiting = self._waiting.get(room_id)
        if waiting is not None:
            waiting.errands += more.errands
            waiting.signals += more.signals
            return
        self._waiting[room_id] = more
        self._in_background(self._run, room_id)

    def _run(self, room_id: int) -> None:
        waiting = self._waiting[room_id]
        while errand := waiting.next():
            try:
                errand()
            except Exception:
                log.exception("carrier_failed")
        del self._waiting[room_id]
