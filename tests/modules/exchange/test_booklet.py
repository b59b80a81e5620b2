"""The printed booklet: whole, and as good to listen to as to look at."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from modules.blocks import Page, Picture, Prose, Text
from modules.exchange.booklet import booklet_of
from modules.exchange.issue import Issue
from modules.files import CONTENT, read_module
from modules.parsing import read_pages
from modules.problems import Problems
from tests.modules.exchange.cartridges import png

COURSE = {"nb": "Hverdagsmestring", "nn": "Kvardagsmeistring"}
SHIPPED = sorted(path.parent for path in CONTENT.glob("*/*/module.toml"))
M1 = CONTENT / "hverdagsmestring/m1-hva-tapper-og-fyller"
EVERY_KIND = Path(__file__).parent.parent / "every_kind.md"
Make = Callable[[Issue, str], bytes]


@pytest.fixture
def make(app: Flask) -> Make:
    def make(issue: Issue, language: str) -> bytes:
        with app.test_request_context():
            return booklet_of(app.config["DATA"], issue, language, COURSE)

    return make


def shipped(folder: Path) -> Issue:
    files = read_module(folder)
    texts = {code: text for code, text in files.texts.items() if text.pages}
    return Issue(
        folder.parent.name, files.slug, "v1", texts, {path.name: path for path in folder.glob("media/*")}
    )


def small(*blocks: Prose | Picture, edition: str = "v1", media: dict[str, Path] | None = None) -> Issue:
    text = Text("Ro", "Om ro.", [Page("ro", "Ro", list(blocks))])
    return Issue("kurs", "ro", edition, {"nb": text}, media or {})


def structure(node: object) -> list[DictionaryObject]:
    """Every element of the tree that a screen reader walks through."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        return [found for child in node for found in structure(child)]
    if not isinstance(node, DictionaryObject):
        return []
    inside = structure(node["/K"]) if "/K" in node else []
    return ([node] if "/S" in node else []) + inside


def plain(text: str) -> str:
    """Without what a line break or a hyphen at its end changes."""
    return "".join(text.replace("\u00ad", "").replace("-", "").split())


@pytest.mark.parametrize("folder", SHIPPED, ids=[path.name for path in SHIPPED])
def test_every_shipped_module_becomes_an_accessible_booklet(folder: Path, make: Make) -> None:
    issue = shipped(folder)

    read = PdfReader(io.BytesIO(make(issue, "nn")))

    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nn"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata is not None
    assert read.metadata.title == issue.texts["nn"].title
    pictures = [
        block for page in issue.texts["nn"].pages for block in page.blocks if isinstance(block, Picture)
    ]
    alts = [str(node["/Alt"]) for node in structure(root["/StructTreeRoot"]["/K"]) if "/Alt" in node]
    assert [alt for alt in alts if alt in {picture.alt for picture in pictures}] == [
        each.alt for each in pictures
    ]


def test_all_of_the_text_is_in_it(make: Make) -> None:
    from modules.exchange.html_tree import tree

    issue = shipped(M1)

    read = PdfReader(io.BytesIO(make(issue, "nb")))

    said = plain("".join(page.extract_text() for page in read.pages))
    for page in issue.texts["nb"].pages:
        assert plain(page.title) in said
        for block in page.blocks:
            for paragraph in tree(getattr(block, "html", "")).every("p"):
                # A sentence may run over to the next page, with a head and a foot between.
                assert plain(paragraph.text())[:60] in said
            for choice in getattr(block, "choices", []):
                assert plain(tree(choice.feedback_html).text())[:60] in said


def of_every_kind() -> Issue:
    pages = read_pages(EVERY_KIND.read_text(encoding="utf-8"), Problems(EVERY_KIND))
    return Issue("kurs", "alt", "v1", {"nb": Text("Alt", "Alle slag.", pages)}, {})


