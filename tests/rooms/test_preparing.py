"""What the course planned and what the room counts are the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from elearn.courses import run_sheets as planned
from rooms.core import run_sheet as played

MINUTES = some.integers(-30, 60).filter(bool)
PHASES = some.lists(some.tuples(MINUTES, some.booleans()), max_size=12)


@given(PHASES)
def test_the_course_and_the_room_count_the_same_share_of_exchange(phases: list[tuple[int, bool]]):
    on_paper = [planned.Phase("activity", minutes, exchange=exchange) for minutes, exchange in phases]
    in_the_room = [played.Phase("activity", {}, minutes, exchange=exchange) for minutes, exchange in phases]

    assert planned.exchange_share(on_paper) == played.exchange_share(in_the_room)
