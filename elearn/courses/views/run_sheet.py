"""Changing the run-sheet of a session: works as a plain form, and live with `<run-sheet-editor>`."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import actor
from elearn.courses import queries, rules, run_sheets, service
from elearn.courses.models import CourseSession
from elearn.courses.run_sheet_form import Row, read_rows, rows, version, with_blank
from elearn.courses.run_sheets import cautions, exchange_share, read
from elearn.courses.views.blueprint import blueprint
from elearn.errors import Conflict, Invalid, check
from elearn.extensions import db
from elearn.languages import chosen


@blueprint.get("/courses/<course>/sessions/<int:number>/run-sheet")
def run_sheet(course: str, number: int) -> str:
    meeting = _meeting(course, number)
    return _form(meeting, rows(read(meeting.run_sheet)))


@blueprint.post("/courses/<course>/sessions/<int:number>/run-sheet")
def change_run_sheet(course: str, number: int) -> str | Response | tuple[str, int]:
    """Save the rows; or, without a script, add a row or count anew."""
    meeting = _meeting(course, number)
    if request.form.get("version") != version(meeting.run_sheet):
        raise Conflict
    filled = read_rows(request.form, read(meeting.run_sheet), chosen())
    match request.form.get("do"):
        case "add":
            return _form(meeting, with_blank(filled))
        case "look":
            return _form(meeting, filled)
    try:
        service.change_run_sheet(meeting, [row.phase for row in filled])
    except Invalid:
        flash(
            _("Each part needs a number of minutes, at most %(most)s.", most=run_sheets.MOST_MINUTES),
            "warning",
        )
        return _form(meeting, filled), 422
    db.session.commit()
    flash(_("The run-sheet is saved."), "success")
    return redirect(url_for("courses.session", course=course, number=number), 303)


def _meeting(course: str, number: int) -> CourseSession:
    meeting = queries.find_session(db.session, course, number)
    check(rules.may_change_run_sheet(actor(), meeting.course_run.scope))
    return meeting


def _form(meeting: CourseSession, filled: list[Row]) -> str:
    phases = [row.phase for row in filled]
    address: dict[str, Any] = {"course": meeting.course_run.public_id, "number": meeting.number}
    return render_template(
        "courses/run_sheet.html",
        action=url_for("courses.run_sheet", **address),
        back=url_for("courses.session", **address),
        back_words=_("Back to the session"),
        number=meeting.number,
        title=meeting.title,
        rows=filled,
        blank=with_blank([])[0],
        version=version(meeting.run_sheet),
        share=round(exchange_share(phases) * 100),
        minutes=run_sheets.length(phases),
        cautions=cautions(phases),
        limits=run_sheets,
    )
