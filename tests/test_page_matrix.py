"""Every page × every kind of person, as the tables in `tests/pages/` say. A page without a row fails."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from elearn.app import create_app
from tests.acting import Auth
from tests.cast import Cast
from tests.pages import ACTORS, Page

FOLDER = Path(__file__).parent / "pages"
PAGES: list[Page] = [
    page
    for file in sorted(FOLDER.glob("[a-z]*.py"))
    for page in import_module(f"tests.pages.{file.stem}").PAGES
]


def rules_of(app: Flask) -> dict[str, str]:
    """`POST /people/new` and its endpoint, for each page of the application."""
    return {
        f"{method} {rule.rule}": rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


@pytest.fixture
def settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Some pages are there in some installations only."""
    page = request.node.callspec.params["page"] if hasattr(request.node, "callspec") else None
    return page.settings if page else {}


@pytest.mark.parametrize("page", PAGES, ids=[page.rule for page in PAGES])
def test_a_page_answers_each_kind_of_person_as_its_row_says(
    page: Page, app: Flask, session: Session, cast: Cast, auth: Auth
) -> None:
    values = page.at(cast, session)
    address = app.url_map.bind("localhost").build(rules_of(app)[page.rule], values, method=page.method)

    # Those who are refused go first: what the others do may change what there is to be refused.
    answers = {}
    for actor in sorted(ACTORS, key=lambda actor: -page.expected[actor]):
        body: dict[str, Any] = {"json" if page.json else "data": page.data(cast)} if page.sends else {}
        with auth.browser(ACTORS[actor](cast)).open(address, method=page.method, **body) as response:
            answers[actor] = response.status_code

    assert answers == page.expected


def test_every_page_has_a_row_and_every_row_a_page(tmp_path: Path) -> None:
    in_demo = create_app(DATA=tmp_path, TESTING=True, DEMO=True)

    rows, rules = {page.rule for page in PAGES}, set(rules_of(in_demo))

    assert (sorted(rules - rows), sorted(rows - rules)) == ([], [])
