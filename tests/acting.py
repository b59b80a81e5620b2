"""How a test acts: browsers, and signing people in on them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from elearn.accounts import devices
from elearn.accounts.models import Person
from elearn.clock import now
from elearn.extensions import db
from tests.cast import STAFF_PASSWORD


class Browser(FlaskClient):
    """A browser. What the test has prepared is committed before each request, and read afresh afterwards."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        settle(self.application)
        return super().open(*args, **kwargs)


class Auth:
    """Signing in and out as actions: `auth.login(cast.marit)`."""

    def __init__(self, app: Flask, client: Browser) -> None:
        self._app, self._client = app, client

    def login(self, person: Person) -> Browser:
        """Sign the person in on `client`, whoever was there before."""
        return self._sign_in(self._client, person)

    def browser(self, person: Person | None = None) -> Browser:
        """Another browser; with the person signed in, or a visitor's."""
        client: Any = self._app.test_client()
        return self._sign_in(client, person) if person else client

    def logout(self) -> TestResponse:
        return self._client.post("/sign-out")

    def with_password(self, person: Person, password: str = STAFF_PASSWORD) -> TestResponse:
        """Sign in through the form, as staff do."""
        return self._client.post("/sign-in", data={"email": person.email, "password": password})

    def _sign_in(self, client: Browser, person: Person) -> Browser:
        person_id = person.id
        settle(self._app)
        with self._app.app_context():
            found = db.session.get_one(Person, person_id)
            device = devices.start_sign_in(db.session, found, now(), timedelta(hours=12), "Test browser")
            db.session.commit()
        with client.session_transaction() as cookie:
            cookie.clear()
            cookie.update(_user_id=device.key, _fresh=True, _permanent=True)
        return client


def settle(app: Flask) -> None:
    """Commit what the test has prepared, so that others see it and the next reading is fresh."""
    session: Session | None = app.extensions.get("test_session")
    if session is not None:
        session.commit()
