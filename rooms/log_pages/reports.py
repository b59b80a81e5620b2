"""What participants have told about a leader: for the coordinator of the host municipality alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.access_log import note_readings
from elearn.courses.models import CourseRun, CourseSession
from elearn.courses.queries import find_course
from elearn.errors import Invalid, NotFound, check
from elearn.extensions import db
from rooms import queries, rules
from rooms.core.actors import Actor, Part
from rooms.core.commands import ResolveReport
from rooms.core.kinds import ReportOutcome
from rooms.core.refusals import Refused
from rooms.core.rules import has_ended, is_debrief_signed, signatures_needed
from rooms.core.state import Report
from rooms.log_pages.access import coordinator_of, find_room, reading_of
from rooms.log_pages.doing import ask, tell
from rooms.log_pages.showing import who_in
from rooms.models import Room
from rooms.telling.labels import coordinator_outcomes, labels
from rooms.views import blueprint

READ = "report"


@dataclass(frozen=True, slots=True)
class Told:
    """A report with the evening it belongs to; `message` is what was reported, "" for something said."""

    room: Room
    session: CourseSession
    number: int
    report: Report
    by: str
    about: str
    message: str


@blueprint.get("/courses/<course>/reports")
def reports(course: str) -> str:
    """What is about a leader, and what the leaders have passed on."""
    run, actor = _coordinated(course)
    told = list(_reports(run, actor))
    page = render_template(
        "rooms/log/reports.html",
        run=run,
        mine=[each for each in told if each.report.to == "coordinator"],
        passed_on=[each for each in told if each.report.to == "leaders"],
        unsigned=list(_unsigned(run)),
        labels=labels(),
    )
    # Only the reporter is told of the reading: the leader would learn of the report from it.
    note_readings(queries.people_called(db.session, {each.report.by for each in told}), READ)
    return page


@blueprint.post("/courses/<course>/reports/<room>/<int:report>/outcome")
def resolve_as_coordinator(course: str, room: str, report: int) -> Response:
    """Give a report about a leader its outcome; the one who reported is told."""
    run, actor = _coordinated(course)
    found = find_room(room)
    if found.course_run_id != run.id:
        raise NotFound
    made = reading_of(found).room.reports.get(report)
    if made is None:
        raise NotFound
    check(rules.may_handle_report(actor, made.about))
    outcome = request.form.get("outcome", "")
    if outcome not in coordinator_outcomes():
        raise Invalid
    try:
        command = ResolveReport(report, cast(ReportOutcome, outcome), request.form.get("words", ""))
        ask(found, actor, command)
    except Refused as refused:
        tell(refused.code)
    else:
        flash(_("Thank you. The one who told you can read the answer now."), "success")
    return redirect(url_for("rooms.reports", course=course), 303)


def _coordinated(course: str) -> tuple[CourseRun, Actor]:
    run = find_course(db.session, course)
    actor = coordinator_of(run)
    check(actor is not None)
    return run, cast(Actor, actor)


def _reports(run: CourseRun, actor: Actor) -> Iterator[Told]:
    for room, course_session in queries.evenings_with_reports(db.session, run.id):
        reading = reading_of(room)
        who, said = who_in(reading), reading.room.chat.messages
        for number, report in reading.room.reports.items():
            concerns = report.to == "coordinator" or report.outcome == "passed_on"
            if concerns and rules.may_handle_report(actor, report.about):
                yield Told(
                    room=room,
                    session=course_session,
                    number=number,
                    report=report,
                    by=who(report.by),
                    about=who(report.about) if report.about else "",
                    message=said[report.message].text if report.message is not None else "",
                )


def _unsigned(run: CourseRun) -> Iterator[tuple[Room, CourseSession]]:
    """Debriefs that wait for the coordinator, because a leader did not come."""
    for room, course_session in queries.evenings_with_one_leader(db.session, run.id):
        told = reading_of(room).room
        waits = has_ended(told) and Part.COORDINATOR in signatures_needed(told)
        if waits and told.debrief.revision and not is_debrief_signed(told):
            yield room, course_session
