"""A course run: when we meet, and what each part leads to."""

from __future__ import annotations

from flask import render_template

from elearn.accounts.current import actor
from elearn.clock import now
from elearn.courses import completions, overview, queries, rules
from elearn.courses.timetable import is_open, is_over, next_of
from elearn.courses.views.blueprint import blueprint
from elearn.errors import check
from elearn.extensions import db


@blueprint.get("/courses/<course>")
def course(course: str) -> str:
    found, at = queries.find_course(db.session, course), now()
    check(rules.may_see_course(actor(), found.scope))
    coming = next_of(found.sessions, at)
    return render_template(
        "courses/course.html",
        course=found,
        next=coming,
        before=completions.before(db.session, found.programme),
        is_open=coming is not None and is_open(coming, at),
        over={meeting.id for meeting in found.sessions if is_over(meeting, at)},
        evening=overview.by_need(db.session, actor(), [found], at)[0],
        may_enter=rules.may_enter_room(actor(), found.scope),
        takes_part=rules.takes_part(actor(), found.scope),
        leads=rules.leads(actor(), found.scope),
        coordinates=rules.coordinates(actor(), found.scope),
        open_reports=sum(each.open_reports for each in found.sessions)
        if rules.may_answer_reports(actor(), found.scope)
        else 0,
        readiness=overview.counted_readiness(db.session, actor(), found, at),
        may_see_run_sheet=rules.may_see_run_sheet(actor(), found.scope),
    )
