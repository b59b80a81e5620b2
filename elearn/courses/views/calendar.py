"""Calendar files: one session, or the whole course."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from flask import Response, current_app, url_for
from flask_babel import gettext as _

from elearn.accounts.current import actor
from elearn.clock import now
from elearn.courses import queries, rules
from elearn.courses.calendars import Appointment, calendar_file
from elearn.courses.models import CourseSession
from elearn.courses.views.blueprint import blueprint
from elearn.errors import check
from elearn.extensions import db


@blueprint.get("/courses/<course>/sessions/<int:number>/calendar.ics")
def session_calendar(course: str, number: int) -> Response:
    meeting = queries.find_session(db.session, course, number)
    check(rules.may_see_course(actor(), meeting.course_run.scope))
    return _file([meeting])


@blueprint.get("/courses/<course>/calendar.ics")
def course_calendar(course: str) -> Response:
    found = queries.find_course(db.session, course)
    check(rules.may_see_course(actor(), found.scope))
    return _file(found.sessions)


def _file(meetings: Iterable[CourseSession]) -> Response:
    zone = ZoneInfo(current_app.config["TIMEZONE"])
    content = calendar_file([_appointment(meeting) for meeting in meetings], zone, now())
    headers = {"Content-Disposition": 'attachment; filename="calendar.ics"'}
    return Response(content, mimetype="text/calendar", headers=headers)


def _appointment(meeting: CourseSession) -> Appointment:
    """A neutral title: a calendar is often open where others look."""
    return Appointment(
        uid=f"{meeting.public_id}@mestringsrom",
        title=_("Online meeting"),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        url=current_app.config["URL"] + url_for("rooms.enter_session", public_id=meeting.public_id),
    )