def test_every_kind_of_block_is_printed_with_what_there_is_to_do_and_its_answers(make: Make) -> None:
    read = PdfReader(io.BytesIO(make(of_every_kind(), "nb")))

    said = plain("".join(page.extract_text() for page in read.pages))
    for words in [
        "Ukeplan til kjøleskapet (PDF)",
        "Telefonen bort",
        "Hva kan fylle på?",
        "Det tapper de fleste.",
        "Det er ikke likt for alle.",
        "Fem minutter er ofte nok.",
        "1. Ønsket",
        "Planen kan endres underveis.",
        "Kort hvile – Fyller på",
        "Det brukes også. Her brukte vi et annet bilde.",
        "25 ± 5 minutter",
        "Da kan natta bli urolig.",
        "Skriv kort hver gang du har beveget deg.",
    ]:
        assert plain(words) in said, words


def test_tables_are_tables_to_those_who_listen(make: Make) -> None:
    root = PdfReader(io.BytesIO(make(of_every_kind(), "nb"))).trailer["/Root"]

    tables = [
        [str(node["/S"]) for node in structure(table["/K"])]
        for table in structure(root["/StructTreeRoot"]["/K"])
        if table["/S"] == "/Table"
    ]
    # In the text, of the energy log, of the training log: heads, and rows with as many cells.
    assert [(kinds.count("/TH"), kinds.count("/TD")) for kinds in tables] == [(3, 6), (4, 12), (6, 108)]


def test_headings_are_headings_in_order(make: Make) -> None:
    issue = small(Prose("<h4>Dypt</h4><p>a</p><h2>Grunt</h2><h4>Dypt igjen</h4>"))

    root = PdfReader(io.BytesIO(make(issue, "nb"))).trailer["/Root"]

    kinds = [str(node["/S"]) for node in structure(root["/StructTreeRoot"]["/K"])]
    assert [kind for kind in kinds if kind.startswith("/H")] == ["/H1", "/H1", "/H2", "/H2", "/H3"]


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.avif", "a.svg"])
def test_every_kind_of_picture_is_printed(name: str, make: Make, tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / name
    if name.endswith(".svg"):
        path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>')
    else:
        Image.open(io.BytesIO(png())).save(path)

    root = PdfReader(
        io.BytesIO(make(small(Picture(name, "En grønn flate"), media={name: path}), "nb"))
    ).trailer["/Root"]

    alts = [str(node["/Alt"]) for node in structure(root["/StructTreeRoot"]["/K"]) if "/Alt" in node]
    assert alts == ["En grønn flate"]


def test_a_picture_that_is_gone_is_told_in_words(make: Make) -> None:
    read = PdfReader(io.BytesIO(make(small(Picture("borte.png", "En krukke med vann")), "nb")))

    assert "En krukke med vann" in "".join(page.extract_text() for page in read.pages)


def test_nothing_in_a_text_is_taken_for_a_command(make: Make) -> None:
    text = '#import "/etc/passwd" $x$ *a* _b_ @c <d> #read("/etc/passwd") \\ `e`'
    issue = small(Prose(f"<p>{text.replace('<', '&lt;')}</p>"))

    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(make(issue, "nb"))).pages)

    assert plain(text.replace('"', "")) in plain(said.replace("“", "").replace("”", "").replace('"', ""))


def test_it_is_set_once_for_each_edition_and_the_one_before_is_thrown_away(app: Flask, make: Make) -> None:
    kept = app.config["DATA"] / "booklets"
    first = make(small(Prose("<p>Ro</p>")), "nb")
    marked = next(kept.iterdir())
    marked.write_bytes(b"kept")

    again = make(small(Prose("<p>Ro</p>")), "nb")
    changed = make(small(Prose("<p>Uro</p>"), edition="v2"), "nb")

    assert again == b"kept"
    assert changed.startswith(b"%PDF")
    assert changed != first
    assert [path.name.split(".")[3] for path in kept.iterdir()] == ["v2"]
