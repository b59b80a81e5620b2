"""Organisations: all of them, and one of them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import actor
from elearn.errors import check
from elearn.extensions import db
from elearn.organisations import queries, service
from elearn.organisations.forms import KINDS, OrganisationForm
from elearn.organisations.models import Organisation, OrganisationKind
from elearn.organisations.views.blueprint import blueprint


@blueprint.get("/organisations")
def index() -> str:
    return render_template(
        "organisations/index.html",
        organisations=queries.organisations(db.session),
        partnerships=queries.partnerships(db.session),
        ours={place.id for place in queries.administered(db.session, actor())},
        kinds=KINDS,
    )


@blueprint.get("/organisations/new")
def new_organisation() -> str:
    return _page(OrganisationForm())


@blueprint.post("/organisations/new")
def found_organisation() -> Response | tuple[str, int]:
    form = OrganisationForm()
    if not form.validate():
        return _page(form), 422
    service.found_organisation(db.session, *_filled_in(form))
    flash(_("Saved."), "success")
    return redirect(url_for("organisations.index"), 303)


@blueprint.get("/organisations/<slug>")
def organisation(slug: str) -> str:
    found = _ours(slug)
    return _page(OrganisationForm(obj=found), found)


@blueprint.post("/organisations/<slug>")
def change_organisation(slug: str) -> Response | tuple[str, int]:
    found, form = _ours(slug), OrganisationForm()
    if not form.validate():
        return _page(form, found), 422
    service.change_organisation(db.session, found, *_filled_in(form))
    flash(_("Saved."), "success")
    return redirect(url_for("organisations.index"), 303)


def _ours(slug: str) -> Organisation:
    found = queries.organisation(db.session, slug)
    check(found in queries.administered(db.session, actor()))
    return found


def _filled_in(form: OrganisationForm) -> tuple[str, OrganisationKind, str, bool]:
    return form.name.data, OrganisationKind(form.kind.data), form.language.data, form.in_sami_area.data


def _page(form: OrganisationForm, found: Organisation | None = None) -> str:
    return render_template("organisations/organisation.html", form=form, organisation=found)
