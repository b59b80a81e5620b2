"""Making a course from another: for another target group, or a shorter one."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.clock import now
from elearn.courses.models import Programme
from elearn.errors import Invalid
from elearn.extensions import db
from modules.composing import forms, queries
from modules.composing.choosing import Loss
from modules.composing.cloning import Wanted, cloned, losses
from modules.views.blueprint import blueprint
from modules.views.programmes import done, named, to_compose


@blueprint.get("/programmes/<programme>/clones/new")
def clone(programme: str) -> str:
    """Everything is chosen at first; what is left out makes it shorter."""
    found = to_compose(programme)
    parts = [part.slug for part in queries.parts(db.session, found.id)]
    return _page(found, Wanted(found.title, range(1, len(found.sessions) + 1), parts, "reference"), [])


@blueprint.post("/programmes/<programme>/clones")
def make_clone(programme: str) -> Response | tuple[str, int]:
    """The new course; when something falls out of it, that is told first."""
    found = to_compose(programme)
    wanted = _wanted(found)
    fallen = losses(queries.composed(db.session, found), found, wanted)
    if fallen and request.form.get("agreed") is None:
        return _page(found, wanted, fallen), 422
    made = cloned(db.session, found, wanted, now())
    return done(made.slug, _("The course is made. You can change it here."))


def _wanted(programme: Programme) -> Wanted:
    is_locked = "title" in programme.locked
    title = programme.title if is_locked else forms.texts(request.form, "title", forms.LONGEST_TITLE)
    if not title:
        raise Invalid("title_missing")
    return forms.wanted(request.form, dict(title))


def _page(programme: Programme, wanted: Wanted, fallen: list[Loss]) -> str:
    composed = queries.composed(db.session, programme)
    return render_template(
        "modules/composing/clone.html",
        programme=programme,
        composed=composed,
        names=named(composed),
        wanted=wanted,
        losses=fallen,
    )
