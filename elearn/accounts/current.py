"""Who asks: the signed-in person of this request."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Request, current_app, g, request, session
from flask_login import LoginManager, current_user, login_user, logout_user

from elearn.accounts import devices, rules
from elearn.accounts.models import Person, SignIn
from elearn.accounts.roles import NOBODY, Actor
from elearn.clock import now
from elearn.errors import SignInNeeded
from elearn.extensions import db


def init(app: Flask, login_manager: LoginManager) -> None:
    # Phones change their address all the time: the cookie is bound to the server-side sign-in instead.
    login_manager.session_protection = None
    login_manager.user_loader(lambda key: devices.find_sign_in(db.session, key, now()))

    @login_manager.unauthorized_handler
    def _sign_in_needed() -> None:
        raise SignInNeeded


def key_in_cookie(app: Flask, asking: Request) -> str:
    """The key of the device that asks for something else than a page; "" when the cookie holds none."""
    cookie = app.session_interface.open_session(app, asking)
    key = cookie.get("_user_id") if cookie else None  # where Flask-Login keeps it
    return key if isinstance(key, str) else ""


def sign_in_here(person: Person) -> None:
    """Sign the person in on the browser that asks. Commits."""
    device = devices.start_sign_in(db.session, person, now(), lifetime(person), device_name())
    db.session.commit()
    sign_in(device)


def lifetime(person: Person) -> timedelta:
    """How long a device of the person stays signed in."""
    config = current_app.config
    return rules.sign_in_lifetime(person.as_actor(), config["SIGN_IN_HOURS"], config["DEVICE_DAYS"])


def device_name() -> str:
    """What the person will recognise the asking browser by."""
    return rules.device_name(request.user_agent.string)


def forget_here() -> None:
    """Leave nothing of the person in this browser's session."""
    logout_user()
    session.clear()


def sign_in(device: SignIn) -> None:
    """Bind this browser to the sign-in, with a fresh session so that an older one cannot be fixed on it."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    session.permanent = True
    login_user(device)


def this_device() -> int:
    """The id of the sign-in that asks."""
    me()
    return int(current_user.id)


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
