"""The package for other platforms, as it lies in the zip."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape

from modules.blocks import KINDS, AnyQuiz, Text
from modules.exchange import scorm
from modules.exchange.issue import Issue
from modules.parsing import read_pages
from modules.problems import Problems
from tests.acting import Auth
from tests.cast import Cast

ADDRESS = "/modules/hverdagsmestring/{}/exports/scorm/nb"
M1 = "m1-hva-tapper-og-fyller"
EVERY_KIND = Path(__file__).parent.parent / "every_kind.md"
PACKAGE = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"


@pytest.fixture
def ragnhild(cast: Cast, auth: Auth, shelf: str) -> FlaskClient:
    return auth.browser(cast.ragnhild)


def files(browser: FlaskClient, slug: str = M1) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(browser.get(ADDRESS.format(slug)).get_data())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_manifest_names_one_lesson_and_each_of_its_files(ragnhild: FlaskClient) -> None:
    found = files(ragnhild)

    root = fromstring(found["imsmanifest.xml"])
    resource = root.find(f".//{PACKAGE}resource")
    named = [each.get("href") for each in root.iter(f"{PACKAGE}file")]
    assert root.findtext(f".//{PACKAGE}schemaversion") == "1.2"
    assert resource.get("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype") == "sco"
    assert sorted([*named, "imsmanifest.xml"]) == sorted(found)
    assert "media/krukke.svg" in named


def test_everything_that_a_page_shows_is_inside(ragnhild: FlaskClient) -> None:
    for slug in ("m0-for-vi-motes", M1):
        found = files(ragnhild, slug)
        page = found["index.html"].decode()

        shown = re.findall(r'(?:src|poster)="([^"]+)"|<link[^>]* href="([^"]+)"', page)
        assert {one or other for one, other in shown} <= set(found)


def test_each_kind_of_block_has_its_way(app: Flask) -> None:
    pages = read_pages(EVERY_KIND.read_text(encoding="utf-8"), Problems(EVERY_KIND))
    issue = Issue("kurs", "alt", "v1", {"nb": Text("Alt", "Alle slag.", pages)}, {})
    with app.test_request_context(), zipfile.ZipFile(io.BytesIO(scorm.package(issue, "nb"))) as archive:
        page = archive.read("index.html").decode()

    blocks = [block for page in pages for block in page.blocks]
    assert {block.kind for block in blocks} == set(KINDS) - {"action-plan"}
    for block in blocks:
        words = getattr(block, "html", "") or getattr(block, "title", "") or getattr(block, "alt", "")
        assert words in page or str(escape(words)) in page
        if isinstance(block, AnyQuiz):
            assert f'data-way="{block.kind}"' in page
    assert '<a href="media/ukeplan.pdf" download>Ukeplan til kjøleskapet</a> (PDF)' in page


def test_it_speaks_its_own_language_whoever_takes_it_out(ragnhild: FlaskClient) -> None:
    page = files(ragnhild)["index.html"].decode()

    assert '<html lang="nb">' in page
    assert "Tenk over det" not in page or "Think about it" not in page


def test_the_same_module_gives_the_same_package(ragnhild: FlaskClient) -> None:
    address = ADDRESS.format(M1)

    assert ragnhild.get(address).get_data() == ragnhild.get(address).get_data()
