"""Planning a new course run."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import actor
from elearn.accounts.roles import Role
from elearn.courses import queries, rules, service
from elearn.courses.forms import NewCourseForm
from elearn.courses.views.blueprint import blueprint
from elearn.errors import check
from elearn.extensions import db


@blueprint.get("/courses/new")
def new_course() -> str:
    return render_template("courses/new.html", form=_form())


@blueprint.post("/courses/new")
def plan_course() -> Response | tuple[str, int]:
    """A course run with all its sessions and those who lead it."""
    form = _form()
    if not form.validate():
        return render_template("courses/new.html", form=form), 422
    zone = ZoneInfo(current_app.config["TIMEZONE"])
    programme = queries.find_programme(db.session, form.programme.data)
    partnership = queries.find_partnership(db.session, form.partnership.data)
    check(rules.may_plan_course(actor(), partnership.host_id))
    moment, name = form.moment(zone), form.name.data or ""
    course = service.plan_course_run(db.session, programme, partnership, moment, zone, name)
    chosen = {role: field.data for role, field in form.parts().items() if field.data}
    parts = [(queries.find_staff(db.session, person), role) for role, person in chosen.items()]
    service.assign(db.session, course, parts)
    flash(_("The course is planned, with %(count)s sessions.", count=len(course.sessions)), "success")
    return redirect(url_for("courses.course", course=course.public_id), 303)


def _form() -> NewCourseForm:
    """The form with what this coordinator may choose: only own partnerships, only their staff."""
    hosts = actor().organisations(Role.COORDINATOR)
    check(bool(hosts))
    partnerships = queries.partnerships(db.session, hosts)
    candidates = [each for place in partnerships for each in queries.candidates(db.session, place)]
    form = NewCourseForm()
    form.offer(queries.programmes(db.session), partnerships, candidates)
    return form
