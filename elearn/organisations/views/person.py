"""One member of staff: roles, a new link, shutting out and letting back in."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.access_log import note_readings
from elearn.accounts.current import actor, me
from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.errors import Conflict, check
from elearn.extensions import db
from elearn.organisations import queries, rules, service
from elearn.organisations.forms import ROLE_NAMES, RoleForm
from elearn.organisations.invitations import is_sent_by_mail
from elearn.organisations.models import Organisation
from elearn.organisations.views.blueprint import blueprint
from elearn.organisations.views.people import give_way_in


@blueprint.get("/people/<public_id>")
def person(public_id: str) -> str:
    found = _ours(public_id)
    note_readings([found], "account")
    return _page(found, _form())


@blueprint.post("/people/<public_id>/roles")
def grant(public_id: str) -> Response | tuple[str, int]:
    found, form = _ours(public_id), _form()
    if not form.validate():
        return _page(found, form), 422
    place = db.session.get_one(Organisation, form.organisation.data)
    service.grant(db.session, found, Role(form.role.data), place)
    flash(_("Saved."), "success")
    return _back(public_id)


@blueprint.post("/people/<public_id>/roles/<int:role_id>/removal")
def revoke(public_id: str, role_id: int) -> Response:
    found = _ours(public_id)
    held = queries.role_of(found, role_id)
    check(held.organisation_id in {place.id for place in queries.administered(db.session, actor())})
    check(rules.may_take_role(actor(), found.id, held.role))
    service.revoke(db.session, found, held)
    flash(_("The role is taken away."), "success")
    return _back(public_id)


@blueprint.post("/people/<public_id>/invitation")
def invite_again(public_id: str) -> Response:
    """A new link for somebody who has lost the first, or has forgotten the password."""
    found = _ours(public_id)
    place = next((role.organisation_id for role in found.roles if role.organisation_id), None)
    if place is None or found.email is None or found.disabled_at is not None:
        raise Conflict
    return give_way_in(found, db.session.get_one(Organisation, place))


@blueprint.post("/people/<public_id>/disabling")
def disable(public_id: str) -> Response:
    found = _ours(public_id)
    check(rules.may_disable(actor(), found.id))
    service.disable(db.session, found, now())
    flash(_("%(name)s is shut out, on every device.", name=found.given_name), "success")
    return _back(public_id)


@blueprint.post("/people/<public_id>/enabling")
def enable(public_id: str) -> Response:
    found = _ours(public_id)
    service.enable(db.session, found)
    flash(_("%(name)s may sign in again.", name=found.given_name), "success")
    return _back(public_id)


def _ours(public_id: str) -> Person:
    return queries.staff_member(db.session, actor(), public_id)


def _form() -> RoleForm:
    form = RoleForm()
    form.offer(queries.administered(db.session, actor()))
    return form


def _page(found: Person, form: RoleForm) -> str:
    places = {place.id: place.name for place in queries.organisations(db.session)}
    return render_template(
        "organisations/person.html",
        person=found,
        form=form,
        places=places,
        role_names=ROLE_NAMES,
        is_me=found.id == me().id,
        is_mailed=is_sent_by_mail(current_app.config),
    )


def _back(public_id: str) -> Response:
    return redirect(url_for("organisations.person", public_id=public_id), 303)
