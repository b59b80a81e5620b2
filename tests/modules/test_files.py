"""A module's folder is published whole or not at all, with every reason named."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.files import CONTENT, read_course, read_module
from modules.problems import ContentRefused
from tests.modules.conftest import EVERY_KIND, write_module

PAGE = "# A {#a}\n\nHei\n"


def refused(folder: Path) -> list[str]:
    with pytest.raises(ContentRefused) as refusal:
        read_module(folder)
    return [line.removeprefix(f"{folder}/") for line in refusal.value.lines]


def test_a_module_is_read_in_both_languages(tmp_path: Path) -> None:
    write_module(
        tmp_path / "m0-made", EVERY_KIND, facts='minutes = 10\nopens = "after:s1"\ndue = "before:s2"'
    )

    module = read_module(tmp_path / "m0-made")

    assert (module.slug, module.minutes, module.opens, module.due) == ("m0-made", 10, "after:s1", "before:s2")
    assert {code: text.title for code, text in module.texts.items()} == {"nb": "Laget", "nn": "Laga"}
    assert [page.id for page in module.texts["nn"].pages] == ["forste", "andre"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("minutes = 0", "module.toml:1: Say how long the module takes: minutes = 15 (from 1 to 120)."),
        (
            'minutes = 9\nopens = "soon"',
            'module.toml:1: opens = "soon" is not known: '
            'write "start", "after:s1", "before:s2" or "before:f1".',
        ),
        (
            "minutes = = 9",
            "module.toml:1: The file cannot be read as TOML: Invalid value (at line 1, column 11).",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_facts_is_said(tmp_path: Path, facts: str, words: str) -> None:
    write_module(tmp_path / "m0-made", PAGE, facts=facts)

    assert refused(tmp_path / "m0-made")[0] == words


def test_both_languages_ask_the_same(tmp_path: Path) -> None:
    asks = "# A {#a}\n\n::: reflection {#b}\nHva?\n:::\n"
    write_module(tmp_path / "m0-made", asks, nn=asks.replace("#b", "#c"))

    assert refused(tmp_path / "m0-made") == [
        'nb.md:3: The id "b" is missing in nn.md.',
        'nn.md:3: The id "c" is missing in nb.md.',
    ]


def test_the_same_quiz_has_the_same_right_answer_in_both_languages(tmp_path: Path) -> None:
    quiz = "# A {#a}\n\n::: quiz {#q}\nHva?\n\n- [x] A :: a\n- [ ] B :: b\n:::\n"
    write_module(tmp_path / "m0-made", quiz, nn=quiz.replace("[x] A", "[ ] A").replace("[ ] B", "[x] B"))

    assert refused(tmp_path / "m0-made") == [
        "nn.md:1: It differs from nb.md in the order or in what is asked."
    ]


def test_a_language_that_is_missing_is_named(tmp_path: Path) -> None:
    write_module(tmp_path / "m0-made", PAGE)
    (tmp_path / "m0-made" / "nn.md").unlink()

    assert refused(tmp_path / "m0-made") == ["module.toml:1: The text in nn is missing: nn.md."]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("borte.svg", 'nb.md:3: There is no file "borte.svg" in media/.'),
        ("../../passwd.svg", 'nb.md:3: "../../passwd.svg" is not a file name we know for a picture.'),
        ("side.html", 'nb.md:3: "side.html" is not a file name we know for a picture.'),
        ("pust.mp3", 'nb.md:3: "pust.mp3" is not a file name we know for a picture.'),
    ],
)  # fmt: skip
def test_a_file_that_is_shown_is_there_and_of_a_known_kind(tmp_path: Path, name: str, words: str) -> None:
    write_module(tmp_path / "m0-made", f'# A {{#a}}\n\n::: picture {{src="{name}" alt="a"}}\n:::\n')

    assert refused(tmp_path / "m0-made")[0] == words


@pytest.mark.parametrize(
    "drawing",
    [
        "<svg><script>alert(1)</script></svg>",
        '<svg onload="alert(1)"></svg>',
        "<svg><foreignObject><p>a</p></foreignObject></svg>",
        '<svg><a href="javascript:alert(1)">a</a></svg>',
        '<svg><image href="https://evil.example/a.png"/></svg>',
        '<svg><use href="https://evil.example/a.svg#a"/></svg>',
        '<svg style="background:url(https://evil.example)"></svg>',
        "<svg><style>@import 'https://evil.example';</style></svg>",
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg></svg>',
    ],
)
def test_a_drawing_only_draws(tmp_path: Path, drawing: str) -> None:
    write_module(tmp_path / "m0-made", '# A {#a}\n\n::: picture {src="krukke.svg" alt="a"}\n:::\n')
    (tmp_path / "m0-made" / "media" / "krukke.svg").write_text(drawing)

    words = "media/krukke.svg holds more than a drawing: a script, a link or something that is fetched."
    assert refused(tmp_path / "m0-made")[0] == f"nb.md:3: {words}"


def test_problems_of_all_modules_are_told_together(tmp_path: Path) -> None:
    write_module(tmp_path / "kurs" / "m0-a", "Hei")
    write_module(tmp_path / "kurs" / "m1-b", "Hei")
    course = tmp_path / "kurs" / "course.toml"
    course.write_text(course.read_text().replace('["m1"]', '["m0", "m1", "m2"]'))

    with pytest.raises(ContentRefused) as refusal:
        read_course(tmp_path / "kurs")

    names = [line.removeprefix(f"{tmp_path}/kurs/").split(":")[0] for line in refusal.value.lines]
    assert names == ["course.toml", "m0-a/nb.md", "m0-a/nn.md", "m1-b/nb.md", "m1-b/nn.md"]


def test_the_shipped_course_is_in_order() -> None:
    course = read_course(CONTENT / "hverdagsmestring")

    assert [module.slug.split("-")[0] for module in course.modules] == [
        "m0",
        "m1",
        "m2",
        "m3",
        "m4",
        "m5",
        "m6",
    ]
    assert all(10 <= module.minutes <= 20 for module in course.modules)
