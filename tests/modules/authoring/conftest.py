"""Authors at work on a shipped module: what they do, in the words they would use."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from modules.agreeing.models import ModuleReview
from modules.models import Module, ModuleVersion
from tests.acting import Auth
from tests.cast import Cast

SLUG = "m1-hva-tapper-og-fyller"
_edits = itertools.count()


@dataclass
class Desk:
    """Where a module is agreed on: `programme/slug`, and whoever sits at it."""

    session: Session
    slug: str = SLUG
    address: str = field(init=False)

    def __post_init__(self) -> None:
        self.address = f"/modules/hverdagsmestring/{self.slug}"

    @property
    def module(self) -> Module:
        return self.session.scalars(select(Module).filter_by(slug=self.slug)).one()

    @property
    def review(self) -> ModuleReview:
        """The newest, open or not."""
        self.session.expire_all()
        return self.session.scalars(select(ModuleReview).order_by(ModuleReview.id.desc())).all()[0]

    def versions(self) -> list[ModuleVersion]:
        self.session.expire_all()
        own = select(ModuleVersion).filter_by(module_id=self.module.id).order_by(ModuleVersion.number)
        return list(self.session.scalars(own))

    def write(self, browser: FlaskClient, key: str, text: str, language: str = "nb") -> None:
        """What stands there now becomes `text`."""
        before = browser.post(f"{self.address}/draft/edits", json={"since": 0, "device": "d"}).get_json()
        was = before["draft"]["passages"].get(key, {}).get(language, {}).get("text", "")
        edit = {"kind": "write_text", "key": key, "language": language, "text": text, "was": was}
        self.edit(browser, edit)

    def edit(self, browser: FlaskClient, edit: dict[str, Any]) -> None:
        sent = {"since": 0, "device": "d", "edits": [{"id": f"edit-{next(_edits)}", "edit": edit}]}
        answer = browser.post(f"{self.address}/draft/edits", json=sent).get_json()
        assert answer["outcomes"][0]["outcome"] == "done", answer["outcomes"]

    def send(self, browser: FlaskClient) -> TestResponse:
        return browser.post(f"{self.address}/review")

    def sign(self, browser: FlaskClient, role: str, review: int | None = None) -> TestResponse:
        number = self.review.id if review is None else review
        return browser.post(f"{self.address}/review/sign-offs", data={"review": number, "role": role})

    def publish(self, browser: FlaskClient, review: int | None = None, **more: str) -> TestResponse:
        number = self.review.id if review is None else review
        return browser.post(f"{self.address}/versions", data={"review": number, **more})


@pytest.fixture
def desk(session: Session, shelf: str) -> Desk:
    return Desk(session)


@pytest.fixture
def ragnhild(cast: Cast, auth: Auth, shelf: str) -> FlaskClient:
    """A professional who writes modules."""
    return auth.browser(cast.ragnhild)


@pytest.fixture
def petter(cast: Cast, auth: Auth, shelf: str) -> FlaskClient:
    """An experienced user who writes modules."""
    return auth.browser(cast.petter)


@pytest.fixture
def improve(desk: Desk, ragnhild: FlaskClient, petter: FlaskClient) -> Any:
    """Publish a version in which those passages say something else."""

    def improve(**texts: str) -> ModuleVersion:
        for key, text in texts.items():
            for language in ("nb", "nn"):
                desk.write(ragnhild, key.replace("_", "-"), text, language)
        assert desk.send(ragnhild).status_code == 303
        desk.sign(ragnhild, "professional")
        desk.sign(petter, "experienced_user")
        assert desk.publish(ragnhild).status_code == 303
        return desk.versions()[-1]

    return improve


def refusal(answer: TestResponse) -> tuple[int, str]:
    """Its status and stable code, which the page holds."""
    found = re.search(r"mention: (\w+)", answer.get_data(as_text=True))
    return answer.status_code, found[1] if found else ""
