"""Choosing how much one takes part: what holds now is chosen, its cost is said, the button is in sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Live
from tests.browser.evening.guest import Guest
from tests.browser.evening.looking import looked_at
from tests.browser.gathered import Table, gathered
from tests.browser.media.presses import bar, close, dialog_of

# Its browser can recognise speech by itself.
RECOGNITION = (Path(__file__).parent / "recognition.js").read_text()
NO_RECOGNITION = "delete window.SpeechRecognition; delete window.webkitSpeechRecognition;"
CHOOSE = "Take part like this"


@pytest.fixture(scope="module")
def table(live: Live, chromium: Browser) -> Iterator[Table]:
    with gathered(live, chromium) as table:
        for guest in (table.ana, table.bjorn, table.olav):
            guest.page.emulate_media(reduced_motion="reduce")
        yield table


def opened(guest: Guest) -> Locator:
    bar(guest).get_by_role("button", name="How much").click()
    expect(dialog_of(guest)).to_be_visible()
    return dialog_of(guest)


def test_whoever_has_not_chosen_finds_what_holds_now(table: Table) -> None:
    dialog = opened(table.ana)

    expect(dialog.get_by_role("radio", checked=True)).to_have_value("text")
    expect(bar(table.ana).get_by_role("button", name="How much")).to_contain_text("writing")
    close(dialog)


def test_each_way_says_what_it_asks_of_the_line(table: Table) -> None:
    dialog = opened(table.ana)

    said = [each.inner_text() for each in dialog.locator(".media-choice__figure").all()]
    assert said == [
        "Almost no data.",
        "Up to about 200 kbit/s.",
        "About 300 kbit/s to you, and up to 850 from you while you are seen.",
        "About 900 kbit/s each way with six people.",
    ]
    close(dialog)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640), (844, 500)])
def test_the_button_that_chooses_is_in_sight_and_covers_nothing_that_has_the_focus(
    table: Table, width: int, height: int
) -> None:
    page = table.bjorn.page
    before = page.viewport_size
    assert before
    page.set_viewport_size({"width": width, "height": height})
    dialog = opened(table.bjorn)

    expect(dialog.get_by_role("button", name=CHOOSE)).to_be_in_viewport(ratio=1)
    assert looked_at(page) == []
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate(
            """() => {
              const { left, top, width, height } = document.activeElement.getBoundingClientRect();
              const there = document.elementFromPoint(left + width / 2, top + height / 2);
              return document.activeElement.contains(there) || there?.contains(document.activeElement);
            }"""
        )
    close(dialog)
    page.set_viewport_size(before)


def test_captions_are_not_offered_where_nobodys_words_can_be_written(table: Table) -> None:
    table.ana.page.add_init_script(NO_RECOGNITION)
    table.ana.page.reload()

    dialog = opened(table.ana)

    expect(dialog.get_by_role("radio").first).to_be_visible()
    expect(dialog.get_by_label("Captions")).to_be_hidden()
    close(dialog)


def test_captions_are_offered_where_devices_can_write_them(table: Table) -> None:
    table.olav.page.add_init_script(RECOGNITION)
    table.olav.page.reload()

    dialog = opened(table.olav)

    expect(dialog.get_by_label("Captions")).to_be_visible()
    dialog.get_by_label("Captions").check()
    close(dialog)


def test_captions_that_are_on_can_be_turned_off_everywhere(table: Table) -> None:
    table.ana.page.evaluate("() => localStorage.setItem('media:captions', 'yes')")
    table.ana.page.reload()

    dialog = opened(table.ana)

    expect(dialog.get_by_label("Captions")).to_be_checked()
    dialog.get_by_label("Captions").uncheck()
    close(dialog)
