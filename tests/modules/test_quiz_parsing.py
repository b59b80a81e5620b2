"""Every kind of quiz is read from Markdown, and what nobody could answer is refused with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.block_parsing import BUILDERS
from modules.blocks import Choice, ManyQuiz
from modules.parsing import read_pages
from modules.problems import Problems
from modules.quizzes import (
    Amount,
    MatchQuiz,
    NumberQuiz,
    OrderQuiz,
    Pair,
    Phrase,
    Statement,
    TextQuiz,
    TrueFalseQuiz,
)
from tests.modules.conftest import EVERY_KIND


def quizzes() -> dict[str, Any]:
    problems = Problems(Path("nb.md"))
    pages = read_pages(EVERY_KIND, problems)
    assert problems.lines == []
    return {getattr(block, "block", ""): block for page in pages for block in page.blocks}


def problems(kind: str, *lines: str, question: str = "Hva?") -> list[str]:
    found = Problems(Path("nb.md"))
    inside = "\n".join([question, "", *lines])
    read_pages(f'# A {{#a}}\n\n::: quiz {{#q kind="{kind}"}}\n{inside}\n:::\n\nHei\n', found)
    return found.lines


def test_several_answers_may_be_right() -> None:
    assert quizzes()["flere"] == ManyQuiz(
        "flere",
        "<p>Hva kan fylle på?</p>",
        [
            Choice("Ro", "Ja, for mange.", True),
            Choice("Hastverk", "Det tapper de fleste.", False),
            Choice("Musikk", "Ja.", True),
        ],
        "<p>Det er <em>ikke likt</em> for alle.</p>",
    )


def test_statements_are_true_or_not() -> None:
    assert quizzes()["sant"] == TrueFalseQuiz(
        "sant",
        "<p>Hva er sant om pauser?</p>",
        [
            Statement("De virker best før man er tom", "Mange merker det.", True),
            Statement("De må vare en time", "Fem minutter er ofte nok.", False),
        ],
    )


def test_things_are_written_in_the_right_order_and_shown_in_another() -> None:
    quiz = quizzes()["rekke"]

    things = ["Ønsket", "Planen", "Det <strong>første</strong> steget"]
    assert quiz == OrderQuiz(
        "rekke", "<p>Hva kommer først?</p>", things, "<p>Planen kan endres underveis.</p>"
    )
    assert sorted(quiz.mixed) == [0, 1, 2]
    assert quiz.mixed != [0, 1, 2]
    assert quiz.mixed == OrderQuiz("rekke", "", ["a", "b", "c"]).mixed


@pytest.mark.parametrize("count", range(2, 13))
def test_what_is_first_shown_is_never_the_right_order(count: int) -> None:
    for seed in "abcdefgh":
        assert OrderQuiz(seed, "", ["x"] * count).mixed != list(range(count))


def test_pairs_may_share_a_right_side() -> None:
    quiz = quizzes()["par"]

    pairs = [Pair("Kort hvile", "Fyller på"), Pair("Støy", "Tapper"), Pair("Musikk", "Fyller på")]
    assert quiz == MatchQuiz("par", "<p>Hva hører sammen?</p>", pairs)
    assert (sorted(quiz.options), quiz.answers) == ([0, 1], [0, 1, 0])


def test_what_can_be_chosen_in_a_match_is_text_without_marks() -> None:
    found = Problems(Path("nb.md"))
    (page,) = read_pages(
        '# A {#a}\n\n::: quiz {#q kind="match"}\nHva?\n\n- *a* :: **b** & <c>\n- d :: e\n:::\n', found
    )

    assert page.blocks[0].pairs[0] == Pair("<em>a</em>", "b & <c>")  # type: ignore[union-attr]


def test_words_and_numbers_that_fit_and_others_that_were_foreseen() -> None:
    assert quizzes()["ord"] == TextQuiz(
        "ord",
        "<p>Hva kalte vi bildet på kreftene dine?</p>",
        [
            Phrase("krukke", "Ja, krukka.", True),
            Phrase("krukka", "", True),
            Phrase("batteri", "Det brukes også. Her brukte vi et annet bilde.", False),
        ],
        "<p>Du finner bildet på første side.</p>",
    )
    assert quizzes()["tall"] == NumberQuiz(
        "tall",
        "<p>Hvor lenge bør en hvil om dagen vare?</p>",
        [Amount(25, 5, "Ja, omtrent så lenge.", True), Amount(60, 0, "Da kan natta bli urolig.", False)],
        "minutter",
    )


@pytest.mark.parametrize(
    ("written", "number", "within"),
    [("7", 7, 0), ("2,5", 2.5, 0), ("-3.25 ± 0,5", -3.25, 0.5), ("−4 +- 1", -4, 1), ("7±1", 7, 1)],
)
def test_numbers_are_written_as_people_write_them(written: str, number: float, within: float) -> None:
    found = Problems(Path("nb.md"))
    (page,) = read_pages(
        f'# A {{#a}}\n\n::: quiz {{#q kind="number"}}\nHva?\n\n- [x] {written}\n:::\n', found
    )

    assert page.blocks[0].amounts == [Amount(number, within, "", True)]  # type: ignore[union-attr]


ANSWER = "An answer is written `- [x] answer :: feedback`, or with `[ ]` when it is not right."
STATED = "An answer is written `- [x] statement :: feedback`, or with `[ ]` when it is not true."
NUMBER = "is not a number: write one like `7`, `2,5` or `7 ± 1`."
WORDS = "An answer in words has a letter or a digit and at most 100 signs."


@pytest.mark.parametrize(
    ("kind", "lines", "words"),
    [
        ("many", ["- [ ] A :: a", "- [ ] B :: b"], "3: The quiz has no right answer: mark one with `[x]`."),
        (
            "many",
            ["- [x] A :: a"],
            "3: The quiz needs at least two answers: lines like `- [x] answer :: feedback`.",
        ),
        ("many", ["- [x] A :: a", "- [ ] B"], f"7: {ANSWER}"),
        ("many", ["- A :: a", "- [ ] B :: b"], f"6: {ANSWER}"),
        ("true-false", [], "3: The quiz has no statement: write lines like `- [x] statement :: feedback`."),
        ("true-false", ["- [x] A :: a", "- [x] B"], f"7: {STATED}"),
        (
            "order",
            ["1. A"],
            "3: Something to put in order has from 2 to 12 things: write lines like `1. thing`.",
        ),
        (
            "order",
            ["1. A"] * 13,
            "3: Something to put in order has from 2 to 12 things: write lines like `1. thing`.",
        ),
        (
            "order",
            ["1. A", "2. B", "3. A"],
            "8: The same words stand here twice: nobody can tell which is meant.",
        ),
        ("match", ["- A :: B"], "3: A match has from 2 to 12 pairs: write lines like `- left :: right`."),
        ("match", ["- A :: B", "- C"], "7: A pair is written `- left :: right`."),
        ("match", ["- A :: B", "- C ::"], "7: A pair is written `- left :: right`."),
        (
            "match",
            ["- A :: B", "- A :: C"],
            "7: The same words stand here twice: nobody can tell which is meant.",
        ),
        (
            "match",
            ["- A :: B", "- C :: B"],
            "3: All pairs of the match have the same right side: then there is nothing to find out.",
        ),
        ("text", [], "3: The quiz has no right answer: mark one with `[x]`."),
        ("text", ["- [ ] A :: a"], "3: The quiz has no right answer: mark one with `[x]`."),
        ("text", ["- [x] A", "- [x] ?!"], f"7: {WORDS}"),
        ("text", [f"- [x] {'a' * 101}"], f"6: {WORDS}"),
        ("number", ["- [x] mange"], f'6: "mange" {NUMBER}'),
        ("number", ["- [x] 7 ± få"], f'6: "7 ± få" {NUMBER}'),
        ("number", ["- [x] 7", "- [ ] 1e9"], f'7: "1e9" {NUMBER}'),
        ("number", ["- [ ] 7"], "3: The quiz has no right answer: mark one with `[x]`."),
        (
            "guess",
            ["- [x] A :: a"],
            '3: There is no quiz of the kind "guess". Known are: "many", "true-false", "order", "match", '
            '"text", "number"; without kind="…" one is chosen.',
        ),
    ],
)
def test_what_nobody_could_answer_is_refused_with_its_line(kind: str, lines: list[str], words: str) -> None:
    assert problems(kind, *lines)[0] == f"nb.md:{words}"


@pytest.mark.parametrize("kind", ["many", "true-false", "order", "match", "text", "number"])
def test_each_kind_needs_a_question_and_an_id(kind: str) -> None:
    found = Problems(Path("nb.md"))
    read_pages(f'# A {{#a}}\n\n::: quiz {{#q kind="{kind}"}}\n- [x] 1 :: a\n- [x] 2 :: b\n:::\n', found)
    read_pages(f'# A {{#a}}\n\n::: quiz {{kind="{kind}"}}\nHva?\n\n- [x] 1 :: 3\n- [x] 2 :: b\n:::\n', found)

    assert [line for line in found.lines if "is empty" not in line] == [
        "nb.md:3: The quiz has no question.",
        'nb.md:3: The block "quiz" has no id: write `::: quiz {#some-id}`.',
    ]


def test_nothing_stands_after_the_choice_of_one() -> None:
    found = Problems(Path("nb.md"))
    read_pages(
        "# A {#a}\n\nHei\n\n::: quiz {#q}\nHva?\n\n- [x] A :: a\n- [ ] B :: b\n\nEtterpå.\n:::\n", found
    )

    assert found.lines == ['nb.md:5: In the block "quiz" nothing stands after the list.']


def test_all_kinds_have_one_name_for_authors() -> None:
    assert [name for name in BUILDERS if name.startswith("quiz")] == ["quiz"]
