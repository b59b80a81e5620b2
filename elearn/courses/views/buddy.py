"""What I show to my buddy, between the sessions."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.courses import buddy_numbers, queries, rules
from elearn.courses.buddies import buddy_of
from elearn.courses.models import CourseRun
from elearn.courses.views.blueprint import blueprint
from elearn.errors import Invalid, check
from elearn.extensions import db


@blueprint.post("/courses/<course>/buddy/number")
def show_number(course: str) -> Response:
    """Show my phone number to my buddy."""
    found, person = _mine(course), me()
    buddy = buddy_of(db.session, found, person)
    try:
        buddy_numbers.show_number(db.session, found, person, buddy, request.form.get("number", ""), now())
    except Invalid:
        flash(_("That is not a phone number. Eight digits, or a country code first."), "warning")
    else:
        db.session.commit()
        flash(_("Your buddy sees your number now. You can take it back at any time."), "success")
    return redirect(url_for("courses.mine"), 303)


@blueprint.post("/courses/<course>/buddy/number/removal")
def hide_number(course: str) -> Response:
    """Take it back."""
    buddy_numbers.hide_number(db.session, _mine(course), me())
    db.session.commit()
    flash(_("Your number is taken back, and deleted here."), "success")
    return redirect(url_for("courses.mine"), 303)


def _mine(course: str) -> CourseRun:
    found = queries.find_course(db.session, course)
    check(rules.may_write_plan(actor(), found.scope))
    return found
