"""Partnerships: a host municipality and its partners."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import actor
from elearn.errors import check
from elearn.extensions import db
from elearn.organisations import queries, service
from elearn.organisations.forms import PartnershipForm
from elearn.organisations.models import Organisation, Partnership
from elearn.organisations.rules import may_administer_partnership
from elearn.organisations.views.blueprint import blueprint


@blueprint.get("/partnerships/new")
def new_partnership() -> str:
    return _page(_form())


@blueprint.post("/partnerships/new")
def begin_partnership() -> Response | tuple[str, int]:
    return _keep(None)


@blueprint.get("/partnerships/<int:partnership_id>")
def partnership(partnership_id: int) -> str:
    found = _ours(partnership_id)
    form = _form(name=found.name, host=found.host_id, partners=[partner.id for partner in found.partners])
    return _page(form, found)


@blueprint.post("/partnerships/<int:partnership_id>")
def change_partnership(partnership_id: int) -> Response | tuple[str, int]:
    return _keep(_ours(partnership_id))


def _ours(partnership_id: int) -> Partnership:
    found = queries.partnership(db.session, partnership_id)
    check(may_administer_partnership(actor(), found.host_id))
    return found


def _keep(partnership: Partnership | None) -> Response | tuple[str, int]:
    form = _form()
    if not form.validate():
        return _page(form, partnership), 422
    places: dict[int, Organisation] = {place.id: place for place in queries.organisations(db.session)}
    partners = [places[chosen] for chosen in form.partners.data]
    service.keep_partnership(db.session, partnership, form.name.data, places[form.host.data], partners)
    flash(_("Saved."), "success")
    return redirect(url_for("organisations.index"), 303)


def _form(**filled_in: object) -> PartnershipForm:
    form = PartnershipForm(**filled_in)
    # A partnership is handed only to a host that the administrator looks after.
    form.offer(queries.administered(db.session, actor()), queries.organisations(db.session))
    return form


def _page(form: PartnershipForm, found: Partnership | None = None) -> str:
    return render_template("organisations/partnership.html", form=form, partnership=found)
