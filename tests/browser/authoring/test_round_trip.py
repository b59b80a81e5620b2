"""A block's Markdown to the fields of its form and back: nothing that ships is changed by opening it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from modules.authoring.kinds import kinds_for_editor
from modules.authoring.markdown_form import sheets_of
from modules.block_parsing import WRITTEN
from modules.block_source import BlockSource
from modules.files import CONTENT
from modules.markdown import parser
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

    assert {kind for kind, _ in blocks} <= WRITTEN
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
        ("quiz", '::: quiz {#a kind="odd"}\nHva?\n\n- [x] Ja :: Fint\n:::'),
        ("quiz", '::: quiz {#a kind="match"}\nHva?\n\n- Bare en side\n:::'),
        ("quiz", '::: quiz {#a kind="text"}\nHva?\n\n- [x] Ja\nrett etter\n:::'),
        ("reflection", "::: reflection {#a .odd}\nHva?\n:::"),
        ("reflection", "::: reflection {#a}\nHva?"),
        ("reflection", "::: talk\nHva?\n:::"),
    ],
)
def test_what_a_form_cannot_show_whole_is_left_as_markdown(page: Page, kind: str, text: str) -> None:
    assert turned(page, (kind, text)) == [None]


WRITTEN_AS = """async ([library, kinds, text, changes]) => {
  const { parsed, written } = await import(library);
  const kind = kinds.find((each) => each.kind === "quiz");
  const back = written(kind, { ...parsed(kind, text), ...changes });
  return [back, parsed(kind, back)];
}"""


def changed(page: Page, text: str, **changes: Any) -> tuple[str, Any]:
    """A quiz with other parts, as it is written and as that is read."""
    back, parts = page.evaluate(WRITTEN_AS, [LIBRARY, kinds_for_editor(), text, changes])
    return back, parts


ANSWERS = "Hva?\n\n- [x] Ro :: Ja.\n- [ ] Støy :: Nei.\n"


@pytest.mark.parametrize(
    ("kind", "listed"),
    [
        ("many", "- [x] Ro :: Ja.\n- [ ] Støy :: Nei."),
        ("true-false", "- [x] Ro :: Ja.\n- [ ] Støy :: Nei."),
        ("order", "1. Ro\n2. Støy"),
        ("match", "- Ro :: Ja.\n- Støy :: Nei."),
        ("text", "- [x] Ro :: Ja.\n- [ ] Støy :: Nei."),
    ],
)
def test_a_quiz_of_another_kind_keeps_its_words(page: Page, kind: str, listed: str) -> None:
    attributes = [["id", "a", False], ["kind", kind, True]]

    back, _parts = changed(page, f"::: quiz {{#a}}\n{ANSWERS}:::", attributes=attributes)

    assert back == f'::: quiz {{#a kind="{kind}"}}\nHva?\n\n{listed}\n:::'


def test_words_for_all_stand_before_the_list_where_they_cannot_stand_after_it(page: Page) -> None:
    text = f'::: quiz {{#a kind="many"}}\n{ANSWERS}\nTil alle.\n:::'

    back, _parts = changed(page, text, attributes=[["id", "a", False]])

    assert back == "::: quiz {#a}\nHva?\n\nTil alle.\n\n- [x] Ro :: Ja.\n- [ ] Støy :: Nei.\n:::"


@pytest.mark.parametrize("after", ["- En\n- To", "1. En\n2. To", "Ord.\n\n- En", "- [x] En :: to"])
@pytest.mark.parametrize("kind", ["many", "order"])
def test_a_list_in_the_words_for_all_stays_there(page: Page, kind: str, after: str) -> None:
    text = f'::: quiz {{#a kind="{kind}"}}\n{ANSWERS}:::'

    back, parts = changed(page, text, after=after, items=[{"text": "Ro"}, {"text": "Uro"}])

    assert [item["text"] for item in parts["items"]] == ["Ro", "Uro"]
    assert parts["after"].replace("* ", "- ").replace("1) ", "1. ") == after
    listed = BlockSource("quiz", {}, parser().parse(back.split("\n", 1)[1].removesuffix(":::")), 1).listed()
    assert len(listed.items) == 2
    assert "<li>" in listed.after


def test_words_for_all_are_kept_before_there_is_an_answer(page: Page) -> None:
    _back, parts = changed(page, '::: quiz {#a kind="text"}\nHva?\n:::', after="Til alle.")

    assert (parts["body"], parts["after"]) == ("Hva?", "Til alle.")
