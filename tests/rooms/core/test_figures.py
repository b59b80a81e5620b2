"""Minutes here, and the time of every side."""

from rooms.core.commands import EndSession, Enter, LeaveRoom
from rooms.core.figures import present_ms
from tests.rooms.core.story import ANA, BJORN, EVENING, GATHERED, MARIT, MINUTE, after

BEGUN = EVENING.session.started_at


def test_minutes_here_are_counted_from_the_start_to_the_end():
    room = after((MARIT, EndSession(), BEGUN + 90 * MINUTE))

    assert present_ms(room, "ana", room.at + 30 * MINUTE) == 90 * MINUTE


def test_minutes_away_are_not_counted():
    room = after((ANA, LeaveRoom(), BEGUN + 10 * MINUTE), (ANA, Enter(), BEGUN + 25 * MINUTE))

    assert present_ms(room, "ana", BEGUN + 30 * MINUTE) == 15 * MINUTE


def test_coming_back_after_the_end_adds_nothing():
    room = after(
        (BJORN, LeaveRoom(), BEGUN + MINUTE),
        (MARIT, EndSession(), BEGUN + 60 * MINUTE),
        (BJORN, Enter(), BEGUN + 70 * MINUTE),
    )

    assert present_ms(room, "bjorn", BEGUN + 80 * MINUTE) == MINUTE


def test_nobody_has_attended_what_has_not_begun():
    assert present_ms(GATHERED, "ana", GATHERED.at + MINUTE) == 0
    assert present_ms(EVENING, "vidar", EVENING.at + MINUTE) == 0
