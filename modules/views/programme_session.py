"""The run-sheet of a course's session, from which every course run begins."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.courses import run_sheets
from elearn.courses.models import Programme
from elearn.courses.run_sheet_form import Row, read_rows, rows, version, with_blank
from elearn.courses.run_sheets import cautions, exchange_share, read
from elearn.errors import Conflict, Invalid, NotFound
from elearn.languages import chosen
from modules.composing import rules, service
from modules.composing.refusals import CourseShips, LockedByTemplate
from modules.views.blueprint import blueprint
from modules.views.programmes import done, to_compose

ADDRESS = "/programmes/<programme>/sessions/<int:number>"


@blueprint.get(ADDRESS)
def programme_session(programme: str, number: int) -> str:
    found, meeting = _meeting(programme, number)
    return _form(found, number, meeting, rows(read(meeting["run_sheet"])))


@blueprint.post(ADDRESS)
def change_programme_session(programme: str, number: int) -> str | Response | tuple[str, int]:
    """Save the rows; or, without a script, add a row or count anew."""
    found, meeting = _meeting(programme, number)
    if request.form.get("version") != version(meeting["run_sheet"]):
        raise Conflict
    filled = read_rows(request.form, read(meeting["run_sheet"]), chosen())
    match request.form.get("do"):
        case "add":
            return _form(found, number, meeting, with_blank(filled))
        case "look":
            return _form(found, number, meeting, filled)
    try:
        service.change_session(found, number, [row.phase for row in filled])
    except Invalid:
        flash(
            _("Each part needs a number of minutes, at most %(most)s.", most=run_sheets.MOST_MINUTES),
            "warning",
        )
        return _form(found, number, meeting, filled), 422
    return done(programme, _("The run-sheet is saved. Courses that are planned already keep theirs."))


def _meeting(programme: str, number: int) -> tuple[Programme, dict[str, Any]]:
    found = to_compose(programme)
    if not 1 <= number <= len(found.sessions):
        raise NotFound
    if found.ships:
        raise CourseShips
    meeting = found.sessions[number - 1]
    if rules.is_locked(found, rules.session_field(meeting["id"])):
        raise LockedByTemplate
    return found, meeting


def _form(programme: Programme, number: int, meeting: dict[str, Any], filled: list[Row]) -> str:
    phases = [row.phase for row in filled]
    return render_template(
        "courses/run_sheet.html",
        action=url_for("modules.programme_session", programme=programme.slug, number=number),
        back=url_for("modules.programme", programme=programme.slug, _anchor="sessions"),
        back_words=_("Back to the course"),
        number=number,
        title=meeting["title"],
        rows=filled,
        blank=with_blank([])[0],
        version=version(meeting["run_sheet"]),
        share=round(exchange_share(phases) * 100),
        minutes=run_sheets.length(phases),
        cautions=cautions(phases),
        limits=run_sheets,
    )
