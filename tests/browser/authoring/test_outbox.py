"""What has not been sent is kept: over a reload, a closed tab, a server that is away, beside another tab."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.authoring.conftest import Author, Writes
from tests.browser.conftest import Live

PAGE, TEXT, QUESTION = "bolger", "bolger-1", "sving"
KEPT = """Object.entries(localStorage).flatMap(
    ([name, kept]) => name.startsWith("outbox:draft:") ? [kept] : [])"""


@pytest.fixture
def author(live: Live, writes: Writes) -> Author:
    author = writes(live.cast.ragnhild, "m1-hva-tapper-og-fyller")
    author.open(PAGE)
    return author


def address(author: Author) -> str:
    return f"{author.live.url}/modules/hverdagsmestring/{author.slug}/draft#page-{PAGE}"


def write_without_a_server(author: Author, words: str) -> None:
    """The page can be loaded and nothing can be sent, as in a moment of a bad line."""
    author.context.route("**/draft/edits", lambda route: route.abort())
    author.box(TEXT).focus()
    author.press("Control+End")
    author.page.keyboard.type(words)
    expect(author.state).to_contain_text("The line is away.")


def test_what_was_not_sent_is_there_after_a_reload_and_is_sent(author: Author) -> None:
    before = author.text(TEXT)
    write_without_a_server(author, " Skrevet i tunnelen.")
    author.block(QUESTION).locator("[data-do=up]").click()

    author.page.reload()

    expect(author.box(TEXT)).to_have_value(f"{before} Skrevet i tunnelen.")
    assert "Skrevet i tunnelen." in author.page.evaluate(KEPT)[0]
    author.context.unroute("**/draft/edits")
    author.saves()
    assert author.text(TEXT) == f"{before} Skrevet i tunnelen."
    keys = [block.key for block in author.draft().page(PAGE).blocks]  # type: ignore[union-attr]
    assert keys.index(QUESTION) == 1
    assert author.page.evaluate(KEPT) == []


def test_what_a_closed_tab_has_left_is_taken_up_by_the_next(author: Author) -> None:
    before = author.text(TEXT)
    write_without_a_server(author, " Fra en lukket fane.")
    author.page.close()
    author.context.unroute("**/draft/edits")

    author.page = author.context.new_page()
    author.page.goto(address(author))
    author.saves()

    expect(author.box(TEXT)).to_have_value(f"{before} Fra en lukket fane.")
    assert author.text(TEXT) == f"{before} Fra en lukket fane."


def test_two_tabs_do_not_write_over_each_other(author: Author) -> None:
    other = Author(author.live, author.context, author.context.new_page(), author.slug)
    other.open(PAGE)
    author.context.route("**/draft/edits", lambda route: route.abort())
    for tab, words in ((author, " Fane en."), (other, " Fane to.")):
        tab.page.bring_to_front()
        tab.box(QUESTION if tab is other else TEXT).focus()
        tab.press("Control+End")
        tab.page.keyboard.type(words)
        expect(tab.state).to_contain_text("The line is away.")
    assert len(author.page.evaluate(KEPT)) == 2

    author.context.unroute("**/draft/edits")
    author.saves()
    other.saves()

    assert author.text(TEXT).endswith(" Fane en.")
    assert " Fane to.\n:::" in author.text(QUESTION)


def test_a_server_that_dies_and_comes_back_gets_everything_once(author: Author) -> None:
    before = author.text(TEXT)
    author.live.server.kill()
    author.box(TEXT).focus()
    author.press("Control+End")
    author.page.keyboard.type(" Mens den var borte.")
    expect(author.state).to_contain_text("The line is away.")
    author.live.server.start()

    author.saves()

    assert author.text(TEXT) == f"{before} Mens den var borte."


def test_what_is_too_long_stays_here_until_it_is_shorter(author: Author) -> None:
    before = author.text(TEXT)
    author.box(TEXT).fill("a" * 20_001)

    expect(author.block(TEXT)).to_contain_text("This is longer than we can keep.")
    author.page.reload()
    expect(author.block(TEXT)).to_contain_text("This is longer than we can keep.")
    assert author.text(TEXT) == before
    author.box(TEXT).fill("Kortere.")
    author.saves()

    assert author.text(TEXT) == "Kortere."
    expect(author.block(TEXT).locator("parted-choice")).to_be_hidden()


def test_leaving_quickly_wipes_what_waited(author: Author) -> None:
    write_without_a_server(author, " Ikke for andre.")
    assert len(author.page.evaluate(KEPT)) == 1

    author.page.route("**/*.yr.no/**", lambda route: route.fulfill(body="Været"))
    author.page.locator("quick-exit a").click()
    author.page.wait_for_url("**/*.yr.no/**")
    author.page.goto(f"{author.live.url}/")

    assert author.page.evaluate(KEPT) == []
