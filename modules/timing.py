"""When a module opens and when it is best read, counted from the sessions of the course run. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

# s1, s2 … are the sessions by number; f1 is the follow-up, the last one of a run.
WORDS = re.compile(
    r"|start|(?P<side>after|before):(?:s(?P<number>\d{1,2})|(?P<follow_up>f1))|on:(?P<day>\d{4}-\d\d-\d\d)"
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """What timing needs to know of a session."""

    number: int
    starts_at: datetime
    ends_at: datetime


def is_timing(words: object) -> bool:
    """True for "", "start", "after:s1", "before:s2", "before:f1", "on:2027-01-31"."""
    match = WORDS.fullmatch(words) if isinstance(words, str) else None
    return match is not None and (match["day"] is None or _day(match["day"]) is not None)


def session_number(words: str) -> int | None:
    """The session that `words` speak of, if any."""
    match = WORDS.fullmatch(words)
    return int(match["number"]) if match and match["number"] else None


def day_meant(words: str) -> date | None:
    """The day that `words` speak of, if any."""
    match = WORDS.fullmatch(words)
    return _day(match["day"]) if match and match["day"] else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def moment(words: str, meetings: Sequence[Meeting], zone: tzinfo) -> datetime | None:
    """When that is: the end of the session for "after", its beginning for "before", a day's for "on".

    None when it speaks of no session, or of one that this run does not have.
    """
    match, meeting, day = WORDS.fullmatch(words), meant(words, meetings), day_meant(words)
    if day is not None:
        return datetime(day.year, day.month, day.day, tzinfo=zone)
    if match is None or meeting is None:
        return None
    return meeting.ends_at if match["side"] == "after" else meeting.starts_at


def meant(words: str, meetings: Sequence[Meeting]) -> Meeting | None:
    """The session that `words` speak of, if the run has it."""
    match = WORDS.fullmatch(words)
    if match and match["follow_up"]:
        return max(meetings, key=lambda meeting: meeting.number, default=None)
    return next((meeting for meeting in meetings if meeting.number == session_number(words)), None)


def is_open(opens: str, meetings: Sequence[Meeting], zone: tzinfo, now: datetime) -> bool:
    """A module without a time for opening is always open."""
    opening = moment(opens, meetings, zone)
    return opening is None or opening <= now


def session_before(opens: str, due: str) -> int:
    """The number of the session that a module follows: its week of the course is that session's."""
    after, before = session_number(opens), session_number(due)
    return after if after is not None else max(1, (before or 2) - 1)
