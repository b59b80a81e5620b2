"""Signing in with e-mail and password, for staff, and signing out."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from elearn.accounts import service
from elearn.accounts.access import public
from elearn.accounts.current import forget_here, me, sign_in_here, this_device
from elearn.accounts.forms import SignInForm
from elearn.accounts.models import Person
from elearn.accounts.rules import safe_path
from elearn.accounts.views.blueprint import blueprint
from elearn.clock import now
from elearn.errors import DomainError, sentence
from elearn.extensions import db


@blueprint.get("/sign-in")
@public
def sign_in() -> str | Response:
    if current_user.is_authenticated:
        return redirect(url_for("courses.mine"))
    return _form(SignInForm())


@blueprint.post("/sign-in")
@public
def check_sign_in() -> str | Response | tuple[str, int]:
    form = SignInForm()
    if not form.validate():
        return _form(form), 422
    try:
        person_id = service.check_password(db.session, form.email.data, form.password.data, now())
    except DomainError as refusal:
        # The same words whether the account exists or not.
        flash(sentence(refusal.status, refusal.code), "warning")
        return _form(form), refusal.status
    sign_in_here(db.session.get_one(Person, person_id))
    return redirect(safe_path(request.args.get("next"), url_for("courses.mine")), 303)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Sign this device out."""
    service.sign_out(db.session, me(), this_device())
    return _leave()


@blueprint.post("/sign-out-everywhere")
def sign_out_everywhere() -> Response:
    """Sign every device out, this one too."""
    service.sign_out_everywhere(db.session, me())
    return _leave()


@blueprint.get("/signed-out")
@public
def signed_out() -> str:
    return render_template("accounts/signed_out.html")


def _form(form: SignInForm) -> str:
    return render_template(
        "accounts/sign_in.html", form=form, title=_("Sign in"), next=safe_path(request.args.get("next"), "")
    )


def _leave() -> Response:
    """A shared device keeps nothing: neither pages, nor what the room had not sent yet."""
    forget_here()
    response = make_response(redirect(url_for("accounts.signed_out"), 303))
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
