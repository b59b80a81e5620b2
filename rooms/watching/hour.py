"""The last hour: a copy of the figures each minute, in memory only. What happened between is a difference."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import pairwise

from rooms.watching.figures import Figures

MINUTES = 60


@dataclass(frozen=True, slots=True)
class Minute:
    """What was done in the minute that ended `at` (ms)."""

    at: int
    done: Figures


class Hour:
    """`keep` is called each minute; before the first time there is nothing but what began."""

    def __init__(self, figures: Figures, at: int) -> None:
        self._figures = figures
        self._kept: deque[Minute] = deque([Minute(at, figures.copy())], MINUTES + 1)

    def keep(self, at: int) -> Minute:
        """End a minute; what was done in it."""
        before, copy = self._kept[-1].done, self._figures.copy()
        self._kept.append(Minute(at, copy))
        return Minute(at, copy.since(before))

    def minutes(self) -> list[Minute]:
        """The whole minutes of the last hour, the oldest first."""
        return [Minute(late.at, late.done.since(early.done)) for early, late in pairwise(self._kept)]

    def last(self, minutes: int) -> Figures:
        """What was done in so many whole minutes, and in the one that is running."""
        earlier = self._kept[max(0, len(self._kept) - 1 - minutes)]
        return self._figures.since(earlier.done)
