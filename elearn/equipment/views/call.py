"""For a participant: booking a call about the equipment, and cancelling it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.equipment import letters, queries, rules, service
from elearn.equipment.forms import BookingForm
from elearn.equipment.models import BookedCall, CallTime
from elearn.equipment.outcomes import Readiness, readiness
from elearn.equipment.queries import CourseRun
from elearn.equipment.sending import post
from elearn.equipment.views.blueprint import blueprint
from elearn.equipment.views.refusing import too_late
from elearn.errors import Conflict, Invalid, check
from elearn.extensions import db
from elearn.languages import clock_time, day, phone_number


@blueprint.get("/courses/<course>/call")
def call(course: str) -> str:
    """What is booked, also by somebody who takes part no more, or the times that are free."""
    found = queries.find_course(db.session, course)
    check(_may_book(found) or _booked(found) is not None)
    return _page(found, _form(_free(found) if _may_book(found) else []))


@blueprint.post("/courses/<course>/call")
def book(course: str) -> Response | tuple[str, int]:
    """Book one of the free times."""
    found = queries.find_course(db.session, course)
    check(_may_book(found))
    free = _free(found)
    form = _form(free)
    chosen = next((time for time in free if time.public_id == form.time.data), None)
    if chosen is None and form.time.data:
        flash(_("That time is taken. Choose another one."), "warning")
        return redirect(url_for("equipment.call", course=course), 303)
    if not form.validate() or chosen is None:
        return _page(found, form), 422
    try:
        booked = service.book(db.session, found, me(), chosen, form.number.data, now())
    except Invalid:
        form.number.errors = [_("That is not a phone number. Eight digits, or a country code first.")]
        return _page(found, form), 422
    except Conflict:
        flash(_("That time is taken. Choose another one."), "warning")
        return redirect(url_for("equipment.call", course=course), 303)
    letters.tell_called(db.session, booked, post(found), now())
    letters.tell_caller(db.session, booked, post(found, is_host=True), now())
    db.session.commit()
    flash(_("The call is booked."), "success")
    return redirect(url_for("equipment.call", course=course), 303)


@blueprint.post("/courses/<course>/call/removal")
def cancel(course: str) -> Response:
    """Cancel one's own call, and the wish for it; the one who would have called gets a letter.

    Harmless to repeat, and refused once the time has come.
    """
    found = queries.find_course(db.session, course)
    booked = _booked(found)
    check(_may_book(found) or booked is not None)
    try:
        told = _cancelled(found, booked) if booked else ""
    except Conflict:
        flash(too_late(), "warning")
    else:
        flash(f"{_('The call is cancelled, and your number is deleted here.')} {told}".strip(), "success")
    if _may_book(found):
        return redirect(url_for("equipment.call", course=course), 303)
    return redirect(url_for("courses.mine"), 303)


def _cancelled(course: CourseRun, booked: BookedCall) -> str:
    """Cancel it; returns what there is to say about the try, which stands. Raises `Conflict`: too late."""
    host, time = booked.time.host, booked.time
    service.cancel(db.session, booked, now())
    service.wish_no_call(db.session, me())
    letters.tell_cancelled(db.session, host, time, post(course, is_host=True), now())
    db.session.commit()
    if readiness(queries.latest_check(db.session, me().id)) is not Readiness.NEEDS_CALL:
        return ""
    return _("Those who hold the course still see that something does not work yet in your try.")


def _may_book(course: CourseRun) -> bool:
    return rules.may_book_call(actor(), course.scope)


def _booked(course: CourseRun) -> BookedCall | None:
    return queries.call_of(db.session, me().id, course.id) if actor().is_signed_in else None


def _free(course: CourseRun) -> list[CallTime]:
    at = now()
    times = queries.times(db.session, course.id, at)
    return [time for time in times if not time.call and not rules.has_begun(time.starts_at, at)]


def _form(free: list[CallTime]) -> BookingForm:
    form = BookingForm(number=phone_number(me().mobile or ""))
    form.time.choices = [SelectChoice(time.public_id, _when(time)) for time in free]
    return form


def _when(time: CallTime) -> str:
    return _(
        "%(day)s, %(start)s to %(end)s, with %(name)s",
        day=day(time.starts_at),
        start=clock_time(time.starts_at),
        end=clock_time(time.ends_at),
        name=time.host.room_name,
    )


def _page(course: CourseRun, form: BookingForm) -> str:
    booked, at = _booked(course), now()
    return render_template(
        "equipment/call.html",
        course=course,
        form=form,
        booked=booked if booked and booked.time.ends_at > at else None,
        may_cancel=booked is not None and not rules.has_begun(booked.time.starts_at, at),
    )
