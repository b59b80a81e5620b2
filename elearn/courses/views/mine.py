"""The first page after signing in: my course, my evenings, the courses that need me."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from elearn.accounts.current import actor, me
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.courses import overview, rules
from elearn.courses.buddies import buddy_of
from elearn.courses.buddy_numbers import with_numbers
from elearn.courses.views.blueprint import blueprint
from elearn.extensions import db


@blueprint.get("/courses")
def mine() -> str | Response:
    """Who writes modules and has nothing here begins where they are."""
    at, who = now(), actor()
    if rules.only_develops(who):
        return redirect(url_for("modules.develop"))
    my_courses = overview.my_courses(db.session, who, at)
    return render_template(
        "courses/mine.html",
        person=me(),
        my_courses=my_courses,
        buddies=with_numbers(
            db.session,
            me(),
            {
                mine.course.id: buddy_of(db.session, mine.course, me())
                for mine in my_courses
                if mine.next and mine.has_begun
            },
        ),
        my_evenings=overview.my_evenings(db.session, who, at),
        calls=overview.calls_of(db.session, who, at),
        hosted=overview.hosted_courses(db.session, who, at),
        is_coordinator=bool(who.organisations(Role.COORDINATOR)),
        is_administrator=bool(who.organisations(Role.ADMINISTRATOR)),
        is_host=bool(who.organisations(Role.COORDINATOR, Role.ADMINISTRATOR)),
    )
