"""The parts of a course: adding, moving, changing and removing them."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from elearn.clock import now
from elearn.courses.models import Programme
from elearn.errors import DomainError
from elearn.extensions import db
from modules.composing import forms, queries, service
from modules.composing.models import ProgrammePart
from modules.composing.refusals import PrerequisiteCircle
from modules.queries import newest_version
from modules.texts import page_ids
from modules.views.blueprint import blueprint
from modules.views.programmes import done, to_compose, told_circle

ADDRESS = "/programmes/<programme>/parts"


@blueprint.post(ADDRESS)
def add_part(programme: str) -> Response:
    """A module of another course, whole or some of its pages; or being there in a session."""
    found, form = to_compose(programme), request.form
    if "session" in form:
        part = service.add_session(db.session, found, forms.number(form, "session"))
    else:
        if form.get("mode") not in ("reference", "copy"):
            raise DomainError("malformed")
        module = queries.find_written(db.session, forms.number(form, "module"))
        pages = form.getlist("pages") or None
        part = service.add_module(db.session, found, module, pages, form["mode"], now())
    return done(programme, _("It is the last part of the course now."), part.slug)


@blueprint.post(f"{ADDRESS}/<part>")
def change_part(programme: str, part: str) -> Response | tuple[str, int]:
    """When it opens, what comes before it, which pages are shown."""
    found, step = _part(programme, part)
    version = newest_version(db.session, step.module.id) if step.module else None
    pages = page_ids(version.content) if version else None
    try:
        service.change_part(db.session, found, step, forms.part_change(request.form, pages))
    except PrerequisiteCircle as refused:
        return told_circle(programme, refused)
    return done(programme, _("The part is saved."), part)


@blueprint.post(f"{ADDRESS}/<part>/place")
def move_part(programme: str, part: str) -> Response | tuple[str, int]:
    """One place up or down."""
    found, step = _part(programme, part)
    by = {"up": -1, "down": 1}.get(request.form.get("to", ""))
    if by is None:
        raise DomainError("malformed")
    try:
        service.move(db.session, found, step, by)
    except PrerequisiteCircle as refused:
        return told_circle(programme, refused)
    return done(programme, _("The part has moved."), part)


@blueprint.post(f"{ADDRESS}/<part>/removal")
def remove_part(programme: str, part: str) -> Response:
    """Off the shelf; those in the middle of it keep it."""
    found, step = _part(programme, part)
    reading = service.remove(db.session, found, step, now())
    if not reading:
        return done(programme, _("The part is removed."))
    words = ngettext(
        "The part is removed. %(num)s person has begun it, and keeps it.",
        "The part is removed. %(num)s people have begun it, and keep it.",
        reading,
    )
    return done(programme, words)


def _part(programme: str, part: str) -> tuple[Programme, ProgrammePart]:
    found = to_compose(programme)
    return found, queries.find_part(db.session, found.id, part)
