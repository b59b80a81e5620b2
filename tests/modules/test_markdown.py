"""Nothing that a text holds can be executed in the page that shows it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as some

from modules.markdown import TAGS, parser, render, render_line, sanitised
from tests.modules.hostile import CORPUS

MAY_STAND = {
    "a": {"href", "rel"},
    "ol": {"start"},
    "th": {"scope", "class"},
    "td": {"class"},
    "div": {"class", "tabindex", "role", "aria-label"},
}
PIECES = [*CORPUS, "\n\n", "](", "<", ">", '"', "'", "`", "- ", "&", ":::", "|", "\n|---|:-:|\n"]


class Seen(HTMLParser):
    """Every element a browser would make of the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    handle_decl = handle_pi = handle_comment


def assert_harmless(html: str) -> None:
    seen = Seen(html)
    assert seen.others == []
    for tag, attributes in seen.elements:
        assert tag in TAGS or (tag, attributes.get("class")) == ("div", "table-frame")
        assert set(attributes) <= MAY_STAND.get(tag, set())
        assert attributes.get("class", "table-frame") in ("table-frame", "cell--end", "cell--middle", "")
        assert attributes.get("scope", "col") == "col"
        # As a browser reads it: control characters and blanks do not count, and a scheme has no percent sign.
        href = re.sub(r"[\x00-\x20]", "", attributes.get("href") or "").lower()
        assert re.match(r"(https|http|mailto|tel):|(?![a-z][a-z0-9+.-]*:)", href)


@pytest.mark.parametrize("payload", CORPUS)
@pytest.mark.parametrize("around", ["{}", "- {}", "> {}", "# {}", "**{}**", "hei {} der"])
def test_nothing_executable_survives(payload: str, around: str) -> None:
    text = around.replace("{}", payload)

    assert_harmless(render(parser().parse(text)))
    assert_harmless(render_line(text.replace("\n", " ")))


@pytest.mark.parametrize("payload", CORPUS)
def test_the_sanitiser_alone_holds_when_the_parser_would_let_it_through(payload: str) -> None:
    assert_harmless(sanitised(payload))


@given(some.lists(some.sampled_from(PIECES), max_size=8).map("".join))
def test_nor_any_mixture_of_them(text: str) -> None:
    assert_harmless(render(parser().parse(text)))


def test_raw_html_is_shown_as_text() -> None:
    assert render(parser().parse("<b>hei</b>")) == "<p>&lt;b&gt;hei&lt;/b&gt;</p>"


def test_links_leave_without_telling_where_from() -> None:
    html = render_line("[Helsenorge](https://www.helsenorge.no)")

    assert html == '<a href="https://www.helsenorge.no" rel="noopener noreferrer">Helsenorge</a>'
