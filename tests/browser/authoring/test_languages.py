"""Translating: the main language beside what one writes, what is behind, and what is still right."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.authoring.conftest import Author, Writes
from tests.browser.conftest import Live

PAGE, QUESTION, QUIZ = "spare", "tapper", "quiz-energi"


@pytest.fixture
def author(live: Live, writes: Writes) -> Author:
    author = writes(live.cast.ragnhild, "m1-hva-tapper-og-fyller")
    author.open(PAGE)
    return author


def language(author: Author, name: str) -> None:
    author.page.locator("draft-languages").get_by_label(name).check()


def test_the_main_language_stands_beside_each_field(author: Author) -> None:
    language(author, "Nynorsk")

    quiz = author.block(QUIZ)
    expect(author.box(QUIZ, "Question")).to_have_value(
        "Du har ein god dag og vil rydde i bua. Det tek nok tre timar. Kva er lurast?"
    )
    expect(author.box(QUIZ, "Question")).to_have_attribute("lang", "nn")
    expect(quiz.locator("[data-field=body] [data-part=main]")).to_contain_text(
        "Du har en god dag og vil rydde i boden."
    )
    answers = quiz.locator("[data-field=answers] > [data-part=main]")
    expect(answers).to_contain_text("2. Å rydde i tjue minutter")
    assert "language=nn" in author.page.url


def test_a_translation_that_is_behind_is_marked_until_it_is_still_right(author: Author) -> None:
    author.box(QUIZ, "Question").fill("Hva er lurt i dag?")
    author.saves()
    language(author, "Nynorsk")
    mark = author.block(QUIZ).locator("translation-mark")
    expect(mark).to_contain_text("The text in Bokmål has changed since")
    expect(author.page.locator("draft-languages label", has_text="Nynorsk")).to_contain_text("1 behind")

    mark.get_by_role("button", name="It is still right").click()

    expect(mark).to_be_hidden()
    expect(author.box(QUIZ, "Question")).to_be_focused()
    author.saves()
    assert not author.draft().is_behind(QUIZ, "nn")


def test_the_right_answer_is_the_same_in_all_languages(author: Author) -> None:
    author.block(QUIZ).get_by_label("This is right").nth(2).check()
    author.saves()

    assert "- [x] Å la vere" in author.text(QUIZ, "nn")


def test_a_block_is_written_in_a_language_where_it_was_not(author: Author) -> None:
    language(author, "English")
    expect(author.block(QUIZ)).to_contain_text("Not written in this language yet")

    author.box(QUIZ, "Question").fill("What is wise?")
    author.saves()

    assert author.text(QUIZ, "en") == "::: quiz {#quiz-energi}\nWhat is wise?\n:::"
    assert not author.draft().is_behind(QUIZ, "en")


def test_the_facts_about_the_module_are_written(author: Author) -> None:
    about = author.page.locator(".editor__about")
    about.locator("summary").click()
    about.get_by_label("Title", exact=True).fill("Kreftene dine")
    about.get_by_label("Minutes to read").fill("18")
    about.get_by_label("Opens").select_option("After session 2")
    author.saves()

    draft = author.draft()
    assert [draft.text("title", "nb"), draft.text("minutes", ""), draft.text("opens", "")] == [
        "Kreftene dine",
        "18",
        "after:s2",
    ]
    expect(author.page.get_by_role("heading", level=1)).to_have_text("Kreftene dine")
