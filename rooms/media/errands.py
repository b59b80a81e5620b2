"""What the carrier is to do, one thing after the other in each room, in a greenlet that may wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from elearn import eventloop
from rooms.limits import BURST_S, SIGNALS_PER_SECOND

log = structlog.get_logger()

Errand = Callable[[], None]
# So many signals of a person may wait in a room, as many as may come at once.
MOST_UNHEARD = int(SIGNALS_PER_SECOND * BURST_S)


@dataclass(slots=True)
class Waiting:
    """What is to be done in one room. `signals` are those of each person; whose turn it is comes first."""

    errands: deque[Errand] = field(default_factory=deque)
    signals: dict[str, deque[Errand]] = field(default_factory=dict)

    def next(self) -> Errand | None:
        if self.errands:
            return self.errands.popleft()
        return self._next_signal() if self.signals else None

    def _next_signal(self) -> Errand:
        """One of each person in turn."""
        person = next(iter(self.signals))
        theirs = self.signals.pop(person)
        signal = theirs.popleft()
        if theirs:
            self.signals[person] = theirs
        return signal


class Errands:
    """Adding one waits for nothing; a failure is logged, and the next is done all the same."""

    def __init__(self, in_background: Callable[..., None] = eventloop.in_background) -> None:
        self._in_background = in_background
        self._waiting: dict[int, Waiting] = {}

    def add(self, room_id: int, errand: Errand) -> None:
        """Do it after those that were added before."""
        with self._more(room_id) as waiting:
            waiting.errands.append(errand)

    def add_signal(self, room_id: int, person: str, errand: Errand) -> None:
        """Do it when nothing else waits, after one signal of each other person.

        Whoever signals without end keeps no leader's mute waiting, and nobody's connection but their own.
        """
        with self._more(room_id) as waiting:
            waiting.signals.setdefault(person, deque()).append(errand)

    def may_signal(self, room_id: int, person: str) -> bool:
        """Is there a place for one more signal of theirs?"""
        waiting = self._waiting.get(room_id)
        return waiting is None or len(waiting.signals.get(person, ())) < MOST_UNHEARD

    @contextmanager
    def _more(self, room_id: int) -> Iterator[Waiting]:
        """What waits in the room; if nothing did, it begins to be done after the block."""
        is_idle = room_id not in self._waiting
        yield self._waiting.setdefault(room_id, Waiting())
        if is_idle:
            self._in_background(self._run, room_id)

    def _run(self, room_id: int) -> None:
        waiting = self._waiting[room_id]
        while errand := waiting.next():
            try:
                errand()
            except Exception:
                log.exception("carrier_failed")
        del self._waiting[room_id]
