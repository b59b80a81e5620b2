"""Who has tried the equipment before tonight, and the calls that the technical host offers tomorrow."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun
from elearn.equipment import service
from elearn.equipment.outcomes import Device, Line, Outcome
from elearn.equipment.queries import times_of_host

HOST, CALLED, NUMBER = "Tove", "Gerd", "900 00 000"
BEGIN, END, MINUTES = time(12), time(13), 20
TRIED_BEFORE = timedelta(hours=26)


def store_equipment(
    session: Session, course: CourseRun, people: Mapping[str, Person], now: datetime, zone: ZoneInfo
) -> None:
    """Store the tries, and an hour of calls of which one is booked."""
    file = Path(__file__).parent / "equipment.toml"
    for tried in tomllib.loads(file.read_text("utf-8"))["tried"]:
        result = service.Result(
            microphone=Outcome(tried.get("microphone", "works")),
            loudspeaker=Outcome(tried.get("loudspeaker", "works")),
            camera=Outcome(tried.get("camera", "works")),
            line=Line(tried.get("line", "all")),
            wants_call=tried.get("wants_call", False),
        )
        person, device = people[tried["name"]], Device(tried["device"])
        service.keep(session, person, course, device, result, now - TRIED_BEFORE)
    tomorrow = (now + timedelta(days=1)).astimezone(zone).date()
    begin, end = (datetime.combine(tomorrow, at, zone) for at in (BEGIN, END))
    if times_of_host(session, people[HOST].id, now):
        return  # from an evening before this one, the same day
    first, *_ = service.offer_times(session, course, people[HOST], begin, end, MINUTES, now)
    service.book(session, course, people[CALLED], first, NUMBER, now)
