"""The people who work in our organisations, and inviting a new one."""

from __future__ import annotations

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import actor, me
from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.errors import Conflict
from elearn.extensions import db
from elearn.organisations import queries, service
from elearn.organisations.forms import ROLE_NAMES, PersonForm
from elearn.organisations.invitations import hand_out_way_in, is_sent_by_mail, send_way_in
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
    return _asked(_form())


@blueprint.post("/people/new")
def invite_person() -> Response | tuple[str, int]:
    form = _form()
    if not form.validate():
        return _asked(form), 422
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
        return _asked(form), refusal.status
    return give_way_in(person, place)


def give_way_in(person: Person, place: Organisation) -> Response:
    """A letter in the language of the place; where no mail is sent, a page that shows the link once."""
    address = current_app.config["URL"] + url_for("accounts.personal_link", token="")
    if not is_sent_by_mail(current_app.config):
        link = address + hand_out_way_in(db.session, person, me(), now())
        return make_response(render_template("organisations/way_in.html", person=person, link=link))
    language = person.language or place.language
    send_way_in(db.session, person, place.name, language, address, now())
    flash(_("A link is on its way to %(name)s by e-mail.", name=person.given_name), "success")
    return redirect(url_for("organisations.person", public_id=person.public_id), 303)


def _asked(form: PersonForm) -> str:
    is_mailed = is_sent_by_mail(current_app.config)
    return render_template("organisations/new_person.html", form=form, is_mailed=is_mailed)


def _form() -> PersonForm:
    form = PersonForm()
    form.offer(queries.administered(db.session, actor()))
    return form
