"""The course developer sees every module as participants will, in each language, and keeps nothing."""

from __future__ import annotations

import json
import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from modules.authoring.models import ModuleDraft
from modules.models import Module, PageVisit
from tests.acting import Auth
from tests.cast import Cast

FIRST = "/modules/hverdagsmestring/m0-for-vi-motes"


def test_developers_see_the_list_of_modules(cast: Cast, auth: Auth, shelf: str) -> None:
    page = auth.login(cast.ragnhild).get("/modules").get_data(as_text=True)

    assert page.count('<th scope="row"') == 7
    assert f'href="{FIRST}/nb"' in page
    assert f'href="{FIRST}/nn"' in page


def test_the_preview_speaks_the_language_that_was_asked_for(
    session: Session, cast: Cast, auth: Auth, shelf: str
) -> None:
    browser = auth.login(cast.petter)

    nb = browser.get(f"{FIRST}/nb").get_data(as_text=True)
    nn = browser.get(f"{FIRST}/nn").get_data(as_text=True)

    assert 'class="module-page__text" lang="nb"' in nb
    assert 'class="module-page__text" lang="nn"' in nn
    assert "What you write here is not kept." in nb
    assert session.scalars(select(PageVisit)).all() == []


def test_the_preview_shows_the_pictures(cast: Cast, auth: Auth, shelf: str) -> None:
    with auth.login(cast.petter).get(f"{FIRST}/media/bordet.svg") as picture:
        assert picture.mimetype == "image/svg+xml"


def test_a_language_or_module_that_is_not_there_is_not_found(cast: Cast, auth: Auth, shelf: str) -> None:
    browser = auth.login(cast.petter)

    addresses = [f"{FIRST}/en", f"{FIRST}/xx", f"{FIRST}/nb/none", "/modules/none/m0/nb", f"{FIRST[:-1]}/nb"]

    assert [browser.get(address).status_code for address in addresses] == [404] * 5


def test_nobody_else_previews(cast: Cast, auth: Auth, shelf: str) -> None:
    others = [cast.ana, cast.marit, cast.tove, cast.sunniva, cast.ase, cast.vidar]

    assert [auth.browser(person).get("/modules").status_code for person in others] == [403] * 6
    assert [auth.browser(person).get(f"{FIRST}/nb").status_code for person in others] == [403] * 6
    assert [auth.browser(person).get(f"{FIRST}/media/bordet.svg").status_code for person in others] == [
        403
    ] * 6


def test_a_draft_is_begun_by_writing_and_not_by_looking(
    cast: Cast, auth: Auth, shelf: str, session: Session
) -> None:
    page = auth.browser(cast.ragnhild).get("/modules/hverdagsmestring/m1-hva-tapper-og-fyller/draft")

    assert page.status_code == 200
    assert "::: reflection {#tapper}" in page.get_data(as_text=True)
    assert session.scalars(select(ModuleDraft)).all() == []


def test_a_module_without_a_version_opens_empty(cast: Cast, auth: Auth, shelf: str, session: Session) -> None:
    session.add(Module(programme_id=cast.course.programme_id, slug="ny"))
    session.commit()

    page = auth.browser(cast.ragnhild).get("/modules/hverdagsmestring/ny/draft").get_data(as_text=True)

    found = re.search(r'id="draft">(.*?)</script>', page)
    assert found is not None
    assert json.loads(found[1])["draft"]["pages"] == []
