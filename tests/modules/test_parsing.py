"""A module's Markdown becomes pages of blocks, or a list of what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.blocks import (
    Agreement,
    Buddy,
    Checklist,
    Choice,
    EnergyLog,
    Experience,
    File,
    Links,
    NetworkMap,
    Page,
    Picture,
    Prose,
    Quiz,
    Reflection,
    Scale,
    Sound,
    Talk,
    TrainingLog,
    Video,
)
from modules.parsing import read_pages
from modules.problems import Problems
from tests.modules.conftest import EVERY_KIND


def pages(text: str) -> list[Page]:
    problems = Problems(Path("nb.md"))
    found = read_pages(text, problems)
    assert problems.lines == []
    return found


def problems(text: str) -> list[str]:
    found = Problems(Path("nb.md"))
    read_pages(text, found)
    return found.lines


def test_every_kind_of_block_is_read() -> None:
    first, second = pages(EVERY_KIND)

    assert first == Page(
        "forste",
        "Første side",
        [
            Prose(
                "<p>Dette er <strong>viktig</strong>, og "
                '<a href="https://example.org/a" rel="noopener noreferrer">dette</a> er en lenke.</p>'
            ),
            Picture("krukke.svg", 'En krukke "full" av vann', "Vann."),
            Sound("pust.mp3", "pust.nb.vtt", "En pause (1 minutt)", "<p>Pust inn.</p>"),
            Video("pust.mp4", "pust.nb.vtt", "En film (1 minutt)", "<p>Pust ut.</p>"),
            File("ukeplan.pdf", "Ukeplan til kjøleskapet"),
            first.blocks[5],
            Experience("Randi, 58 år", "<p>Før vasket jeg hele huset.</p>"),
            Reflection("tapper", "<p>Hva tapper deg?</p>"),
            Quiz(
                "quiz",
                "<p>Hva er lurt?</p>",
                [
                    Choice("Alt på en gang", "Det kan gå bra.", is_right=False),
                    Choice("Litt om gangen", "Ja, <em>litt</em>.", is_right=True),
                ],
            ),
            *first.blocks[9:15],
            Checklist("klar", "<p>Før vi møtes:</p>", ["Lyden virker", "Noe å drikke"]),
        ],
    )
    assert isinstance(first.blocks[5], Prose)
    assert "<table>" in first.blocks[5].html
    # What is in the other kinds of quiz is told in test_quiz_parsing.
    assert [block.kind for block in first.blocks[9:15]] == [
        f"quiz-{kind}" for kind in ("many", "true-false", "order", "match", "text", "number")
    ]
    assert second.blocks == [
        Scale("tro", "<p>Hvor sikker er du?</p>", 0, 10, "Ikke sikker", "Helt sikker"),
        Agreement("taushet", "<p>Det som blir sagt her, blir her.</p>"),
        EnergyLog("energi", "<p>Skriv kort.</p>", 3),
        TrainingLog("trening", "<p>Skriv kort hver gang du har beveget deg.</p>", 6, 3),
        NetworkMap("kart", "<p>Hvem er på laget?</p>"),
        Buddy("makker", "<p>Send makkeren din en melding.</p>"),
        Talk("<p>Hva fyller på?</p>"),
        Links(
            '<ul>\n<li><a href="https://www.helsenorge.no" rel="noopener noreferrer">Helsenorge</a>'
            " – råd om helse</li>\n</ul>"
        ),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nb.md:1: There is no page: a page starts with a line like `# Title {#id}`."),
        ("Hei", "nb.md:1: Text before the first page: start with a line like `# Title {#id}`."),
        ("# Hei\n\nHei", 'nb.md:1: The page "Hei" has no id: write `# Hei {#some-id}`.'),
        (
            "# Hei {#Hei!}\n\nHei",
            'nb.md:1: The id "Hei!" may hold only a-z, 0-9 and -, and starts with a letter.',
        ),
        ("# Hei {#hei}", 'nb.md:1: The page "Hei" is empty.'),
        (
            "# A {#a}\n\nHei\n\n# B {#a}\n\nHei",
            'nb.md:5: The id "a" is used twice; ids are unique within a module.',
        ),
        (
            "# A {#a}\n\n::: reflection {#a}\nHva?\n:::",
            'nb.md:1: The id "a" is used twice; ids are unique within a module.',
        ),
        (
            '# A {#a}\n\n::: picture {src="a.svg"}\n:::',
            'nb.md:3: The block "picture" lacks alt="…": '
            "say what the picture shows, for those who do not see it.",
        ),
        (
            '# A {#a}\n\n::: sound {src="a.mp3" title="A"}\nHei\n:::',
            'nb.md:3: The block "sound" lacks captions="…": '
            "those who do not hear need them; a .vtt file in media/.",
        ),
        (
            '# A {#a}\n\n::: sound {src="a.mp3" captions="a.vtt" title="A"}\n:::',
            'nb.md:3: The block "sound" has no transcript: write everything that is said.',
        ),
        (
            "# A {#a}\n\n::: reflection\nHva?\n:::",
            'nb.md:3: The block "reflection" has no id: write `::: reflection {#some-id}`.',
        ),
        (
            "# A {#a}\n\n::: reflection {#b}\nHva?",
            'nb.md:3: The block "reflection" is not closed: end it with a line `:::`.',
        ),
        (
            "# A {#a}\n\n::: talk {oops\nHva?\n:::",
            'nb.md:3: What stands in braces after "talk" cannot be read: write `{#id name="value"}`.',
        ),
        (
            "# A {#a}\n\n::: quiz {#q}\nHva?\n\n- [ ] A :: a\n- [ ] B :: b\n:::",
            "nb.md:3: The quiz has no right answer: mark one with `[x]`.",
        ),
        (
            "# A {#a}\n\n::: quiz {#q}\nHva?\n\n- [x] A :: a\n- [ ] B\n:::",
            "nb.md:7: An answer is written `- [x] answer :: feedback`, or with `[ ]` when it is not right.",
        ),
        (
            "# A {#a}\n\n::: quiz {#q}\nHva?\n\n- [x] A :: a\n:::",
            "nb.md:3: The quiz needs at least two answers: lines like `- [x] answer :: feedback`.",
        ),
        (
            "# A {#a}\n\n::: scale {#s min=0 max=50 low=a high=b}\nHva?\n:::",
            "nb.md:3: A scale has at least two and at most eleven steps: look at min and max.",
        ),
        (
            "# A {#a}\n\n::: scale {#s min=no low=a high=b}\nHva?\n:::",
            'nb.md:3: In the block "scale", min=no is not a whole number.',
        ),
        (
            "# A {#a}\n\n::: energy-log {#e days=99}\nHva?\n:::",
            "nb.md:3: An energy log has from 1 to 14 days.",
        ),
        (
            "# A {#a}\n\n::: training-log {#e weeks=27}\nHva?\n:::",
            "nb.md:3: A training log has from 1 to 26 weeks.",
        ),
        (
            "# A {#a}\n\n::: training-log {#e per-week=8}\nHva?\n:::",
            "nb.md:3: The aim of a training log is from 1 to 7 days a week: look at per-week.",
        ),
        (
            "# A {#a}\n\n::: training-log {#e weeks=6}\n:::",
            'nb.md:3: The block "training-log" has no introduction.',
        ),
        (
            '# A {#a}\n\n::: file {src="a.pdf"}\n:::',
            'nb.md:3: The block "file" lacks title="…": say what it is, as on the front of it.',
        ),
        (
            "# A {#a}\n\n::: checklist {#c}\n- a\n\nEtterpå.\n:::",
            'nb.md:3: In the block "checklist" nothing stands after the list.',
        ),
        (
            "# A {#a}\n\n::: checklist {#c}\n:::",
            "nb.md:3: The checklist is empty: write lines like `- thing to tick`.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_file_line_and_plain_words(text: str, words: str) -> None:
    assert problems(text)[0] == words


def test_an_unknown_block_is_told_which_there_are() -> None:
    (line,) = problems("# A {#a}\n\nHei\n\n::: movie {#m}\nHva?\n:::")

    assert line.startswith('nb.md:5: There is no block called "movie". Known are: action-plan, agreement,')


def test_a_block_inside_a_block_is_refused() -> None:
    lines = problems("# A {#a}\n\n:::: talk\nHva?\n\n::: links\n- a\n:::\n\n::::")

    assert (
        lines[0] == 'nb.md:3: The block "talk" holds another block: close it with `:::` before the next one.'
    )


def test_every_problem_of_a_file_is_found_at_once() -> None:
    lines = problems("# A {#a}\n\n::: talk\n:::\n\n::: links\n:::\n")

    assert [line.split(":")[1] for line in lines] == ["3", "6", "1"]
