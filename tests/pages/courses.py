"""Courses, sessions, run-sheets and weekly plans."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from elearn.clock import now
from tests.cast import Cast
from tests.pages import Page, only


def _course(cast: Cast, session: Session) -> dict[str, Any]:
    return {"course": cast.course.public_id}


def _evening(cast: Cast, session: Session) -> dict[str, Any]:
    return _course(cast, session) | {"number": 3}


def _week(cast: Cast, session: Session) -> dict[str, Any]:
    return _course(cast, session) | {"week": 1}


def _tove(cast: Cast, session: Session) -> dict[str, Any]:
    return _course(cast, session) | {"person": cast.tove.public_id}


def _part(cast: Cast) -> dict[str, Any]:
    return {"role": "technical_host", "person": cast.tove.public_id}


def _time(cast: Cast) -> dict[str, Any]:
    return {"day": (now() + timedelta(days=3)).date().isoformat(), "time": "18:00"}


def _new_course(cast: Cast) -> dict[str, Any]:
    later = dict.fromkeys(("professional", "experienced_user", "technical_host"), "")
    chosen = {"programme": cast.course.programme_id, "partnership": cast.partnership.id}
    return _time(cast) | later | chosen


def _plan(cast: Cast) -> dict[str, Any]:
    return {"what": "Gå en tur", "confidence": 8, "revision": 1}


def _plan_form(cast: Cast) -> dict[str, Any]:
    return {"what": "Gå en tur", "confidence": "8"}


ITS_PEOPLE = "303 200 403 200 200 200 200 200 403"  # everybody with a part, its coordinator, its host
THE_GROUP = "303 200 403 200 200 403 403 403 403"  # participants and the two leaders
LEADERS = "303 403 403 {0} {0} 403 403 403 403"  # professional and experienced user, always alike
MOVERS = "303 403 403 {0} {0} 403 {0} 403 403"  # the two leaders and the coordinator

#                                         visitor, participant, of another course, professional, experienced
#                                         user, technical host, coordinator, administrator, course developer
PAGES = [
    Page("GET /courses", only("course developer", 302, others=200)),
    Page("GET /courses/new", only("coordinator", 200)),
    Page("POST /courses/new", only("coordinator", 303), data=_new_course),
    Page("GET /courses/<course>", ITS_PEOPLE, at=_course),
    Page("GET /courses/<course>/calendar.ics", ITS_PEOPLE, at=_course),
    Page("GET /courses/<course>/leaders", only("coordinator", 200), at=_course),
    Page("POST /courses/<course>/leaders", only("coordinator", 303), at=_course, data=_part),
    Page("POST /courses/<course>/leaders/<person>/removal", only("coordinator", 303), at=_tove, data=_part),
    Page("GET /courses/<course>/sessions/<int:number>", ITS_PEOPLE, at=_evening),
    Page("GET /courses/<course>/sessions/<int:number>/calendar.ics", ITS_PEOPLE, at=_evening),
    Page("GET /courses/<course>/sessions/<int:number>/run-sheet", LEADERS.format(200), at=_evening),
    # Without the version it was made from, a run-sheet might undo what the other leader has just changed.
    Page("POST /courses/<course>/sessions/<int:number>/run-sheet", LEADERS.format(409), at=_evening),
    Page("GET /courses/<course>/sessions/<int:number>/time", MOVERS.format(200), at=_evening),
    Page("POST /courses/<course>/sessions/<int:number>/time", MOVERS.format(303), at=_evening, data=_time),
    # Ana has no buddy to show a number to.
    Page("POST /courses/<course>/buddy/number", only("participant", 409), at=_course),
    Page("POST /courses/<course>/buddy/number/removal", only("participant", 303), at=_course),
    Page("GET /courses/<course>/plans", only("participant", 200), at=_course),
    Page("GET /courses/<course>/plans/<int:week>", only("participant", 200), at=_week),
    Page(
        "PUT /courses/<course>/plans/<int:week>",
        "401 200 403 403 403 403 403 403 403",
        at=_week,
        data=_plan,
        json=True,
    ),
    Page("POST /courses/<course>/plans/<int:week>", only("participant", 303), at=_week, data=_plan_form),
    Page("GET /courses/<course>/plans/shared", THE_GROUP, at=_course),
]
