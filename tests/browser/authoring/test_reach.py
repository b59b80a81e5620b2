"""The editor within everybody's reach, in every state that it can be in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from modules.authoring.kinds import FORMS
from tests.browser.authoring.conftest import Author, Writes
from tests.browser.conftest import Live
from tests.browser.evening.looking import barriers, looked_at

PAGE, QUESTION = "krukka", "tapper"
# A finger hits 44 pixels; what lies in a line of words is left out, as WCAG does.
SMALL = """() => [...document.querySelectorAll("module-editor :is(button, input, select, textarea, summary)")]
  .concat([...document.querySelectorAll(".edit-toolbar__tool")])
  .filter((each) => each.checkVisibility() && !each.matches("[type=checkbox], [type=radio]"))
  .filter((each) => each.getBoundingClientRect().height < 44)
  .map((each) => `${each.textContent.trim().slice(0, 30)} ${each.getBoundingClientRect().height}`)"""


@pytest.fixture
def author(live: Live, writes: Writes) -> Author:
    author = writes(live.cast.ragnhild, "m1-hva-tapper-og-fyller")
    author.page.emulate_media(reduced_motion="reduce")
    author.open(PAGE)
    return author


def menu(author: Author) -> Locator:
    author.page.get_by_role("button", name="Add a block here").first.click()
    found = author.page.locator("#kind-menu")
    expect(found).to_be_visible()
    return found


def test_the_page_and_its_menu(author: Author) -> None:
    author.page.locator(".editor__about summary").click()
    assert looked_at(author.page) == []

    menu(author)

    assert looked_at(author.page) == []
    author.press("Escape")
    expect(author.page.get_by_role("button", name="Add a block here").first).to_be_focused()


def test_the_form_of_every_kind_of_block_and_its_markdown(author: Author) -> None:
    author.page.get_by_role("button", name="Add a page").click()
    for kind in reversed(FORMS):
        menu(author).locator(f'[data-kind="{kind}"]').click()
    for kind in ("quiz", "checklist"):
        author.page.locator(f"draft-block[data-kind={kind}] item-list > button").click()
    expect(author.blocks).to_have_count(len(FORMS))
    author.saves()
    assert looked_at(author.page) == []

    for toggle in author.page.locator("[data-part=toggle]").all():
        toggle.click()
    author.page.evaluate("scrollTo(0, 0)")  # what the head of the page half covers looks too small

    assert barriers(author.page) == []


def test_translating(author: Author) -> None:
    author.open("spare", language="nn")
    assert looked_at(author.page) == []

    author.open("spare", language="se")

    assert looked_at(author.page) == []


def test_removing_a_page_asks(author: Author) -> None:
    author.page.locator("draft-pages [data-do=ask]:visible").click()
    expect(author.page.locator("#remove-page")).to_be_visible()

    assert barriers(author.page) == []


def test_without_a_line_parted_and_with_a_text_that_has_no_place(
    live: Live, writes: Writes, author: Author
) -> None:
    petter = writes(live.cast.petter, author.slug)
    petter.page.emulate_media(reduced_motion="reduce")
    petter.open(PAGE)
    petter.context.set_offline(True)
    petter.box(QUESTION).fill("Hva tar krefter?")
    petter.box("krukka-1").fill("Borte.")
    expect(petter.state).to_contain_text("The line is away.")
    assert looked_at(petter.page) == []

    author.box(QUESTION).fill("Noe helt annet.")
    author.block("krukka-1").locator("[data-do=remove]").click()
    author.saves()
    petter.context.set_offline(False)
    expect(petter.page.locator("gone-texts")).to_contain_text("Borte.")
    expect(petter.block(QUESTION).locator("parted-choice")).to_contain_text("Noe helt annet.")

    assert looked_at(petter.page) == []


def test_a_finger_hits_everything_on_a_phone(author: Author) -> None:
    author.open("spare")
    author.page.set_viewport_size({"width": 360, "height": 740})

    assert author.page.evaluate(SMALL) == []
