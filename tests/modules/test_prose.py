"""Tables, links and headings in the text: what a reader needs is there, or the author is told the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.markdown import parser, plain, render, sanitised
from modules.parsing import read_pages
from modules.problems import Problems
from tests.modules.hostile import CORPUS
from tests.modules.test_markdown import Seen, assert_harmless

TABLE = "| Dag | Hva | Minutter |\n|-----|:---:|---------:|\n| Mandag | *Tur* | 20 |\n"


def problems(text: str) -> list[str]:
    found = Problems(Path("nb.md"))
    read_pages(f"# A {{#a}}\n\n{text}\n", found)
    return found.lines


def rendered(text: str) -> str:
    return render(parser().parse(text))


def test_a_table_says_what_its_columns_are_and_scrolls_in_a_frame_with_a_name() -> None:
    html = rendered(TABLE).replace("\n", "")

    assert html == (
        '<div class="table-frame" tabindex="0" role="region" aria-label="Dag, Hva, Minutter">'
        '<table><thead><tr><th scope="col">Dag</th><th scope="col" class="cell--middle">Hva</th>'
        '<th scope="col" class="cell--end">Minutter</th></tr></thead>'
        '<tbody><tr><td>Mandag</td><td class="cell--middle"><em>Tur</em></td>'
        '<td class="cell--end">20</td></tr></tbody></table></div>'
    )


def test_two_tables_have_each_its_own_name_wherever_they_stand() -> None:
    html = rendered(f'{TABLE}\n- a\n\n  | B & <i> | "C" |\n  |---|---|\n  | 1 | 2 |\n')

    names = [attributes["aria-label"] for tag, attributes in Seen(html).elements if tag == "div"]
    assert names == ["Dag, Hva, Minutter", 'B & <i>, "C"']


@pytest.mark.parametrize("payload", CORPUS)
def test_nothing_executable_survives_in_a_table(payload: str) -> None:
    cell = payload.replace("\n", " ").replace("|", "\\|")
    html = rendered(f"| {cell} | b |\n|:---:|---|\n| {cell} | {cell} |\n")

    frames = [attributes for tag, attributes in Seen(html).elements if tag == "div"]
    assert all(set(each) == {"class", "tabindex", "role", "aria-label"} for each in frames)
    assert_harmless(html)


@pytest.mark.parametrize(
    "attribute",
    ['style="text-align:right;background:url(//evil)"', 'class="flash"', 'class="cell--end flash"', 'id="a"',
     'scope="row"', 'onclick="alert(1)"', 'colspan="9999"', 'rowspan="9999"', 'headers="x"', 'width="9999"',
     'background="//evil"', 'abbr="x"', 'axis="x"', 'tabindex="5"', 'role="button"', 'aria-label="x"'],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["table", "thead", "tbody", "tr", "th", "td"])
def test_the_parts_of_a_table_hold_no_other_attribute(tag: str, attribute: str) -> None:
    inner = f"<{tag} {attribute}>"
    around = {"table": "", "thead": "<table>", "tbody": "<table>", "tr": "<table><tbody>"}
    html = sanitised(around.get(tag, "<table><tbody><tr>") + inner)

    found = [attributes for name, attributes in Seen(html).elements if name == tag]
    assert found
    assert all(each in ({}, {"class": ""}) for each in found)


def test_only_known_sides_and_heads_stay() -> None:
    html = '<table><thead><tr><th scope="col" class="cell--end">a</th></tr></thead></table>'

    assert sanitised(html) == html


def test_a_column_without_a_head_is_told() -> None:
    assert problems("| a | |\n|---|---|\n| 1 | 2 |") == [
        "nb.md:3: Each column of a table needs words at its head."
    ]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[her](https://example.org)", '"her"'),
        ("[**Klikk her**](https://example.org)", '"Klikk her"'),
        ("<https://example.org>", '"https://example.org"'),
        ("[](https://example.org)", "The link to https://example.org"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "- a {}", "> {}", "::: talk\n{}\n:::"])
def test_a_link_says_in_words_where_it_leads(link: str, said: str, around: str) -> None:
    (line,) = problems(around.format(link))

    number = 4 if around.startswith(":::") else 3
    assert line == f"nb.md:{number}: {said} does not say where the link leads: write plain words."


@pytest.mark.parametrize("link", ["[Helsenorge](https://a.no)", "<post@example.org>", "[Ring oss](tel:123)"])
def test_links_with_words_are_fine(link: str) -> None:
    assert problems(f"Les på {link}.") == []


@pytest.mark.parametrize(
    "text",
    ["## B\n\nHei\n\n### C\n\nHei\n\n#### D\n\nHei\n\n## E\n\nHei",
     "::: talk\n### B\n\nHei\n\n#### C\n\nHei\n:::",
     '::: experience {name="Ola"}\n## B\n\nHei\n:::', "::: talk\nHei\n:::\n\n### Etter\n\nHei"],
)  # fmt: skip
def test_headings_that_follow_each_other_are_fine(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "line", "marks"),
    [
        ("### B\n\nHei", 3, "`##`"),
        ("## B\n\nHei\n\n#### C\n\nHei", 7, "`##` or `###`"),
        ("## B\n\n### C\n\n#### D\n\n##### E\n\nHei", 9, "`##` or `###` or `####`"),
        ("::: talk\n# B\n\nHei\n:::", 4, "`###`"),
        ("::: talk\n## B\n\nHei\n:::", 4, "`###`"),
        ("::: talk\nHei\n\n#### B\n:::", 6, "`###`"),
        ('::: experience {name="Ola"}\n### B\n\nHei\n:::', 4, "`##`"),
    ],
)
def test_a_heading_that_leaves_a_level_out_is_told(text: str, line: int, marks: str) -> None:
    assert problems(text) == [f"nb.md:{line}: A heading here begins with {marks}: no level is left out."]


def test_plain_words_hold_no_marks() -> None:
    assert plain("**a** [b](https://c.no) & <i>") == "a b & <i>"
