"""The door of the web: a visitor gets nothing but what is marked as public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from elearn.errors import SignInNeeded, answer, sentence

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Mark a view that anybody may open without being signed in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def init(app: Flask) -> None:
    """Refuse visitors everywhere else. What a signed-in person may do, each view's own rule says."""
    app.before_request(_refuse_visitors)
    app.register_error_handler(SignInNeeded, _ask_to_sign_in)


def is_public(endpoint: str) -> bool:
    """True when visitors may open the endpoint."""
    return endpoint == "static" or getattr(current_app.view_functions[endpoint], "is_public", False)


def _refuse_visitors() -> None:
    if request.endpoint and not is_public(request.endpoint) and not current_user.is_authenticated:
        raise SignInNeeded


def _ask_to_sign_in(refusal: SignInNeeded) -> Response:
    if request.is_json or request.accept_mimetypes.best == "application/json":
        return answer(refusal.status, refusal.code)
    flash(sentence(refusal.status, refusal.code))
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.start", next=back), 303)
