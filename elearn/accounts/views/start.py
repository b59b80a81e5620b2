"""The start page for visitors, and the choice of language on every page."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from elearn.accounts.access import public
from elearn.accounts.current import me
from elearn.accounts.rules import safe_path
from elearn.accounts.views.blueprint import blueprint
from elearn.errors import Invalid
from elearn.extensions import db
from elearn.languages import LANGUAGES


@blueprint.get("/")
@public
def start() -> str | Response:
    """What this is, and the two ways in."""
    if current_user.is_authenticated:
        return redirect(url_for("courses.mine"))
    return render_template("accounts/start.html", next=safe_path(request.args.get("next"), ""))


@blueprint.post("/language")
@public
def set_language() -> Response:
    """Speak the chosen language from now on: on this device, and to this person wherever they sign in."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        raise Invalid
    if current_user.is_authenticated:
        me().language = language
        db.session.commit()
        session.pop("language", None)
    else:
        session["language"] = language
    return redirect(safe_path(request.form.get("next"), url_for("accounts.start")), 303)
