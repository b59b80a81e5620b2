"""Calendar files: the right hour in the right zone, and nothing of health."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar

from elearn.courses.calendars import Appointment, calendar_file
from tests.acting import Auth
from tests.cast import Cast


def test_times_stand_in_the_zone_of_the_course() -> None:
    starts = datetime(2026, 12, 3, 17, 0, tzinfo=UTC)
    evening = Appointment("a@b", "Online meeting", starts, starts + timedelta(hours=2), "http://x/room")

    content = calendar_file([evening], ZoneInfo("Europe/Oslo"), datetime(2026, 11, 1, tzinfo=UTC))

    assert b"DTSTART;TZID=Europe/Oslo:20261203T180000" in content
    assert b"BEGIN:VTIMEZONE" in content


def test_one_sessions_file_holds_one_event_with_a_neutral_title(auth: Auth, cast: Cast) -> None:
    response = auth.login(cast.ana).get(f"/courses/{cast.course.public_id}/sessions/3/calendar.ics")

    [event] = Calendar.from_ical(response.data).walk("VEVENT")
    assert response.content_type == "text/calendar; charset=utf-8"
    assert event["SUMMARY"] == "Online meeting"
    assert event["DTSTART"].dt == cast.evening.starts_at.replace(microsecond=0)
    assert str(event["URL"]).endswith(f"/sessions/{cast.evening.public_id}/room")
    assert "mestring" not in response.text.lower().replace("mestringsrom", "")


def test_the_courses_file_holds_every_session(auth: Auth, cast: Cast) -> None:
    response = auth.login(cast.ana).get(f"/courses/{cast.course.public_id}/calendar.ics")

    assert len(Calendar.from_ical(response.data).walk("VEVENT")) == 3
