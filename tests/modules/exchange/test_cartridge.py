"""A Common Cartridge becomes modules: what has a place here is taken, the rest is told line by line."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from modules.authoring.markdown_form import file_of
from modules.blocks import Choice, Links, ManyQuiz, Picture, Prose, Quiz, Reflection, Talk
from modules.exchange.archives import opened
from modules.exchange.brought import Brought, BroughtModule
from modules.exchange.cartridge import read_cartridge
from modules.exchange.refused import NotBroughtIn
from modules.parsing import read_pages
from modules.problems import Problems
from modules.quizzes import Phrase, Statement, TextQuiz, TrueFalseQuiz
from tests.modules.exchange.cartridges import Cartridge, png, question

Read = Callable[[bytes], Brought]
YES_NO = {"a": ("<b>Ja</b>", True), "b": ("Nei", False)}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(archive: bytes) -> Brought:
        with opened(io.BytesIO(archive)) as file:
            return read_cartridge(file, "hvile.imscc", "nb", tmp_path)

    return read


def pages(module: BroughtModule, problems: list[str] | None = None) -> dict[str, list[object]]:
    """What participants would read, by the titles of the pages."""
    found = Problems(Path("nb.md"))
    read = read_pages(file_of(module.draft, "nb")[0], found)
    assert found.lines == (problems or [])
    return {page.title: list(page.blocks) for page in read}


def said(brought: Brought) -> list[tuple[str, str, bool]]:
    return [(line.where, line.code, line.is_taken) for line in brought.report.lines]


def test_pages_come_in_order_with_their_pictures(read: Read) -> None:
    cartridge = Cartridge(files={"pages/img/Krukke 1.PNG": png()})
    body = '<h1>Hei</h1><p>Om ro.</p><img src="img/Krukke%201.PNG" alt="En krukke">'
    html = f"<html><head><title>x</title></head><body>{body}</body></html>"
    cartridge.items = [cartridge.page("Ro", html), cartridge.page("Søvn", "<p>Om søvn.</p>")]

    brought = read(cartridge.packed())

    assert [module.slug for module in brought.modules] == ["hvile-i-hverdagen"]
    assert pages(brought.modules[0]) == {
        "Ro": [Prose("<h2>Hei</h2>\n<p>Om ro.</p>"), Picture("krukke-1.png", "En krukke")],
        "Søvn": [Prose("<p>Om søvn.</p>")],
    }
    assert brought.modules[0].media["krukke-1.png"].read_bytes() == png()
    assert said(brought) == [("Ro", "page", True), ("Søvn", "page", True)]


def test_each_folder_at_the_top_is_a_module(read: Read) -> None:
    cartridge = Cartridge()
    cartridge.items = [
        cartridge.folder(
            "Uke 1",
            cartridge.page("En", "<p>a</p>"),
            cartridge.folder("Inni", cartridge.page("To", "<p>b</p>")),
        ),
        cartridge.folder("Uke 2", cartridge.page("Tre", "<p>c</p>")),
        cartridge.page("Velkommen", "<p>d</p>"),
    ]

    brought = read(cartridge.packed())

    assert [(module.slug, list(pages(module))) for module in brought.modules] == [
        ("hvile-i-hverdagen", ["Velkommen"]),
        ("uke-1", ["En", "To"]),
        ("uke-2", ["Tre"]),
    ]


def test_questions_become_quizzes(read: Read) -> None:
    cartridge = Cartridge()
    cartridge.items = [
        cartridge.quiz(
            "Prøv deg",
            question("cc.multiple_choice.v0p1", "Er ro bra?", YES_NO, {"a": "Nettopp.", "b": "Tenk litt."}),
            question(
                "cc.true_false.v0p1", "Alle sover likt.", {"t": ("Sant", False), "f": ("Usant", True)}, {}
            ),
            question("cc.multiple_response.v0p1", "Hva gir ro?", {**YES_NO, "c": ("Kanskje", True)}, {}),
            question("cc.essay.v0p1", "Hva gir deg ro?", {}, {}),
            question(
                "cc.fib.v0p1", "Skriv ett ord.", {"ro": ("", True), "stillhet": ("", True)}, {"ro": "Ja."}
            ),
            question("cc.pattern_match.v0p1", "Skriv et ord.", {}, {}),
        )
    ]

    brought = read(cartridge.packed())

    first, second, third, fourth, fifth = pages(brought.modules[0])["Prøv deg"]
    assert first == Quiz(
        "er-ro-bra",
        "<p>Er ro bra?</p>",
        [Choice("<strong>Ja</strong>", "Nettopp.", True), Choice("Nei", "Tenk litt.", False)],
    )
    assert isinstance(second, TrueFalseQuiz)
    assert second.statements == [Statement("Alle sover likt.", "Slik er det ikke.", False)]
    assert isinstance(third, ManyQuiz)
    assert [choice.is_right for choice in third.choices] == [True, False, True]
    assert isinstance(fourth, Reflection)
    assert isinstance(fifth, TextQuiz)
    assert fifth.phrases == [Phrase("ro", "Ja.", True), Phrase("stillhet", "", True)]
    assert said(brought)[-1] == ("Prøv deg: Skriv et ord.", "part_of_answer", False)


def test_links_and_topics_find_their_places(read: Read) -> None:
    cartridge = Cartridge()
    cartridge.items = [
        cartridge.page("Ro", "<p>Om ro.</p>"),
        cartridge.link("Les mer", "https://example.org/ro?a=1&b=2"),
        cartridge.topic("Hva hjelper?", "<p>Fortell hva som <em>hjelper</em>.</p>"),
    ]

    found = pages(read(cartridge.packed()).modules[0])

    assert [type(block) for block in found["Ro"]] == [Prose, Links]
    assert 'href="https://example.org/ro?a=1&amp;b=2"' in found["Ro"][1].html  # type: ignore[attr-defined]
    assert found["Hva hjelper?"] == [Talk("<p>Fortell hva som <em>hjelper</em>.</p>")]


def test_what_has_no_place_is_told(read: Read) -> None:
    cartridge = Cartridge()
    cartridge.items = [
        cartridge.page(
            "Ro", '<p>Om ro.</p><iframe src="https://example.org"></iframe><a href="b.html">b</a>'
        ),
        cartridge.item("Verktøy", cartridge.resource("imsbasiclti_xmlv1p3", "lti.xml", b"<x/>")),
        cartridge.item("Ark", cartridge.resource("webcontent", "ark.docx", b"PK")),
        cartridge.link("Lenke", "javascript:alert(1)"),
        cartridge.page("Tom", "<script>alert(1)</script>"),
    ]
    cartridge.resource("webcontent", "glemt.html", b"<p>x</p>")
    cartridge.items.append('<item identifier="z" identifierref="borte"><title>Borte</title></item>')

    assert said(read(cartridge.packed())) == [
        ("Ro", "element", False),
        ("Ro", "link_inside", False),
        ("Ro", "page", True),
        ("Verktøy", "other_kind", False),
        ("Ark", "other_file", False),
        ("Lenke", "bad_address", False),
        ("Tom", "empty_page", False),
        ("Borte", "missing_file", False),
        ("glemt.html", "not_listed", False),
    ]


def test_pictures_that_cannot_come_are_told_and_the_page_comes(read: Read) -> None:
    lively = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    cartridge = Cartridge(
        files={"pages/a.svg": lively, "pages/b.png": b"<script>", "pages/c.bmp": b"BM", "pages/e.png": png()}
    )
    names = [
        "a.svg",
        "b.png",
        "c.bmp",
        "borte.png",
        "https://example.org/d.png",
        "../../../etc/passwd",
        "e.png",
    ]
    html = "<p>Ord</p>" + "".join(f'<img src="{name}">' for name in names)
    cartridge.items = [cartridge.page("Ro", html)]

    brought = read(cartridge.packed())

    assert [line.code for line in brought.report.lines] == [
        "unfit_picture",
        "unfit_picture",
        "other_picture",
        "missing_file",
        "picture_elsewhere",
        "missing_file",
        "no_alt",
        "page",
    ]
    assert list(brought.modules[0].media) == ["e.png"]


def test_a_cartridge_that_is_half_there_gives_what_it_has(read: Read) -> None:
    cartridge = Cartridge()
    cartridge.items = [cartridge.page("Borte", None), cartridge.page("Her", "<p>Ord</p>")]

    brought = read(cartridge.packed())

    assert said(brought) == [("Borte", "missing_file", False), ("Her", "page", True)]
    assert list(pages(brought.modules[0])) == ["Her"]


def test_a_page_that_is_no_text_is_told_and_the_next_one_comes(read: Read) -> None:
    cartridge = Cartridge()
    cartridge.items = [cartridge.page("Rar", "x"), cartridge.page("Her", "<p>Ord</p>")]
    cartridge.files["pages/0.html"] = b"<p>\xff\xfe</p>"

    assert said(read(cartridge.packed()))[0] == ("Rar", "not_utf8", False)


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<manifest><metadata><title>&b;</title></metadata></manifest>"
)
FETCHES = b'<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><manifest><title>&x;</title></manifest>'
DEEP = b"<manifest><organization>" + b"<item>" * 30 + b"</item>" * 30 + b"</organization></manifest>"
LONG = b"<manifest><organization>" + b"<item/>" * 1_001 + b"</organization></manifest>"


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        (b"", "unreadable_file"),
        (b"<manifest>", "unreadable_file"),
        (b"\xff\xfe", "unreadable_file"),
        (b'<?xml version="1.0" encoding="no-such"?><manifest/>', "unreadable_file"),
        (BOMB, "lively_xml"),
        (FETCHES, "lively_xml"),
        (b"<html/>", "no_cartridge"),
        (b"<manifest/>", "nothing_to_take"),
        (DEEP, "too_deep"),
        (LONG, "too_many_files"),
        (b"<m>" * 100_000, "unreadable_file"),
    ],
)
def test_a_bad_manifest_is_refused(read: Read, manifest: bytes, code: str) -> None:
    with pytest.raises(NotBroughtIn) as refused:
        read(Cartridge().packed(**{"imsmanifest.xml": manifest}))

    assert refused.value.code == code


def test_entities_that_grow_are_refused_wherever_they_are(read: Read) -> None:
    cartridge = Cartridge()
    cartridge.items = [cartridge.page("Her", "<p>Ord</p>"), cartridge.quiz("Prøv")]
    cartridge.files["quizzes/1.xml"] = BOMB

    with pytest.raises(NotBroughtIn) as refused:
        read(cartridge.packed())

    assert refused.value.code == "lively_xml"
