"""When we meet: the next session, whether its room is open, which week of the course it is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

ROOM_OPENS = timedelta(minutes=30)
# Late evenings, and the session check of those who lost their line at the end.
ROOM_STAYS_OPEN = timedelta(minutes=60)
# Course days that follow each other share a week; a weekly evening that was moved by some days does not.
SAME_WEEK = timedelta(days=3)


class Meeting(Protocol):
    """What the timetable needs to know of a session."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...

    @property
    def ended_at(self) -> datetime | None:
        """When its leaders ended it; None while they have not."""
        ...


M = TypeVar("M", bound=Meeting)


def opens_at(meeting: Meeting) -> datetime:
    return meeting.starts_at - ROOM_OPENS


def is_open(meeting: Meeting, now: datetime) -> bool:
    """True while the way into the room is the main thing on a page."""
    return meeting.ended_at is None and opens_at(meeting) <= now < meeting.ends_at + ROOM_STAYS_OPEN


def is_over(meeting: Meeting, now: datetime) -> bool:
    """Its leaders have ended it, or forgotten to and gone home."""
    return meeting.ended_at is not None or meeting.ends_at + ROOM_STAYS_OPEN <= now


def may_be_looked_into(meeting: Meeting, now: datetime) -> bool:
    """True for a while after the end: to write a last word, or answer the session check."""
    return meeting.ended_at is not None and now < meeting.ends_at + ROOM_STAYS_OPEN


def next_of(meetings: Iterable[M], now: datetime) -> M | None:
    """The session that is on, else the next one to come."""
    coming = [meeting for meeting in meetings if not is_over(meeting, now)]
    return min(coming, key=lambda meeting: meeting.starts_at, default=None)


def last_of(meetings: Iterable[M], now: datetime) -> M | None:
    """The latest session that is over."""
    over = [meeting for meeting in meetings if is_over(meeting, now)]
    return max(over, key=lambda meeting: meeting.starts_at, default=None)


def week_of(meetings: Sequence[Meeting], now: datetime) -> int:
    """The week of the course, 1 and up: with weekly sessions, week 3 runs from the third to the fourth."""
    return max(1, sum(begins and meeting.starts_at <= now for meeting, begins in _weeks(meetings)))


def week_of_session(meetings: Sequence[Meeting], number: int) -> int:
    """The week of the course in which session `number` lies; the last one for a number beyond it."""
    return max(1, sum(begins for _, begins in _weeks(meetings)[:number]))


def _weeks(meetings: Sequence[Meeting]) -> list[tuple[Meeting, bool]]:
    """The sessions by time, each with whether it begins a week: days that follow each other share one."""
    days = sorted(meetings, key=lambda meeting: meeting.starts_at)
    befores = [None, *days[:-1]]
    return [
        (day, before is None or day.starts_at - before.starts_at >= SAME_WEEK)
        for before, day in zip(befores, days, strict=True)
    ]


def same_hour(first: datetime, weeks_later: int, zone: ZoneInfo, days_later: int = 0) -> datetime:
    """That much later at the same time on the wall, also across the change to summer time."""
    return first.astimezone(zone) + timedelta(weeks=weeks_later, days=days_later)
