"""Who asks: the signed-in person of this request."""

from __future__ import annotations

from flask import Flask, g, session
from flask_login import LoginManager, current_user, login_user

from elearn.accounts import service
from elearn.accounts.models import Person, SignIn
from elearn.accounts.roles import NOBODY, Actor
from elearn.clock import now
from elearn.errors import SignInNeeded
from elearn.extensions import db


def init(app: Flask, login_manager: LoginManager) -> None:
    # Phones change their address all the time: the cookie is bound to the server-side sign-in instead.
    login_manager.session_protection = None
    login_manager.user_loader(lambda key: service.find_sign_in(db.session, key, now()))

    @login_manager.unauthorized_handler
    def _sign_in_needed() -> None:
        raise SignInNeeded


def sign_in(device: SignIn) -> None:
    """Bind this browser to the sign-in, with a fresh session so that an older one cannot be fixed on it."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    session.permanent = True
    login_user(device)


def me() -> Person:
    """The signed-in person. Raises `SignInNeeded` for a visitor."""
    if not current_user.is_authenticated:
        raise SignInNeeded
    person: Person = current_user.person
    return person


def actor() -> Actor:
    """The signed-in person with the roles held now, or nobody."""
    if "actor" not in g:
        g.actor = me().as_actor() if current_user.is_authenticated else NOBODY
    found: Actor = g.actor
    return found
