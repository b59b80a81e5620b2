"""A form that another site sends in a person's name is refused, on every page that changes anything."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.acting import Auth
from tests.cast import Cast
from tests.pages import Page
from tests.test_page_matrix import PAGES, rules_of

CHANGING = [page for page in PAGES if page.sends and not page.settings and not page.json]


@pytest.mark.parametrize("settings", [{"WTF_CSRF_ENABLED": True}])
def test_a_form_without_our_token_is_refused_everywhere(
    app: Flask, session: Session, cast: Cast, auth: Auth
) -> None:
    answers = {page.rule: _sent_from_elsewhere(page, app, auth, cast) for page in CHANGING}

    assert answers == dict.fromkeys(answers, 400)


def _sent_from_elsewhere(page: Page, app: Flask, auth: Auth, cast: Cast) -> int:
    """Before anything else is asked: any value will do for who or which."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.rule == page.rule.split()[1])
    address = app.url_map.bind("localhost").build(
        rules_of(app)[page.rule], dict.fromkeys(rule.arguments, 1), method=page.method
    )
    return auth.browser(cast.ase).open(address, method=page.method, data=page.data(cast)).status_code
