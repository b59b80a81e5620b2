"""HTML of others becomes our Markdown: the words stay, what acts goes."""

from __future__ import annotations

import pytest

from modules import markdown
from modules.exchange.html_reading import Image, html_line, read_html
from tests.modules.hostile import EVENTS, HOLDERS, PLACES, SCHEMES


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hei <b>du</b> og <i>jeg</i>.</p>", "Hei **du** og *jeg*."),
        ("<p>En</p><p>To</p>", "En\n\nTo"),
        ("Bare ord", "Bare ord"),
        ("<h1>Stor</h1><h3>Liten</h3>", "## Stor\n\n### Liten"),
        ("<ul><li>En<li>To</ul>", "- En\n- To"),
        ("<ol><li>En</li><li>To<ul><li>Inni</li></ul></li></ol>", "1. En\n2. To\n\n   - Inni"),
        ("<blockquote><p>Ro</p><p>og hvile</p></blockquote>", "> Ro\n>\n> og hvile"),
        ('<a href="https://example.org/a_b">Les</a>', "[Les](<https://example.org/a_b>)"),
        ('<a href="side2.html">Neste</a>', "Neste"),
        ("En<br>To", "En\\\nTo"),
        ("<p>En <strong> to </strong> tre</p>", "En  **to**  tre"),
        ("<p># ikke en side {#x}</p>", "\\# ikke en side {#x}"),
        ("<p>::: quiz</p>", "\\::: quiz"),
        ("<p>1. ikke en liste</p>", "1\\. ikke en liste"),
        ("<p>2 * 3 &lt; 7 &amp;amp; [x] _y_</p>", "2 \\* 3 \\< 7 \\&amp; \\[x\\] \\_y\\_"),
        ("<div><div>En</div>To</div>", "En\n\nTo"),
        (
            "<table><tr><th>Dag</th><th>Krefter</th></tr><tr><td>Man</td><td>3</td></tr></table>",
            "| Dag | Krefter |\n| --- | --- |\n| Man | 3 |",
        ),
        (
            "<table><caption>Uka</caption><thead><tr><th>Dag</th><th>Hva</th></tr></thead><tbody>"
            '<tr><th>Man</th><td>Ro | <b>hvile</b><br>lenge</td></tr><tr><td colspan="2">Fri</td></tr>'
            "<tr><td>Ons</td></tr></tbody></table>",
            "Uka\n\n| Dag | Hva |\n| --- | --- |\n| Man | Ro \\| **hvile** lenge |\n| Fri |  |\n| Ons |  |",
        ),
        (
            '<table><tr><th>a</th><th>b</th></tr><tr><td><a href="https://example.org/?a|b">c</a></td>'
            "<td><table><tr><td>d</td><td>e</td></tr></table></td></tr></table>",
            "| a | b |\n| --- | --- |\n| [c](<https://example.org/?a%7Cb>) | de |",
        ),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "|  |  |\n| --- | --- |\n| a | b |"),
        ("<table><tr><td><p>Bare</p><p>ramme</p></td></tr></table>", "Bare\n\nramme"),
        ("<dl><dt>Ro</dt><dd>Å hvile</dd></dl>", "**Ro**\n\nÅ hvile"),
        ("<script>alert(1)</script><style>p{}</style><p>Ord</p>", "Ord"),
    ],
)
def test_it_says_the_same_as_markdown(html: str, expected: str) -> None:
    assert read_html(html).pieces == [expected]


def test_pictures_stand_where_they_stood() -> None:
    found = read_html('<p>Før</p><p><img src="a.png" alt="En krukke"></p><p>Etter <img src="b.png"></p>')

    assert found.pieces == ["Før", Image("a.png", "En krukke"), "Etter", Image("b.png", "")]


def test_what_is_left_behind_is_named() -> None:
    found = read_html('<iframe src="https://example.org"></iframe><form><input></form><a href="x.html">x</a>')

    assert (found.pieces, found.left) == (["x"], ["iframe", "form", "link"])


def test_of_tables_it_is_told_what_does_not_come_along() -> None:
    table = '<table><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></table>'

    assert read_html(table).left == ["joined", "heads"]


def test_a_table_is_one_when_it_is_read() -> None:
    (piece,) = read_html(
        "<table><tr><th>Dag</th><th>Hva</th></tr><tr><td>Man</td><td>a|b</td></tr></table>"
    ).pieces

    html = markdown.render(markdown.parser().parse(str(piece)))

    assert '<th scope="col">Dag</th>' in html
    assert "<td>a|b</td>" in html


def test_an_answer_stands_on_one_line() -> None:
    assert html_line("<p>En :: to</p><p>tre<br>fire</p>") == "En : to tre fire"


def test_what_is_nested_without_end_is_read() -> None:
    assert read_html("<div>" * 100_000 + "ord").pieces == ["ord"]


HOSTILE = [
    *(place.format(scheme) for place in PLACES for scheme in SCHEMES),
    *(holder.format(event) for holder in HOLDERS for event in EVENTS),
]


def test_nothing_hostile_comes_through() -> None:
    for text in HOSTILE:
        for piece in read_html(text).pieces:
            html = markdown.render(markdown.parser().parse(piece)) if isinstance(piece, str) else ""

            assert "<script" not in html
            assert 'href="javascript' not in html.lower()
