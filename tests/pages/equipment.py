"""Trying equipment, seeing whose is ready, and calls about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from elearn.clock import now
from elearn.equipment.models import CallTime
from tests.cast import Cast
from tests.pages import Page, only, signed_in


def _course(cast: Cast, session: Session) -> dict[str, Any]:
    return {"course": cast.course.public_id}


def _time(cast: Cast, session: Session) -> dict[str, Any]:
    starts = now() + timedelta(days=1)
    time = CallTime(
        course_run_id=cast.course.id,
        host_id=cast.tove.id,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=20),
        offered_at=now(),
    )
    session.add(time)
    session.flush()
    return {"course": cast.course.public_id, "time": time.public_id}


def _gone(cast: Cast, session: Session) -> dict[str, Any]:
    return {"course": cast.course.public_id, "time": "gone"}


def _evening(cast: Cast) -> dict[str, Any]:
    day = (now() + timedelta(days=2)).date().isoformat()
    return {"day": day, "begins": "17:00", "ends": "18:00", "minutes": "20"}


def _booking(cast: Cast) -> dict[str, Any]:
    return {"time": "", "number": "900 00 000"}


THOSE_WHO_CARRY = "303 403 403 {0} {0} {0} {0} 403 403"  # both leaders, technical host, coordinator
THOSE_WHO_CALL = "303 403 403 403 403 {0} {0} 403 403"

#                                         visitor, participant, of another course, professional, experienced
#                                         user, technical host, coordinator, administrator, course developer
PAGES = [
    Page("GET /equipment", signed_in(200)),
    Page("POST /equipment", signed_in(303)),
    Page("POST /equipment/removal", signed_in(303)),
    Page("GET /equipment/line", signed_in(200)),
    Page("POST /equipment/line", signed_in(200)),
    Page("POST /equipment/ice", signed_in(200)),
    Page("GET /courses/<course>/equipment", THOSE_WHO_CARRY.format(200), at=_course),
    Page("POST /courses/<course>/equipment/times", THOSE_WHO_CALL.format(303), at=_course, data=_evening),
    # A time that is not there any more, or was never this course's.
    Page("POST /courses/<course>/equipment/times/<time>/removal", THOSE_WHO_CALL.format(404), at=_gone),
    Page("GET /courses/<course>/call", only("participant", 200), at=_course),
    # No time was chosen.
    Page("POST /courses/<course>/call", only("participant", 422), at=_time, data=_booking),
    Page("POST /courses/<course>/call/removal", only("participant", 303), at=_course),
]
