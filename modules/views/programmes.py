"""What courses are made of: the list of them, and the page where one is composed."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import actor
from elearn.courses.models import Programme
from elearn.courses.queries import programmes as every_programme
from elearn.errors import Invalid, check
from elearn.extensions import db
from elearn.languages import chosen
from modules.composing import forms, queries, rules, service
from modules.composing.refusals import PrerequisiteCircle
from modules.queries import find_programme
from modules.texts import spoken
from modules.views.blueprint import blueprint


@blueprint.get("/programmes")
def programmes() -> str:
    """Every course, and what it was made from."""
    check(rules.may_compose(actor()))
    return render_template("modules/composing/programmes.html", programmes=queries.programmes(db.session))


@blueprint.post("/programmes")
def make_programme() -> Response:
    """A course with a name and nothing in it yet."""
    check(rules.may_compose(actor()))
    title = forms.texts(request.form, "title", forms.LONGEST_TITLE)
    if not title:
        raise Invalid("title_missing")
    programme = service.new_programme(db.session, title)
    return done(programme.slug, _("The course is there. Give it modules from other courses, or write some."))


@blueprint.get("/programmes/<programme>")
def programme(programme: str) -> str:
    """What it is made of, and modules of other courses to add."""
    return page(to_compose(programme))


@blueprint.post("/programmes/<programme>")
def describe_programme(programme: str) -> Response:
    """Its title, summary and ground rules."""
    found, form = to_compose(programme), request.form
    title = forms.texts(form, "title", forms.LONGEST_TITLE)
    if not title:
        raise Invalid("title_missing")
    service.describe(found, title, forms.texts(form, "summary"), forms.ground_rules(form))
    return done(programme, _("The words of the course are saved."))


@blueprint.post("/programmes/<programme>/flow")
def set_flow(programme: str) -> Response | tuple[str, int]:
    """In which order it is taken, what comes before it, and when it is completed."""
    found = to_compose(programme)
    try:
        service.set_flow(db.session, found, forms.flow(request.form))
    except PrerequisiteCircle as refused:
        return told_circle(programme, refused)
    return done(programme, _("The flow of the course is saved."))


@blueprint.post("/programmes/<programme>/template")
def lock_programme(programme: str) -> Response:
    """Whether it is a template, and what those who clone it cannot change."""
    found = to_compose(programme)
    known = {
        *rules.FIELDS,
        *(rules.session_field(meeting["id"]) for meeting in found.sessions),
        *(rules.part_field(part.slug) for part in queries.parts(db.session, found.id)),
    }
    locked = [field for field in request.form.getlist("locked") if field in known]
    service.lock(found, request.form.get("is_template") is not None, locked)
    return done(programme, _("Saved. What is locked holds for courses that are cloned from now on."))


def to_compose(slug: str) -> Programme:
    """The course, for those who compose. Raises `NotFound`."""
    check(rules.may_compose(actor()))
    return find_programme(db.session, slug)


def done(programme: str, words: str, anchor: str = "") -> Response:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("modules.programme", programme=programme, _anchor=anchor or None), 303)


def told_circle(programme: str, refused: PrerequisiteCircle) -> tuple[str, int]:
    """The page as it stands, with the names of what would wait for each other for ever."""
    db.session.rollback()
    found = find_programme(db.session, programme)
    return page(found, circle=_names(found, refused.names)), 422


def _names(programme: Programme, slugs: list[str]) -> list[str]:
    """What the parts, or the courses, of those slugs are called."""
    called = named(queries.composed(db.session, programme))
    courses = {each.slug: each.title for each in every_programme(db.session)}
    return [called.get(slug) or next(iter(courses[slug].values()), slug) for slug in [*slugs, slugs[0]]]


def named(composed: list[queries.Composed]) -> dict[str, str]:
    """What each part is called: the title of its module, a session, or its name in addresses."""
    return {
        each.part.slug: spoken(each.current.version.content, chosen()).title
        if each.current
        else _("Being there in session %(number)s", number=each.part.session)
        if each.part.session
        else each.part.slug
        for each in composed
    }


def page(programme: Programme, **told: Any) -> str:
    composed, words = queries.composed(db.session, programme), request.args.get("q", "")[:80]
    names = named(composed)
    return render_template(
        "modules/composing/programme.html",
        programme=programme,
        composed=composed,
        names=names,
        called=lambda slugs: [names[slug] for slug in slugs if slug in names],
        words=words,
        offered=[
            (each, spoken(each.current.version.content, chosen()))
            for each in queries.offered(db.session, programme, words)
        ]
        if words
        else [],
        others=[each for each in every_programme(db.session) if each.id != programme.id],
        is_locked=lambda field: rules.is_locked(programme, field),
        **told,
    )
