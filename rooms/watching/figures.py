"""What a process has done so far, in plain numbers: counted where it happens, read when somebody looks.

Every command comes by here, so nothing but additions is done: what a monitoring system wants to read is
made of these in `collector.py`, when it asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, fields
from time import perf_counter
from typing import Any, Protocol

from rooms.core.events import Entry, MessageSent
from rooms.core.refusals import Code, Refused
from rooms.log import Clash, NotStored
from rooms.watching.spread import Spread

# Seconds, from what a quick disk needs to what everybody notices.
SECONDS = (
    *(0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05),
    *(0.1, 0.2, 0.5, 1.0, 2.0, 5.0),
)
WISHES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Waited(Protocol):
    """A wish: `asked_at` is when somebody asked, by the clock that never goes back."""

    asked_at: float


def _times() -> Spread:
    return Spread(SECONDS)


@dataclass(slots=True)
class Figures:
    """Each number only grows, so that what was done in a time is a difference. No name, no id, no word."""

    accepted: int = 0
    # Something nobody foresaw: neither done nor refused.
    failed: int = 0
    refused: dict[Code, int] = field(default_factory=lambda: dict.fromkeys(Code, 0))
    entries: int = 0
    messages: int = 0
    updates: int = 0
    # An update once for each connection it was sent to.
    deliveries: int = 0
    # What devices told each other, or the carrier, to reach one another.
    signals: int = 0
    signals_refused: int = 0
    # Another process had written first; the database could not; anything else.
    clashes: int = 0
    not_stored: int = 0
    not_committed: int = 0
    # Clients that do not read what they are sent, that were cut for it, and that ask without end.
    behind: int = 0
    cut: int = 0
    slowed: int = 0
    wishes: Spread = field(default_factory=lambda: Spread(WISHES))
    commit_s: Spread = field(default_factory=_times)
    answer_s: Spread = field(default_factory=_times)
    lag_s: Spread = field(default_factory=_times)

    def answered(self, outcomes: Iterable[tuple[Waited, int | Exception]]) -> None:
        """These wishes are about to be told what came of them."""
        now, add = perf_counter(), self.answer_s.add
        for wish, outcome in outcomes:
            add(now - wish.asked_at)
            # Nearly all: not worth a call.
            if type(outcome) is int:
                self.accepted += 1
            else:
                self.came_of(outcome)

    def came_of(self, outcome: int | Exception) -> None:
        """Something was asked, and this came of it."""
        if isinstance(outcome, Refused):
            self.refused[outcome.code] += 1
        elif isinstance(outcome, Exception):
            self.failed += 1
        else:
            self.accepted += 1

    def committed(self, began: float) -> None:
        """A transaction that began then is stored."""
        self.commit_s.add(perf_counter() - began)

    def could_not_commit(self, error: Exception) -> None:
        """A transaction failed with this."""
        if isinstance(error, Clash):
            self.clashes += 1
        elif isinstance(error, NotStored):
            self.not_stored += 1
        else:
            self.not_committed += 1

    def wrote(self, entries: Sequence[Entry]) -> None:
        """These entries are in a room's log."""
        self.entries += len(entries)
        for entry in entries:
            if type(entry.event) is MessageSent:
                self.messages += 1

    def told(self, connections: int) -> None:
        """So many connections have been sent the same update."""
        self.updates += 1
        self.deliveries += connections

    def copy(self) -> Figures:
        """The figures as they are now."""
        return deepcopy(self)

    def since(self, earlier: Figures) -> Figures:
        """What was done after `earlier`, an older copy of these."""
        names = [each.name for each in fields(self)]
        return Figures(**{name: _less(getattr(self, name), getattr(earlier, name)) for name in names})


def _less(late: Any, early: Any) -> Any:
    if isinstance(late, Spread):
        return late.since(early)
    if isinstance(late, dict):
        return {key: late[key] - early[key] for key in late}
    return late - early
