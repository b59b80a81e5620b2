"""Calendar files: sessions as events that tell nothing of health to whoever sees the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

REMINDER = timedelta(minutes=-30)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One event: `uid` stays the same when the time changes, so that a calendar moves it."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    url: str


def calendar_file(appointments: Iterable[Appointment], zone: ZoneInfo, made_at: datetime) -> bytes:
    """An iCalendar file (RFC 5545) with times in `zone`, and a quiet reminder when the room opens."""
    calendar = Calendar.new(prodid="-//Mestringsrom//NO", subcomponents=[])
    for appointment in appointments:
        calendar.add_component(_event(appointment, zone, made_at))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _event(appointment: Appointment, zone: ZoneInfo, made_at: datetime) -> Event:
    event = Event.new(
        uid=appointment.uid,
        summary=appointment.title,
        start=appointment.starts_at.astimezone(zone),
        end=appointment.ends_at.astimezone(zone),
        url=appointment.url,
        stamp=made_at,
        # A newer file wins over an older one.
        sequence=int(made_at.timestamp()) // 60,
    )
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", appointment.title)
    alarm.add("trigger", REMINDER)
    event.add_component(alarm)
    return event
