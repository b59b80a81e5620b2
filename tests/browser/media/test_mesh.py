"""The mesh: real browsers hear and see one another, by what they have decoded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Live
from tests.browser.media.circle import Circle, circle


@pytest.fixture(scope="module")
def four(live: Live, chromium: Browser) -> Iterator[Circle]:
    with circle(live, chromium, "marit", "ana", "bjorn", "cecilie") as people:
        yield people


def test_three_hear_and_see_one_another(four: Circle) -> None:
    marit, ana, bjorn = three = [four.marit, four.ana, four.bjorn]
    for each in three:
        each.enter()

    for each in three:
        others = [other for other in three if other is not each]
        each.meets(*others)
        each.hears(*others)
        each.sees(*others)
    assert [each.faults for each in three] == [[], [], []]
    assert [each.heard for each in three] == [[], [], []]
