"""What participants have chosen to share."""

from __future__ import annotations

from flask import render_template

from elearn.accounts.access_log import note_readings
from elearn.accounts.current import actor, me
from elearn.courses.queries import find_course
from elearn.courses.rules import audiences, leads
from elearn.errors import check
from elearn.extensions import db
from elearn.languages import chosen
from modules import queries, rules
from modules.answer_shapes import given_on
from modules.sharing import gathered
from modules.views.blueprint import blueprint


@blueprint.get("/courses/<course>/modules/shared")
def shared(course: str) -> str:
    """Leaders see what is shared with leaders or the group, the group what is shared with the group."""
    run = find_course(db.session, course)
    check(rules.may_see_shared(actor(), run.scope))
    answers = queries.shared_answers(db.session, run, audiences(actor(), run.scope))
    asked = gathered(queries.modules_of(db.session, run), answers, chosen())
    page = render_template(
        "modules/shared.html",
        course=run,
        asked=asked,
        me=me(),
        leads=leads(actor(), run.scope),
        given_on=given_on,
    )
    if leads(actor(), run.scope):
        note_readings({answer.person for each in asked for answer in each.answers}, "shared_answers")
    return page
