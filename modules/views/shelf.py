"""The shelf: which modules there are, how far I have come, and what is next."""

from __future__ import annotations

from flask import render_template

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.courses.queries import find_course
from elearn.errors import check
from elearn.extensions import db
from elearn.languages import chosen
from modules import queries, rules
from modules.shelf import next_to_read, shelf
from modules.views.blueprint import blueprint


@blueprint.get("/courses/<course>/modules", endpoint="shelf")
def show_shelf(course: str) -> str:
    run = find_course(db.session, course)
    check(rules.may_read(actor(), run.scope))
    visits = queries.visits(db.session, me().id, run.id)
    modules = shelf(run, queries.modules_for(db.session, run, me().id), visits, chosen(), now())
    return render_template(
        "modules/shelf.html",
        course=run,
        modules=modules,
        next=next_to_read(modules),
        is_mine=rules.may_answer(actor(), run.scope),
        may_see_shared=rules.may_see_shared(actor(), run.scope),
    )
