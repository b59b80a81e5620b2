"""The shelf: which modules there are, how far I have come, and what is next."""

from __future__ import annotations

from flask import render_template

from elearn.accounts.current import actor, me
from elearn.clock import now
from elearn.courses.queries import find_course
from elearn.errors import check
from elearn.extensions import db
from elearn.languages import chosen
from modules import rules
from modules.composing.completing import completion_of
from modules.shelf import next_to_read, shelf_of
from modules.views.blueprint import blueprint


@blueprint.get("/courses/<course>/modules", endpoint="shelf")
def show_shelf(course: str) -> str:
    run = find_course(db.session, course)
    check(rules.may_read(actor(), run.scope))
    found, at = shelf_of(db.session, run, me()), now()
    steps = found.steps(chosen(), at)
    return render_template(
        "modules/shelf.html",
        course=run,
        steps=steps,
        next=next_to_read(steps),
        completion=completion_of(found),
        is_mine=rules.may_answer(actor(), run.scope),
        may_see_shared=rules.may_see_shared(actor(), run.scope),
    )
