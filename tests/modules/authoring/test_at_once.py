"""Two who press at the same moment, on the small database and on the grown one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from elearn.accounts.roles import Role
from elearn.extensions import Model, db
from tests.acting import Auth
from tests.cast import Cast
from tests.modules.authoring.conftest import Desk


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    is_grown = request.param == "postgresql"
    return {"DATABASE_URL": request.getfixturevalue("empty_postgres_url")} if is_grown else {}


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The database with its tables, outside of any request."""
    with app.app_context():
        Model.metadata.create_all(db.engine)
        engine, make = db.engine.execution_options(writes=False), db.sessionmaker
    with make(bind=engine, expire_on_commit=True) as session:
        app.extensions["test_session"] = session
        yield session
    del app.extensions["test_session"]


def at_once(browsers: list[FlaskClient], address: str, data: dict[str, Any]) -> list[int]:
    """Each posts the same; what was prepared is committed already, so none of them settles anything."""

    def post(browser: FlaskClient) -> int:
        return FlaskClient.open(browser, address, method="POST", data=data).status_code

    with ThreadPoolExecutor(len(browsers)) as pool:
        return sorted(pool.map(post, browsers))


def test_two_who_publish_make_one_version_and_two_who_sign_one_signature(
    desk: Desk, ragnhild: FlaskClient, petter: FlaskClient, cast: Cast, auth: Auth, session: Session
) -> None:
    cast.marit.grant(Role.PROFESSIONAL, organisation_id=cast.indre_sund.id)
    desk.write(ragnhild, "page:krukka", "Krukka vår")
    desk.send(ragnhild)
    desk.sign(petter, "experienced_user")
    review, marit = desk.review.id, auth.browser(cast.marit)
    session.commit()

    signing = {"review": review, "role": "professional"}
    signed = at_once([ragnhild, marit], f"{desk.address}/review/sign-offs", signing)
    published = at_once([ragnhild, petter], f"{desk.address}/versions", {"review": review})

    assert (signed, published) == ([303, 409], [303, 303])
    assert [version.number for version in desk.versions()] == [1, 2]
    assert len(desk.review.sign_offs) == 2
