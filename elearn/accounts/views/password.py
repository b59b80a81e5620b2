"""A new password, for staff: also the last step of an invitation."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from elearn.accounts import service
from elearn.accounts.current import actor, me, sign_in_here
from elearn.accounts.forms import PasswordForm, weakness_sentence
from elearn.accounts.models import Person
from elearn.accounts.views.blueprint import blueprint
from elearn.clock import now
from elearn.errors import DomainError, Invalid, check, sentence
from elearn.extensions import db


@blueprint.get("/me/password")
def password() -> str:
    check(actor().is_staff)
    return _form(PasswordForm())


@blueprint.post("/me/password")
def change_password() -> Response | tuple[str, int]:
    """Change it, and go on here alone: every other device is signed out."""
    check(actor().is_staff)
    form, person_id = PasswordForm(), me().id
    if not form.validate():
        return _form(form), 422
    try:
        service.change_password(db.session, me(), form.current.data or "", form.new.data, now())
    except Invalid as weak:
        form.new.errors = [weakness_sentence(weak.code)]
        return _form(form), weak.status
    except DomainError as refusal:
        form.current.errors = [sentence(refusal.status, refusal.code)]
        return _form(form), refusal.status
    sign_in_here(db.session.get_one(Person, person_id))
    flash(_("Your password is saved. Other devices are signed out."), "success")
    return redirect(url_for("courses.mine"), 303)


def _form(form: PasswordForm) -> str:
    return render_template("accounts/password.html", form=form, person=me())
