"""How values spread: how many fell between which bounds. Adding one costs a search and two additions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


class Spread:
    """Counts of values by upper bound, the last count being of those above every bound, and their sum."""

    __slots__ = ("bounds", "counts", "sum")

    def __init__(self, bounds: Sequence[float]) -> None:
        self.bounds = tuple(bounds)
        self.counts = [0] * (len(self.bounds) + 1)
        self.sum = 0.0

    @property
    def count(self) -> int:
        """How many values there were."""
        return sum(self.counts)

    def add(self, value: float) -> None:
        self.counts[bisect_left(self.bounds, value)] += 1
        self.sum += value

    def since(self, earlier: Spread) -> Spread:
        """What has been added after `earlier`, an older copy of this one."""
        passed = Spread(self.bounds)
        passed.counts = [late - early for late, early in zip(self.counts, earlier.counts, strict=True)]
        passed.sum = self.sum - earlier.sum
        return passed

    def most(self, share: float) -> float | None:
        """What this share of the values, 0 to 1, did not exceed, as far as the bounds tell; None without any.

        Between two bounds values are taken to lie evenly. Above the last bound that bound is all one knows.
        """
        wanted, below, lower = share * self.count, 0, 0.0
        if not self.count:
            return None
        for upper, count in zip(self.bounds, self.counts, strict=False):
            if count and below + count >= wanted:
                return lower + (upper - lower) * (wanted - below) / count
            below, lower = below + count, upper
        return self.bounds[-1]
