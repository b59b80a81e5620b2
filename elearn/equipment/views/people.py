"""For those who hold a course: whose equipment is ready, and the times at which they can call."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.access_log import note_readings
from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.equipment import letters, queries, rules, service
from elearn.equipment.forms import TimesForm
from elearn.equipment.models import CallTime
from elearn.equipment.queries import CourseRun
from elearn.equipment.sending import post
from elearn.equipment.views.blueprint import blueprint
from elearn.equipment.views.refusing import too_late
from elearn.errors import Conflict, Invalid, check
from elearn.extensions import db


@blueprint.get("/courses/<course>/equipment")
def people(course: str) -> str:
    """Each participant, and the calls to come."""
    found = queries.find_course(db.session, course)
    check(rules.may_see_equipment(actor(), found.scope))
    return _page(found, TimesForm())


@blueprint.post("/courses/<course>/equipment/times")
def offer(course: str) -> Response | tuple[str, int]:
    """Offer times for calls."""
    found = queries.find_course(db.session, course)
    check(rules.may_offer_times(actor(), found.scope))
    form, at = TimesForm(), now()
    if form.validate():
        start, end = form.span(ZoneInfo(current_app.config["TIMEZONE"]))
        try:
            times = service.offer_times(db.session, found, me(), start, end, form.minutes.data, at)
        except Invalid as refusal:
            form.ends.errors = [_why(refusal.code)]
        else:
            db.session.commit()
            flash(_("%(count)s times for a call are offered now.", count=len(times)), "success")
            return redirect(url_for("equipment.people", course=course), 303)
    return _page(found, form), 422


@blueprint.post("/courses/<course>/equipment/times/<time>/removal")
def withdraw(course: str, time: str) -> Response:
    """Offer the time no more; who had booked it gets a letter. A call that has begun is not cancelled."""
    found = queries.find_course(db.session, course)
    check(rules.may_offer_times(actor(), found.scope))
    try:
        flash(_taken_away(found, queries.find_time(db.session, found.id, time)), "success")
    except Conflict:
        flash(too_late(), "warning")
    db.session.commit()
    return redirect(url_for("equipment.people", course=course), 303)


def _page(course: CourseRun, form: TimesForm) -> str:
    at = now()
    equipped, times = queries.equipped(db.session, course.id, at), queries.times(db.session, course.id, at)
    waiting = [each for each in equipped if each.needs_call and not each.call]
    may_offer = rules.may_offer_times(actor(), course.scope)
    html = render_template(
        "equipment/people.html",
        course=course,
        equipped=equipped,
        times=times,
        waiting=waiting,
        has_begun={time.public_id for time in times if rules.has_begun(time.starts_at, at)},
        form=form,
        may_offer=may_offer,
    )
    # Whoever withdrew may have a call still, and is no longer among the participants.
    called = [time.call.person for time in times if time.call]
    wishing = [each.person for each in waiting if each.wish_number]
    note_readings([each.person for each in equipped], "equipment")
    note_readings(called + wishing if may_offer else [], "phone")
    return html


def _taken_away(course: CourseRun, time: CallTime) -> str:
    """Whoever had booked it, or offers it, is told by letter; in words what has happened."""
    host, called = time.host, time.call.person if time.call else None
    service.withdraw_time(db.session, time, now())
    if called is None:
        return _("The time is taken away.")
    if host.id != me().id:
        letters.tell_cancelled(db.session, host, time, post(course, is_host=True), now())
    if letters.tell_cancelled(db.session, called, time, post(course), now()):
        return _("The call is cancelled, and a letter is on its way.")
    return _("The call is cancelled. No letter can leave from here, so tell the participant yourself.")


def _why(code: str) -> str:
    sentences = {
        "past": _("Choose a time to come, at most half a year ahead."),
        "overlap": _("You have offered some of this time already."),
    }
    too_many = _(
        "Let the end come after the beginning, with at most %(most)s calls.", most=rules.MOST_AT_ONCE
    )
    return sentences.get(code, too_many)
