"""How values spread: the counts by bound, and what most of them did not exceed."""

from __future__ import annotations

import pytest

from rooms.watching.spread import Spread


def spread_of(*values: float) -> Spread:
    spread = Spread((1, 2, 5, 10))
    for value in values:
        spread.add(value)
    return spread


def test_a_value_belongs_to_the_first_bound_that_is_not_below_it():
    spread = spread_of(0, 1, 1.5, 2, 7, 10, 11)

    assert (spread.counts, spread.count, spread.sum) == ([2, 2, 0, 2, 1], 7, 32.5)


def test_what_was_added_since_a_copy_is_the_difference():
    spread = spread_of(1, 7)
    earlier = spread_of(1, 7)
    spread.add(3)

    passed = spread.since(earlier)

    assert (passed.counts, passed.sum) == ([0, 0, 1, 0, 0], 3)


@pytest.mark.parametrize(
    ("values", "share", "most"),
    [
        ([], 0.95, None),
        ([0.3], 0.5, 0.5),
        ([0.5, 0.5, 3, 3], 0.5, 1),
        ([0.5, 0.5, 3, 3], 1, 5),
        ([0.5] * 95 + [7] * 5, 0.95, 1),
        ([0.5] * 94 + [7] * 6, 0.99, 5 + 5 * 5 / 6),
        ([50, 60], 0.5, 10),
    ],
)
def test_most_values_did_not_exceed(values: list[float], share: float, most: float | None):
    assert spread_of(*values).most(share) == pytest.approx(most)
