"""A block's Markdown to the fields of its form and back: nothing that ships is changed by opening it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from modules.authoring.kinds import kinds_for_editor
from modules.authoring.markdown_form import sheets_of
from modules.block_parsing import WRITTEN
from modules.files import CONTENT
from tests.browser.conftest import Live
from tests.serving import ROOT

LIBRARY = "/static/js/lib/authoring/block-markdown.js"
TURN = """async ([library, kinds, blocks]) => {
  const { parsed, written } = await import(library);
  const byName = Object.fromEntries(kinds.map((kind) => [kind.kind, kind]));
  return blocks.map(([kind, text]) => {
    const parts = parsed(byName[kind], text);
    return parts && [written(byName[kind], parts), parts];
  });
}"""


@pytest.fixture
def page(live: Live, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(f"{live.url}/sign-in")
    return page


def turned(page: Page, *blocks: tuple[str, str]) -> list[Any]:
    """What each block (kind, Markdown) becomes when it is parsed and written again, and its parts."""
    kinds = json.loads(json.dumps(kinds_for_editor()))
    found: list[Any] = page.evaluate(TURN, [LIBRARY, kinds, [list(block) for block in blocks]])
    return found


def shipped() -> list[tuple[str, str]]:
    files = [*CONTENT.rglob("*.md"), ROOT / "tests/modules/every_kind.md"]
    sheets = [sheet for file in files for sheet in sheets_of(file.read_text(encoding="utf-8"))]
    return [(part.kind, part.text) for sheet in sheets for part in sheet.parts]


def test_every_kind_has_a_form() -> None:
    assert sorted(kind["kind"] for kind in kinds_for_editor()) == sorted(WRITTEN)


def test_every_shipped_block_comes_back_as_it_was(page: Page) -> None:
    blocks = shipped()

    back = [found and found[0] for found in turned(page, *blocks)]

    assert {kind for kind, _ in blocks} == set(KINDS)
    assert [pair for pair in zip(back, [text for _, text in blocks], strict=True) if pair[0] != pair[1]] == []


def test_what_a_form_does_not_know_stays(page: Page) -> None:
    text = '::: scale {#tro tone="mild" min=0 max=5 low="Lite \\"tro\\"" high="Mye"}\nHvor sikker?\n:::'

    ((back, parts),) = turned(page, ("scale", text))

    assert back == text
    assert parts["attributes"][1] == ["tone", "mild", True]
    assert parts["attributes"][4] == ["low", 'Lite "tro"', True]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("quiz", "::: quiz {#a}\nHva?\n\n- [x] Ja :: Fint\n\nTekst etter svarene.\n:::"),
        ("reflection", "::: reflection {#a .odd}\nHva?\n:::"),
        ("reflection", "::: reflection {#a}\nHva?"),
        ("reflection", "::: talk\nHva?\n:::"),
    ],
)
def test_what_a_form_cannot_show_whole_is_left_as_markdown(page: Page, kind: str, text: str) -> None:
    assert turned(page, (kind, text)) == [None]
