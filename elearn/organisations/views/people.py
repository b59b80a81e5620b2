"""The people who work in our organisations, and inviting a new one."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import actor
from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.errors import Conflict
from elearn.extensions import db
from elearn.organisations import queries, service
from elearn.organisations.forms import ROLE_NAMES, PersonForm
from elearn.organisations.invitations import invite, is_sent_by_mail
from elearn.organisations.models import Organisation
from elearn.organisations.views.blueprint import blueprint


@blueprint.get("/people")
def people() -> str:
    search = request.args.get("search", "")
    found = queries.staff(db.session, actor(), search, request.args.get("page", 1, type=int))
    places = {place.id: place.name for place in queries.organisations(db.session)}
    return render_template(
        "organisations/people.html", people=found, search=search, places=places, role_names=ROLE_NAMES
    )


@blueprint.get("/people/new")
def new_person() -> str:
    return render_template("organisations/new_person.html", form=_form())


@blueprint.post("/people/new")
def invite_person() -> Response | tuple[str, int]:
    form = _form()
    if not form.validate():
        return render_template("organisations/new_person.html", form=form), 422
    place = db.session.get_one(Organisation, form.organisation.data)
    try:
        person = service.write_down(
            db.session,
            form.given_name.data,
            form.family_name.data,
            form.email.data,
            Role(form.role.data),
            place,
            now(),
        )
    except Conflict as refusal:
        form.email.errors = [_("Somebody with this e-mail address is here already.")]
        return render_template("organisations/new_person.html", form=form), refusal.status
    send_invitation(person, place)
    return redirect(url_for("organisations.person", public_id=person.public_id), 303)


def send_invitation(person: Person, place: Organisation) -> None:
    """Invite the person in the language of the organisation, and say so on the page."""
    address = current_app.config["URL"] + url_for("accounts.personal_link", token="")
    language = person.language or place.language
    link = invite(db.session, person, place.name, language, address, now())
    if is_sent_by_mail(current_app.config):
        flash(_("We have sent %(name)s a link by e-mail.", name=person.given_name), "success")
    else:
        flash(
            _(
                "No mail server is set up yet. Give %(name)s this link: %(link)s",
                name=person.given_name,
                link=link,
            )
        )


def _form() -> PersonForm:
    form = PersonForm()
    form.offer(queries.administered(db.session, actor()))
    return form
