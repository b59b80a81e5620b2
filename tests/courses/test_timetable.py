"""When we meet: the room's opening hours, the week of the course, and summer time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from elearn.courses.timetable import (
    is_open,
    is_over,
    last_of,
    may_be_looked_into,
    next_of,
    same_hour,
    week_of,
    week_of_session,
)

SIX = datetime(2026, 10, 6, 16, 0, tzinfo=UTC)
OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True)
class Evening:
    starts_at: datetime
    ended_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=120)


EVENINGS = [Evening(SIX + timedelta(weeks=week)) for week in range(3)]


@pytest.mark.parametrize(
    ("minutes", "open_now", "over"),
    [(-31, False, False), (-30, True, False), (119, True, False), (179, True, False), (180, False, True)],
)
def test_the_room_opens_half_an_hour_before_and_stays_an_hour(
    minutes: int, open_now: bool, over: bool
) -> None:
    at = SIX + timedelta(minutes=minutes)

    assert (is_open(EVENINGS[0], at), is_over(EVENINGS[0], at)) == (open_now, over)


@pytest.mark.parametrize(("days", "week"), [(-5, 1), (0, 1), (6, 1), (7, 2), (14, 3), (90, 3)])
def test_a_week_runs_from_its_session_to_the_next(days: int, week: int) -> None:
    assert week_of(EVENINGS, SIX + timedelta(days=days)) == week


COURSE_DAYS = [Evening(SIX + timedelta(days=days)) for days in (0, 1, 2, 21, 22)]


@pytest.mark.parametrize(("days", "week"), [(0, 1), (2, 1), (20, 1), (21, 2), (22, 2), (90, 2)])
def test_course_days_that_follow_each_other_are_one_week(days: int, week: int) -> None:
    assert week_of(COURSE_DAYS, SIX + timedelta(days=days)) == week


@pytest.mark.parametrize(("number", "week"), [(0, 1), (1, 1), (3, 1), (4, 2), (5, 2), (9, 2)])
def test_a_session_lies_in_a_week_of_its_course(number: int, week: int) -> None:
    assert week_of_session(COURSE_DAYS, number) == week


def test_an_evening_that_was_moved_by_some_days_keeps_its_week() -> None:
    moved = [EVENINGS[0], Evening(SIX + timedelta(days=4)), EVENINGS[2]]

    assert [week_of_session(moved, number) for number in (1, 2, 3)] == [1, 2, 3]


def test_an_evening_its_leaders_have_ended_is_over_at_once() -> None:
    ended = Evening(SIX, SIX + timedelta(minutes=20))
    soon, later = SIX + timedelta(minutes=21), SIX + timedelta(minutes=181)

    assert (is_open(ended, soon), is_over(ended, soon)) == (False, True)
    assert (next_of([ended, EVENINGS[1]], soon), last_of([ended, EVENINGS[1]], soon)) == (EVENINGS[1], ended)
    assert [may_be_looked_into(ended, at) for at in (soon, later)] == [True, False]
    assert not may_be_looked_into(EVENINGS[0], soon)


def test_what_is_next_and_what_was_last() -> None:
    at = SIX + timedelta(days=1)

    assert (next_of(EVENINGS, at), last_of(EVENINGS, at)) == (EVENINGS[1], EVENINGS[0])
    assert (next_of(EVENINGS, SIX + timedelta(days=90)), last_of(EVENINGS, SIX)) == (None, None)


def test_an_evening_keeps_its_hour_when_the_clocks_change() -> None:
    later = same_hour(SIX, 4, OSLO)

    assert (later.strftime("%d.%m. %H:%M"), later.astimezone(UTC).hour) == ("03.11. 18:00", 17)
    assert same_hour(SIX, 2, OSLO, 5).strftime("%d.%m. %H:%M") == "25.10. 18:00"
