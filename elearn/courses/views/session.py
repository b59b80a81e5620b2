"""A session of a course: when, who leads, its run-sheet; and moving it to another time."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.access_log import note_readings
from elearn.accounts.current import actor
from elearn.clock import now
from elearn.courses import overview, queries, rules, service
from elearn.courses.forms import TimeForm
from elearn.courses.run_sheets import cautions, exchange_share, read
from elearn.courses.timetable import is_open, is_over, may_be_looked_into, opens_at
from elearn.courses.views.blueprint import blueprint
from elearn.errors import check
from elearn.extensions import db
from elearn.languages import local


@blueprint.get("/courses/<course>/sessions/<int:number>")
def session(course: str, number: int) -> str:
    meeting, at = queries.find_session(db.session, course, number), now()
    scope = meeting.course_run.scope
    check(rules.may_see_course(actor(), scope))
    phases, equipped = read(meeting.run_sheet), overview.equipped(db.session, actor(), meeting, at)
    if equipped:
        note_readings([each.person for each in equipped], "equipment")
    return render_template(
        "courses/session.html",
        meeting=meeting,
        course=meeting.course_run,
        staff=queries.assigned(db.session, [meeting.course_run_id]).get(meeting.course_run_id, []),
        phases=phases,
        share=round(exchange_share(phases) * 100),
        cautions=cautions(phases),
        equipped=equipped,
        opens_at=opens_at(meeting),
        is_open=is_open(meeting, at),
        is_over=is_over(meeting, at),
        may_look_in=may_be_looked_into(meeting, at),
        may_enter=rules.may_enter_room(actor(), scope),
        leads=rules.leads(actor(), scope),
        takes_part=rules.takes_part(actor(), scope),
        may_see_run_sheet=rules.may_see_run_sheet(actor(), scope),
        may_change_run_sheet=rules.may_change_run_sheet(actor(), scope),
        may_move=rules.may_move_session(actor(), scope),
    )


@blueprint.get("/courses/<course>/sessions/<int:number>/time")
def session_time(course: str, number: int) -> str:
    meeting = queries.find_session(db.session, course, number)
    check(rules.may_move_session(actor(), meeting.course_run.scope))
    starts = local(meeting.starts_at)
    form = TimeForm(day=starts.date(), time=starts.time())
    return render_template("courses/session_time.html", meeting=meeting, form=form)


@blueprint.post("/courses/<course>/sessions/<int:number>/time")
def move_session(course: str, number: int) -> Response | tuple[str, int]:
    """Hold the session at another time."""
    meeting = queries.find_session(db.session, course, number)
    check(rules.may_move_session(actor(), meeting.course_run.scope))
    form = TimeForm()
    if not form.validate():
        return render_template("courses/session_time.html", meeting=meeting, form=form), 422
    service.move_session(meeting, form.moment(ZoneInfo(current_app.config["TIMEZONE"])))
    db.session.commit()
    flash(_("The new time is saved. Remember to tell the participants."), "success")
    return redirect(url_for("courses.session", course=course, number=number), 303)
