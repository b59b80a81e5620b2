"""The participant's weekly plans, saved as they are written; and what is shared of them."""

from __future__ import annotations

from dataclasses import asdict

import msgspec
from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from elearn.accounts.access_log import note_readings
from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.courses import action_plans, queries, rules
from elearn.courses.action_plans import PlanChange, PlanTooLong
from elearn.courses.models import CourseRun
from elearn.courses.timetable import week_of
from elearn.courses.views.blueprint import blueprint
from elearn.errors import Invalid, check
from elearn.extensions import db
from elearn.languages import clock_time

# Four bytes for each sign we keep, and room for what is around them.
MOST_BYTES = 60_000


@blueprint.get("/courses/<course>/plans")
def plans(course: str) -> str:
    """This week first, then the other weeks with a plan."""
    found = _mine(course)
    week, stored = week_of(found.sessions, now()), queries.plans(db.session, me().id, found.id)
    return render_template(
        "courses/plans.html",
        course=found,
        week=week,
        cards=action_plans.week_cards(db.session, me().id, found, week),
        others=[action_plans.card(stored[each], course, each) for each in sorted(stored) if each != week],
    )


@blueprint.get("/courses/<course>/plans/<int:week>")
def plan(course: str, week: int) -> str:
    """One week's plan, to look at or change."""
    found = _mine(course)
    action_plans.check_week(found, week)
    cards = action_plans.week_cards(db.session, me().id, found, week)
    return render_template("courses/plan.html", course=found, week=week, cards=cards)


@blueprint.put("/courses/<course>/plans/<int:week>")
def save_plan(course: str, week: int) -> tuple[Response, int]:
    """200 with the plan as it is stored; 409, with the same, when another device was first."""
    found = _mine(course)
    if (request.content_length or 0) > MOST_BYTES:
        raise PlanTooLong
    try:
        change = msgspec.json.decode(request.get_data(), type=PlanChange)
    except (msgspec.DecodeError, UnicodeDecodeError) as malformed:
        raise Invalid("malformed") from malformed
    stored, is_new = action_plans.save(db.session, me().id, found, week, change, now())
    db.session.commit()
    plan = asdict(action_plans.card(stored, course, week))
    return jsonify(plan=plan, at=clock_time(stored.changed_at)), 200 if is_new else 409


@blueprint.post("/courses/<course>/plans/<int:week>")
def save_plan_form(course: str, week: int) -> Answer:
    """The same without a script."""
    found = _mine(course)
    before = queries.plans(db.session, me().id, found.id).get(week)
    try:
        change = msgspec.convert(_sent(before.revision if before else 0), PlanChange)
    except msgspec.ValidationError as malformed:
        raise Invalid("malformed") from malformed
    action_plans.save(db.session, me().id, found, week, change, now())
    db.session.commit()
    flash(_("Your plan is saved."), "success")
    return redirect(url_for("courses.plans", course=course), 303)


@blueprint.get("/courses/<course>/plans/shared")
def shared_plans(course: str) -> str:
    """The plans that participants chose to show to this reader."""
    found = queries.find_course(db.session, course)
    check(rules.may_read_shared_plans(actor(), found.scope))
    shared = queries.shared_plans(db.session, found.id, rules.audiences(actor(), found.scope))
    if rules.leads(actor(), found.scope):
        note_readings({plan.person for plan in shared}, "shared_plans")
    return render_template("courses/plans_shared.html", course=found, plans=shared)


def _mine(course: str) -> CourseRun:
    found = queries.find_course(db.session, course)
    check(rules.may_write_plan(actor(), found.scope))
    return found


def _sent(revision: int) -> dict[str, object]:
    fields = {name: value for name, value in request.form.items() if name in PlanChange.__struct_fields__}
    sent: dict[str, object] = {**fields, "revision": revision + 1}
    if "confidence" in fields:
        sure = fields["confidence"]
        sent["confidence"] = int(sure) if sure.isdecimal() and len(sure) < 10 else None
    return sent
