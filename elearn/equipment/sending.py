"""How letters about a course's calls leave this installation."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import current_app, url_for

from elearn.courses.models import CourseRun
from elearn.enrolment.service import ways_to_send
from elearn.equipment.letters import Post


def post(course: CourseRun, *, is_host: bool = False) -> Post:
    """With a link to the participant's page, or to that of the one who calls."""
    page = "equipment.people" if is_host else "equipment.call"
    config = current_app.config
    address = str(config["URL"]) + url_for(page, course=course.public_id)
    return Post(ways_to_send(config), address, ZoneInfo(config["TIMEZONE"]))
