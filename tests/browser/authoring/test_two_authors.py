"""Two write one module at once, one without a line for a while: no letter is lost without being shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.authoring.conftest import Author, Writes
from tests.browser.conftest import Live

PAGE, TEXT, PICTURE, QUESTION = "krukka", "krukka-1", "krukka-2", "tapper"
OFFLINE = "The line is away. Go on writing: it is kept on this device, and sent when the line is back."
PARTED = "You and somebody else changed the same words. Both are kept. Choose what shall stand here."


@pytest.fixture
def ragnhild(live: Live, writes: Writes) -> Author:
    author = writes(live.cast.ragnhild, "m1-hva-tapper-og-fyller")
    author.open(PAGE)
    return author


@pytest.fixture
def petter(live: Live, writes: Writes) -> Author:
    author = writes(live.cast.petter, "m1-hva-tapper-og-fyller")
    author.open(PAGE)
    return author


def write_at(author: Author, key: str, after: str, words: str) -> None:
    """Put the caret behind `after` and type, as people do."""
    box = author.box(key)
    box.evaluate(
        """(box, after) => { const place = box.value.indexOf(after) + after.length;
            box.focus(); box.setSelectionRange(place, place); }""",
        after,
    )
    author.page.keyboard.type(words)


def write_whole(author: Author, key: str, text: str, label: str = "") -> None:
    author.box(key, label).fill(text)


def test_they_see_one_another_and_what_the_other_writes(ragnhild: Author, petter: Author) -> None:
    expect(ragnhild.page.get_by_text("Petter is here, too.")).to_be_visible(timeout=10_000)

    write_whole(petter, PICTURE, "Vann i ei krukke.", "Words under the picture")

    expect(ragnhild.block(PICTURE).get_by_text("Petter is writing here")).to_be_visible(timeout=10_000)
    expect(ragnhild.box(PICTURE, "Words under the picture")).to_have_value("Vann i ei krukke.")
    expect(ragnhild.page.locator("draft-pages [aria-current] [data-slot=others]")).to_have_text("Petter")


def test_what_comes_leaves_the_caret_where_it_is(ragnhild: Author, petter: Author) -> None:
    write_at(ragnhild, TEXT, "Slik er det for alle.", "")

    write_at(petter, TEXT, "vann i en krukke", " av leire")
    petter.saves()
    expect(ragnhild.box(TEXT)).to_have_value(petter.box(TEXT).input_value())
    ragnhild.page.keyboard.type(" Tro meg.")
    ragnhild.saves()

    text = ragnhild.text(TEXT)
    assert "vann i en krukke av leire" in text
    assert "Slik er det for alle. Tro meg." in text
    expect(petter.box(TEXT)).to_have_value(text)


def test_both_write_in_the_same_and_in_other_places_one_without_a_line(
    ragnhild: Author, petter: Author
) -> None:
    petter.context.set_offline(True)
    expect(petter.state).to_have_text(OFFLINE)
    for number in range(5):
        write_at(petter, TEXT, "noen ting tapper krukka".capitalize(), f" p{number}")
        write_at(petter, QUESTION, "", f"P{number} ")
        write_at(ragnhild, TEXT, "Det er å ta vare på det du har.", f" r{number}")
        write_at(ragnhild, "krukka-3", "", f"R{number} ")
    ragnhild.saves()
    petter.context.set_offline(False)
    for number in range(5, 8):
        write_at(petter, TEXT, "Noen ting tapper krukka", f" p{number}")
        write_at(ragnhild, TEXT, "Det er å ta vare på det du har.", f" r{number}")
    petter.saves()
    ragnhild.saves()

    whole = petter.text(TEXT)
    assert [f" p{number}" in whole for number in range(8)] == [True] * 8
    assert [f" r{number}" in whole for number in range(8)] == [True] * 8
    assert [f"P{number} " in petter.text(QUESTION) for number in range(5)] == [True] * 5
    assert [f"R{number} " in petter.text("krukka-3") for number in range(5)] == [True] * 5
    for author in (ragnhild, petter):
        expect(author.box(TEXT)).to_have_value(whole)
        expect(author.page.locator("parted-choice:visible")).to_have_count(0)


def test_the_same_words_changed_by_both_ask_for_a_choice(ragnhild: Author, petter: Author) -> None:
    page, key = "bolger", "sving"
    ragnhild.open(page)
    petter.open(page)
    petter.context.set_offline(True)
    write_whole(petter, key, "Hva skjedde sist?", "Question")
    write_whole(ragnhild, key, "Når hendte det sist?", "Question")
    ragnhild.saves()

    petter.context.set_offline(False)
    choice = petter.block(key).locator("parted-choice")
    expect(choice).to_contain_text(PARTED)
    expect(petter.said).to_contain_text(PARTED)
    expect(petter.box(key, "Question")).to_have_value("Hva skjedde sist?")
    assert "Når hendte det sist?" in petter.text(key)
    expect(choice.locator("ins").first).to_contain_text("Hva")
    expect(choice.locator("del").first).to_contain_text("Når")

    # It goes on: what one writes meanwhile, also in other blocks and over a reload, is still there.
    write_at(petter, key, "Hva skjedde sist?", " Fortell.")
    petter.page.reload()
    expect(choice).to_contain_text(PARTED)
    expect(petter.box(key, "Question")).to_have_value("Hva skjedde sist? Fortell.")
    choice.get_by_role("button", name="Write both").click()
    petter.saves()

    both = "Hva skjedde sist? Fortell.\n\nNår hendte det sist?"
    expect(petter.box(key, "Question")).to_be_focused()
    assert petter.text(key) == f"::: reflection {{#{key}}}\n{both}\n:::"
    expect(choice).to_be_hidden()
    expect(ragnhild.box(key, "Question")).to_have_value(both)


@pytest.mark.parametrize(
    ("button", "stands", "page", "key"),
    [
        ("Keep what I wrote", "mitt", "bolger", "sving"),
        ("Keep what stands there now", "hennes", PAGE, QUESTION),
    ],
)
def test_one_of_two_is_kept(
    ragnhild: Author, petter: Author, button: str, stands: str, page: str, key: str
) -> None:
    ragnhild.open(page)
    petter.open(page)
    petter.context.set_offline(True)
    write_whole(petter, key, "Er dette mitt?", "Question")
    write_whole(ragnhild, key, "Noe annet, hennes.", "Question")
    ragnhild.saves()
    petter.context.set_offline(False)

    petter.block(key).get_by_role("button", name=button).click()
    petter.saves()

    assert stands in petter.text(key)
    assert stands in petter.box(key, "Question").input_value()


def test_a_block_that_was_removed_gives_its_text_back(ragnhild: Author, petter: Author) -> None:
    page, key = "sovn", "sovn-1"
    ragnhild.open(page)
    petter.open(page)
    petter.context.set_offline(True)
    write_at(petter, key, "Dårlig søvn", " om natta")
    ragnhild.block(key).locator("[data-do=remove]").click()
    ragnhild.saves()
    assert ragnhild.draft().block(key) is None

    petter.context.set_offline(False)
    gone = petter.page.locator("gone-texts")
    expect(gone).to_contain_text("Somebody removed the block that you wrote in (Text, in Bokmål).")
    expect(gone).to_contain_text("Dårlig søvn om natta")
    petter.page.reload()
    expect(gone).to_contain_text("Dårlig søvn om natta")
    gone.get_by_role("button", name="Put it back").click()
    petter.saves()

    expect(gone).to_be_hidden()
    assert petter.text(key).startswith("Dårlig søvn om natta er noe av det")
    expect(ragnhild.block(key)).to_be_visible()


def test_a_text_that_is_not_needed_any_more_is_let_go(ragnhild: Author, petter: Author) -> None:
    page, key = "sovn", "sovn-1"
    ragnhild.open(page)
    petter.open(page)
    petter.context.set_offline(True)
    write_at(petter, key, "Dårlig søvn", " igjen")
    ragnhild.block(key).locator("[data-do=remove]").click()
    ragnhild.saves()
    petter.context.set_offline(False)
    gone = petter.page.locator("gone-texts")
    expect(gone).to_contain_text("igjen")

    gone.get_by_role("button", name="I do not need it").click()

    expect(gone).to_be_hidden()
    expect(petter.page.get_by_label("Title of the page", exact=True)).to_be_focused()
    petter.page.reload()
    petter.saves()
    expect(gone).to_be_hidden()


def test_nobody_removes_what_the_other_has_just_written(ragnhild: Author, petter: Author) -> None:
    page, key = "pause", "pause-1"
    ragnhild.open(page)
    petter.open(page)
    petter.context.set_offline(True)
    petter.block(key).locator("[data-do=remove]").click()
    expect(petter.block(key)).to_have_count(0)
    write_at(ragnhild, key, "", "Nytt. ")
    ragnhild.saves()

    petter.context.set_offline(False)

    expect(petter.said).to_contain_text("Somebody wrote in it meanwhile, so it is not removed.")
    expect(petter.block(key)).to_be_visible()
    assert petter.text(key).startswith("Nytt. ")
