"""Trying one's own equipment."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.equipment import line, queries, relay, rules, service
from elearn.equipment.forms import ResultForm
from elearn.equipment.outcomes import Readiness, device_of, readiness
from elearn.equipment.views.blueprint import blueprint
from elearn.errors import Invalid, check
from elearn.extensions import db


@blueprint.get("/equipment")
def page() -> str:
    check(rules.may_try(actor()))
    latest = queries.latest_check(db.session, me().id)
    return render_template(
        "equipment/page.html",
        course=queries.my_course(db.session, actor(), now()),
        latest=latest,
        readiness=readiness(latest),
        carries=relay.carries(),
        needs=[(step.value, *least) for step, *least in line.NEEDS],
        most_bytes=line.MOST_BYTES,
    )


@blueprint.post("/equipment")
def keep() -> Response:
    """Keep how it went, for those who hold the person's course."""
    check(rules.may_try(actor()))
    form = ResultForm()
    if not form.validate():
        raise Invalid
    course = queries.my_course(db.session, actor(), now())
    device = device_of(request.user_agent.string)
    kept = service.keep(db.session, me(), course, device, form.result(), now())
    db.session.commit()
    if course is None:
        flash(_("The result is kept. You see it here the next time."), "success")
        return redirect(url_for("equipment.page"), 303)
    flash(_told(readiness(kept), kept.wants_call), "success")
    if kept.wants_call:
        return redirect(url_for("equipment.call", course=course.public_id), 303)
    return redirect(url_for("courses.mine"), 303)


@blueprint.post("/equipment/removal")
def forget() -> Response:
    """Delete what is kept of one's own tries."""
    check(rules.may_try(actor()))
    service.forget(db.session, me())
    db.session.commit()
    flash(_("What we had kept about your equipment is deleted."), "success")
    return redirect(url_for("equipment.page"), 303)


def _told(state: Readiness, wants_call: bool) -> str:
    if wants_call:
        return _("Thank you. Those who hold the course see that you would like a call.")
    if state is Readiness.NEEDS_CALL:
        return _("Thank you. Those who hold the course see that something does not work yet.")
    if state is Readiness.READY:
        return _("Thank you. Those who hold the course see that you are ready.")
    return _("That is fine. You can try your equipment at any time.")
