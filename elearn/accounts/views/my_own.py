"""My own: the name in the room, and the language."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts.current import me as signed_in
from elearn.accounts.forms import MyOwnForm
from elearn.accounts.views.blueprint import blueprint
from elearn.extensions import db


@blueprint.get("/me")
def me() -> str:
    person = signed_in()
    return render_template("accounts/me.html", person=person, form=MyOwnForm(obj=person))


@blueprint.post("/me")
def save_me() -> Response | tuple[str, int]:
    """Keep the alias; what others see changes the next time a room is entered."""
    form, person = MyOwnForm(), signed_in()
    if not form.validate():
        return render_template("accounts/me.html", person=person, form=form), 422
    person.alias = form.alias.data
    db.session.commit()
    flash(_("Saved. In the room you are called %(name)s.", name=person.room_name), "success")
    return redirect(url_for("accounts.me"), 303)
