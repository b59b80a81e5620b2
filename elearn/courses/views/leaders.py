"""Who leads a course and who hosts its rooms technically."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import actor
from elearn.accounts.roles import Role
from elearn.courses import queries, rules, service
from elearn.courses.models import CourseRun
from elearn.courses.views.blueprint import blueprint
from elearn.errors import Forbidden, Invalid, check
from elearn.extensions import db


@blueprint.get("/courses/<course>/leaders")
def leaders(course: str) -> str:
    found = _course(course)
    staff = queries.assigned(db.session, [found.id]).get(found.id, [])
    return render_template(
        "courses/leaders.html",
        course=found,
        staff=staff,
        candidates=[each for each in queries.candidates(db.session, found.partnership) if each not in staff],
        parts=rules.ASSIGNABLE,
    )


@blueprint.post("/courses/<course>/leaders")
def assign(course: str) -> Response:
    """Give somebody a part in the course."""
    found, role = _course(course), _role()
    person = queries.find_staff(db.session, request.form.get("person", ""))
    offered = {(each.person.id, each.role) for each in queries.candidates(db.session, found.partnership)}
    if (person.id, role) not in offered:
        raise Forbidden
    service.assign(db.session, found, [(person, role)])
    flash(_("%(name)s has a part in the course now.", name=person.full_name), "success")
    return redirect(url_for("courses.leaders", course=course), 303)


@blueprint.post("/courses/<course>/leaders/<person>/removal")
def relieve(course: str, person: str) -> Response:
    """Take a part from somebody."""
    found, role = _course(course), _role()
    relieved = queries.find_staff(db.session, person)
    service.relieve(db.session, found, relieved, role)
    flash(_("%(name)s no longer has that part in the course.", name=relieved.full_name), "success")
    return redirect(url_for("courses.leaders", course=course), 303)


def _course(public_id: str) -> CourseRun:
    found = queries.find_course(db.session, public_id)
    check(rules.may_assign_leaders(actor(), found.scope))
    return found


def _role() -> Role:
    role = request.form.get("role", "")
    if role not in rules.ASSIGNABLE:
        raise Invalid
    return Role(role)
