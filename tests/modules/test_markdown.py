"""Nothing that a text holds can be executed in the page that shows it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from modules.markdown import TAGS, parser, render, render_line, sanitised

SCHEMES = ("javascript:", "JaVaScRiPt:", "java\tscript:", "java&#x0A;script:", "&#106;avascript:", " javascript:",
           "vbscript:", "data:text/html,", "data:image/svg+xml,", "file:///", "blob:", "\x01javascript:", "feed:javascript:")  # fmt: skip
PLACES = ("[a]({0}alert(1))", "[a](<{0}alert(1)>)", "[a][b]\n\n[b]: {0}alert(1)", "<{0}alert(1)>",
          "![a]({0}alert(1))", '<a href="{0}alert(1)">a</a>', '<img src="{0}alert(1)">', '<iframe src="{0}alert(1)">',
          '<form action="{0}alert(1)"><button>a</button></form>', '<svg><a xlink:href="{0}alert(1)">a</a></svg>',
          '<math href="{0}alert(1)">a</math>', '<meta http-equiv=refresh content="0;url={0}alert(1)">')  # fmt: skip
EVENTS = ("onerror", "onload", "onclick", "onfocus", "ontoggle", "onbegin", "onpointerover", "OnAnimationEnd")
HOLDERS = ("<img src=x {0}=alert(1)>", "<svg {0}=alert(1)>", "<details open {0}=alert(1)>", "<p {0}=alert(1)>a</p>",
           "<a href=# {0}=alert(1)>a</a>", "<video {0}=alert(1)><source>", "<svg/{0}=alert(1)//", "<x {0}=alert(1)>a",
           '[a](https://example.org "x\\" {0}=alert(1)")', "[a](https://example.org){{{0}=alert(1)}}",
           '<p title="</p><img {0}=alert(1)>">', "<style><img {0}=alert(1)></style>", "<noscript><p {0}=alert(1)>")  # fmt: skip
WHOLE = (
    "<script>alert(1)</script>", "<scr<script>ipt>alert(1)</script>", "<script src=//evil.example>",
    "<SCRIPT/x>alert(1)</SCRIPT>", "<style>@import '//evil.example'</style>", "<link rel=stylesheet href=//evil>",
    "<base href=//evil.example>", "<object data=//evil.example>", "<embed src=//evil.example>",
    "<svg><script>alert(1)</script></svg>", "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'>", "<math><mtext><table><mglyph><style><!--</style>",
    "<template><script>alert(1)</script></template>", "<!--<img src=--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>", "<?xml version='1.0'?><script>alert(1)</script>",
    "<textarea></textarea><script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "```html\n<script>alert(1)</script>\n```", "    <script>alert(1)</script>", "`<script>alert(1)</script>`",
    "{{ config }} {% raw %}", "<p style='background:url(javascript:alert(1))'>a</p>", "<p id=main class=flash>a</p>",
    "<form><input name=csrf_token><button formaction=//evil>", "\x00<script>alert(1)</script>", "<a target=_blank href=//x>",
)  # fmt: skip
CORPUS = [
    *(place.format(scheme) for place, scheme in product(PLACES, SCHEMES)),
    *(holder.format(event) for holder, event in product(HOLDERS, EVENTS)),
    *WHOLE,
]


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
        assert tag in TAGS
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else {"start"} if tag == "ol" else set())
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


@given(some.lists(some.sampled_from([*CORPUS, "\n\n", "](", "<", ">", '"', "'", "`", "- ", "&", ":::"]), max_size=8).map("".join))
def test_nor_any_mixture_of_them(text: str) -> None:
    assert_harmless(render(parser().parse(text)))


def test_raw_html_is_shown_as_text() -> None:
    assert render(parser().parse("<b>hei</b>")) == "<p>&lt;b&gt;hei&lt;/b&gt;</p>"


def test_links_leave_without_telling_where_from() -> None:
    html = render_line("[Helsenorge](https://www.helsenorge.no)")

    assert html == '<a href="https://www.helsenorge.no" rel="noopener noreferrer">Helsenorge</a>'
