"""The last hour: a minute is what was done between two looks, and the sixty-first is forgotten."""

from __future__ import annotations

from rooms.core.refusals import Code, Refused
from rooms.watching.figures import Figures
from rooms.watching.hour import MINUTES, Hour

MINUTE_MS = 60_000


def test_a_minute_is_what_was_done_since_the_one_before():
    figures = Figures()
    figures.messages = 5
    hour = Hour(figures, at=0)

    figures.messages += 2
    figures.came_of(Refused(Code.TOO_FAST))
    ended = hour.keep(MINUTE_MS)
    figures.messages += 1

    assert (ended.at, ended.done.messages, ended.done.refused[Code.TOO_FAST]) == (MINUTE_MS, 2, 1)
    assert [minute.done.messages for minute in hour.minutes()] == [2]
    assert hour.last(5).messages == 3


def test_only_the_last_hour_is_kept():
    figures = Figures()
    hour = Hour(figures, at=0)

    for number in range(1, MINUTES + 11):
        figures.messages += number
        hour.keep(number * MINUTE_MS)

    assert [minute.done.messages for minute in hour.minutes()] == [*range(11, 71)]
    assert hour.last(2).messages == 69 + 70
    assert hour.last(MINUTES).messages == sum(range(11, 71))
