"""The personal links that everybody in the course run got before the first session."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.courses.models import CourseRun
from elearn.enrolment.models import Enrolment
from elearn.enrolment.service import send_link
from elearn.notify.models import Channel

BEFORE_THE_FIRST = timedelta(days=7)


def send_links(session: Session, course: CourseRun) -> None:
    """Put a letter with a personal link to each participant into the outbox; the mailbox page shows them."""
    at = course.sessions[0].starts_at - BEFORE_THE_FIRST
    lifetime = timedelta(days=current_app.config["LINK_DAYS"])
    host = course.partnership.host.name
    enrolments = session.scalars(select(Enrolment).where(Enrolment.course_run_id == course.id)).all()
    # Words and addresses are made for a request; here nobody asks.
    with current_app.test_request_context():
        for enrolment in enrolments:
            send_link(session, enrolment, Channel.EMAIL, host, at, lifetime, _address)


def _address(token: str) -> str:
    return str(current_app.config["URL"]) + url_for("accounts.personal_link", token=token)
