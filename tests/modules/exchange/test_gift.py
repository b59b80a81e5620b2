"""Questions in GIFT become quizzes; what no quiz holds is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.authoring.markdown_form import file_of
from modules.blocks import ManyQuiz, Quiz, Reflection
from modules.exchange.brought import Brought
from modules.exchange.gift import read_gift
from modules.exchange.refused import NotBroughtIn
from modules.parsing import read_pages
from modules.problems import Problems
from modules.quizzes import (
    Amount,
    MatchQuiz,
    NumberQuiz,
    Pair,
    Phrase,
    Statement,
    TextQuiz,
    TrueFalseQuiz,
)


def read(text: str, language: str = "nb") -> Brought:
    return read_gift(text.encode(), "Ord om hvile.txt", language)


def blocks(brought: Brought) -> list[object]:
    """What participants would read; nothing in it is wrong."""
    problems = Problems(Path("nb.md"))
    draft = brought.modules[0].draft
    pages = read_pages(file_of(draft, draft.main)[0], problems)
    assert problems.lines == []
    return [block for page in pages for block in page.blocks]


def quiz(text: str) -> Quiz:
    found = blocks(read(text))[0]
    assert isinstance(found, Quiz)
    return found


def said(brought: Brought) -> list[tuple[str, str, bool]]:
    return [(line.where, line.code, line.is_taken) for line in brought.report.lines]


def test_a_choice_keeps_what_is_right_and_what_is_said_to_it() -> None:
    found = quiz(
        "::Pause:: Når er det lurt å ta pause? {\n~Når du er tom # Da er det sent.\n=Før # Ja, nettopp.\n}"
    )

    assert found.block == "pause"
    assert found.html == "<p>Når er det lurt å ta pause?</p>"
    assert [(choice.html, choice.is_right, choice.feedback_html) for choice in found.choices] == [
        ("Når du er tom", False, "Da er det sent."),
        ("Før", True, "Ja, nettopp."),
    ]


def test_where_nothing_is_said_to_an_answer_a_few_kind_words_are() -> None:
    found = quiz("Hva? {=ja ~nei}")

    assert [choice.feedback_html for choice in found.choices] == [
        "Ja, det stemmer.",
        "Ikke helt. Prøv gjerne igjen.",
    ]


def test_what_is_true_or_not_is_a_statement() -> None:
    brought = read("Alle sover likt. {F#Noen trenger mer.#Nettopp.}")

    found = blocks(brought)[0]
    assert found == TrueFalseQuiz(
        "alle-sover-likt",
        "<p>Sant eller ikke?</p>",
        [Statement("Alle sover likt.", "Noen trenger mer.", False)],
    )
    assert said(brought) == [("1", "one_feedback", False), ("1", "question", True)]


def test_the_last_paragraph_is_what_is_true_or_not() -> None:
    (found,) = blocks(read("[html]<p>Tenk på natta.</p><p>Alle sover.</p>{F}", "nn"))

    assert isinstance(found, TrueFalseQuiz)
    assert (found.html, found.statements) == (
        "<p>Tenk på natta.</p>",
        [Statement("Alle sover.", "Slik er det ikkje.", False)],
    )


@pytest.mark.parametrize("truth", ["T", "TRUE", "true", " TRUE "])
def test_truth_is_written_in_several_ways(truth: str) -> None:
    (found,) = blocks(read(f"Ja. {{{truth}}}"))

    assert isinstance(found, TrueFalseQuiz)
    assert found.statements == [Statement("Ja.", "Slik er det.", True)]


def test_of_several_answers_those_that_count_are_right() -> None:
    brought = read("Hva er hvile? {~%50%Søvn ~%50%Stillhet ~%-100%Støy ####Det er *ikke* likt.}")

    (found,) = blocks(brought)
    assert isinstance(found, ManyQuiz)
    assert [choice.is_right for choice in found.choices] == [True, True, False]
    assert found.after_html == "<p>Det er *ikke* likt.</p>"
    assert said(brought) == [("1", "question", True)]


def test_a_word_is_written() -> None:
    brought = read("Hvem skrev det? {=Ibsen#Ja. =Henrik Ibsen =%50%Henrik =Ib*}")

    (found,) = blocks(brought)
    assert isinstance(found, TextQuiz)
    assert found.phrases == [
        Phrase("Ibsen", "Ja.", True),
        Phrase("Henrik Ibsen", "", True),
        Phrase("Henrik", "", False),
    ]
    assert [code for _, code, _ in said(brought)] == ["half_right", "any_letters", "question"]


@pytest.mark.parametrize(
    ("answers", "amounts"),
    [
        ("#4", [Amount(4, 0, "", True)]),
        ("#4:0", [Amount(4, 0, "", True)]),
        ("#2.5:0.25 # Ja.", [Amount(2.5, 0.25, "Ja.", True)]),
        ("#-1..4", [Amount(1.5, 2.5, "", True)]),
        (
            "#=1822:0#Ja. =%50%1822:2#Nesten.",
            [Amount(1822, 0, "Ja.", True), Amount(1822, 2, "Nesten.", False)],
        ),
    ],
)
def test_a_number_is_written(answers: str, amounts: list[Amount]) -> None:
    (found,) = blocks(read(f"Hvor mange? {{{answers}}}"))

    assert isinstance(found, NumberQuiz)
    assert found.amounts == amounts


def test_pairs_are_found() -> None:
    brought = read("Hva hører sammen? {=Kort hvile -> Fyller på =Støy -> Tapper =Ro -> Fyller på = -> Løgn}")

    (found,) = blocks(brought)
    assert isinstance(found, MatchQuiz)
    assert found.pairs == [Pair("Kort hvile", "Fyller på"), Pair("Støy", "Tapper"), Pair("Ro", "Fyller på")]
    assert said(brought) == [("1", "lonely_side", False), ("1", "question", True)]


def test_an_answer_that_counts_for_half_is_told_of() -> None:
    brought = read("Hva? {=ja ~%50%litt ~nei}")

    assert said(brought) == [("1", "half_right", False), ("1", "question", True)]


def test_an_open_question_becomes_a_reflection() -> None:
    assert blocks(read("Hva gir deg ro? {}")) == [Reflection("hva-gir-deg-ro", "<p>Hva gir deg ro?</p>")]


def test_a_word_that_is_missing_leaves_a_blank() -> None:
    assert quiz("Vi {=hviler ~løper} om natta.").html == "<p>Vi _____ om natta.</p>"


def test_protected_signs_are_signs() -> None:
    found = quiz(r"2 \= 1 + 1\: er \{det\} sant \# \~? {=ja\: \=sant # god\#t ~nei\nda}")

    assert found.html == "<p>2 = 1 + 1: er {det} sant # ~?</p>"
    assert found.choices[0].html == "ja: =sant"
    assert found.choices[0].feedback_html == "god#t"
    assert found.choices[1].html == "nei da"


def test_comments_and_empty_lines_are_no_questions() -> None:
    brought = read("// En merknad\n\nHva? {\n// inni\n=ja\n\n~nei}\n\n// Slutt\n")

    assert said(brought) == [("3", "question", True)]


def test_each_category_begins_a_page() -> None:
    brought = read("En? {=a ~b}\n\n$CATEGORY: $course$/top/Om søvn\n\nTo? {=a ~b}\n\nTre? {=a ~b}")

    draft = brought.modules[0].draft
    assert [(draft.text(page.title_key, "nb"), len(page.blocks)) for page in draft.pages] == [
        ("Ord om hvile", 1),
        ("Om søvn", 2),
    ]


def test_text_in_html_and_in_markdown_is_read_as_such() -> None:
    html = quiz("[html]<p>Hva er <b>ro</b>?</p><p>Velg.</p> {=<i>ja</i> ~nei}")
    markdown = quiz("[markdown]Hva er **ro**? {=*ja* ~nei}")
    plain = quiz("[plain]Hva er **ro** <b>her</b>? {=ja ~nei}")

    assert html.html == "<p>Hva er <strong>ro</strong>?</p>\n<p>Velg.</p>"
    assert html.choices[0].html == "<em>ja</em>"
    assert (markdown.html, markdown.choices[0].html) == ("<p>Hva er <strong>ro</strong>?</p>", "<em>ja</em>")
    assert plain.html == "<p>Hva er **ro** &lt;b&gt;her&lt;/b&gt;?</p>"


def test_a_description_is_text() -> None:
    brought = read("Nå kommer noen spørsmål.\n\nHva? {=ja ~nei}")

    assert said(brought) == [("1", "description", True), ("3", "question", True)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hvor mye er to og to? {#fire}", "unfit_number"),
        ("Hvor mye er to og to? {#12345678901}", "unfit_number"),
        ("Hvor mye er to og to? {#NaN}", "unfit_number"),
        ("Hvor mye er to og to? {#1e99:1e99}", "unfit_number"),
        ("Hvem skrev det? {=!!!}", "unfit_phrase"),
        ("Hvem skrev det? {=Ib*}", "no_right_choice"),
        ("Par: {=en -> to}", "unfit_pairs"),
        ("Par: {=en -> to =en -> tre}", "unfit_pairs"),
        ("Par: {=en -> to =tre -> to}", "unfit_pairs"),
        ("Hva? {=ja ~nei", "braces"),
        ("Hva? =ja ~nei}", "braces"),
        ("Hva? {tekst =ja ~nei}", "braces"),
        ("Hva? {bare ord}", "braces"),
        ("::Bare navn::", "no_question"),
        ("{=ja ~nei}", "no_question"),
        ("Hva? {~nei ~heller ikke}", "no_right_choice"),
        ("Hva? {=ja ~}", "empty_choice"),
        ("Hva? {~%100%ja}", "one_choice"),
    ],
)
def test_what_no_quiz_holds_is_told_with_its_line(text: str, code: str) -> None:
    brought = read(f"Hva? {{=ja ~nei}}\n\n// her\n{text}")

    assert said(brought) == [("1", "question", True), ("4", code, False)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[html]<img src="@@PLUGINFILE@@/a.png">Hva? {=ja ~nei}', "pictures_in_question"),
        ("Hva? {=ja ~nei ####Les mer.}", "general_feedback"),
    ],
)
def test_what_of_a_question_is_lost_is_told_too(text: str, code: str) -> None:
    assert said(read(text)) == [("1", code, False), ("1", "question", True)]


def test_text_cannot_begin_pages_and_blocks() -> None:
    found = blocks(read("[markdown]# Side\n::: reflection \\{\\#x\\}\nTekst\n===\n{=ja :: nei ~nei}"))

    assert [type(block).__name__ for block in found] == ["Quiz"]


def test_a_module_holds_only_so_much() -> None:
    brought = read("\n\n".join(f"Nummer {number}? {{=ja ~nei}}" for number in range(90)))

    assert len(brought.modules[0].draft.pages[0].blocks) == 80
    assert said(brought)[-1] == ("179", "too_many_blocks", False)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\x00", "not_utf8"),
        (b"", "no_questions"),
        (b"// bare en merknad", "no_questions"),
        (b"A {#x}", "no_questions"),
        (b"A {=a ~b}\n\n" * 2_001, "too_many_questions"),
    ],
)
def test_a_file_without_questions_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(NotBroughtIn) as refused:
        read_gift(content, "a.txt", "nb")

    assert refused.value.code == code
