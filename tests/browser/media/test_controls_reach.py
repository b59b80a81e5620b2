"""Sound and picture within everybody's reach: by day, at dusk, narrow, zoomed, by name, by keyboard.

The tests follow one evening: run the whole file.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Live
from tests.browser.evening.guest import Guest
from tests.browser.evening.looking import looked_at, misnamed
from tests.browser.gathered import Table, gathered
from tests.browser.media.presses import (
    PATIENCE_MS,
    SPILLED,
    bar,
    choose_how,
    close,
    dialog_of,
    see_as,
    take_part,
)

# Whether something fixed at the bottom lies over what has the focus.
COVERED = """() => {
  const focused = document.activeElement;
  const { left, top, width, height } = focused.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  const over = there?.closest("media-controls, .room-nav, .site-header");
  return over && !over.contains(focused) ? `${focused.outerHTML.slice(0, 60)} under ${over.className}` : "";
}"""


@pytest.fixture(scope="module")
def table(live: Live, chromium: Browser) -> Iterator[Table]:
    with gathered(live, chromium) as table:
        for guest in (table.ana, table.marit):
            guest.page.emulate_media(reduced_motion="reduce")
        yield table


def test_at_the_door_one_chooses_how_and_it_holds_inside(live: Live, chromium: Browser, table: Table) -> None:
    with chromium.new_context(locale="en-GB") as context:
        cecilie = Guest(live, live.cast.cecilie, context)
        cecilie.sign_in()
        cecilie.open_room()
        choice = cecilie.page.locator("media-choice")
        expect(choice).to_be_hidden()
        cecilie.page.get_by_role("button", name="This is fine with me").click()
        expect(choice).to_be_visible()
        expect(choice.get_by_role("radio", checked=True)).to_have_count(0)
        assert looked_at(cecilie.page) == []

        choice.get_by_label("Sound and all pictures").check()
        table.marit.ask("admit_all")

        expect(bar(cecilie)).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
        expect(bar(cecilie).get_by_role("button", name="How much")).to_contain_text("all pictures")
        for name in ("Microphone", "Camera"):
            button = bar(cecilie).get_by_role("button", name=name, exact=True)
            expect(button).to_have_attribute("aria-pressed", "false")


def test_before_and_after_taking_part(table: Table) -> None:
    ana, marit = table.ana, table.marit
    assert {guest.name: looked_at(guest.page) for guest in (ana, marit)} == {"Ana": [], "Marit": []}

    for guest in (ana, marit):
        take_part(guest)
        choose_how(guest, "Sound and all pictures")
    camera = bar(marit).get_by_role("button", name="Camera", exact=True)
    camera.click()

    expect(marit.page.locator("round-table video")).to_have_count(1, timeout=PATIENCE_MS)
    expect(ana.page.locator("round-table video")).to_have_count(1, timeout=PATIENCE_MS)
    assert {guest.name: looked_at(guest.page) for guest in (ana, marit)} == {"Ana": [], "Marit": []}


@pytest.mark.parametrize("view", ["Whoever speaks, large", "Everybody side by side"])
def test_each_way_of_showing_pictures(table: Table, view: str) -> None:
    see_as(table.ana, view)

    expect(table.ana.page.locator("media-stage")).to_be_visible()
    assert looked_at(table.ana.page) == []
    see_as(table.ana, "Around the table")


def test_what_is_told_and_shown_large(table: Table) -> None:
    ana, marit = table.ana, table.marit
    marit.ask("put_in_focus", person=marit.person.public_id)
    marit.ask("stop_voice", person=ana.person.public_id)
    marit.ask("mark_by_phone", person=table.bjorn.person.public_id)

    expect(bar(ana)).to_contain_text("Marit has turned your microphone off.")
    expect(ana.page.locator(".media-stage__large > li")).to_contain_text("large for everybody")

    assert {guest.name: looked_at(guest.page) for guest in (ana, marit)} == {"Ana": [], "Marit": []}


def test_dialogs_and_menus(table: Table) -> None:
    found = {}
    for guest in (table.ana, table.marit):
        for name in ("How much", "More"):
            bar(guest).get_by_role("button", name=name).click()
            found[f"{guest.name}, {name}"] = looked_into(guest.page, dialog_of(guest))
        for other in ("Marit", "Bjørn", "Ana"):
            found[f"{guest.name}, menu of {other}"] = looked_into(guest.page, guest.person_menu(other))

    assert {where: barriers for where, barriers in found.items() if barriers} == {}


def test_whoever_says_what_they_see_finds_the_button(table: Table) -> None:
    found = {}
    for guest in (table.ana, table.marit):
        found[guest.name] = misnamed(guest.page)
        see_as(guest, "Everybody side by side")
        found[f"{guest.name}, side by side"] = misnamed(guest.page)
        see_as(guest, "Around the table")
        menu = guest.person_menu("Marit")
        found[f"{guest.name}, menu"] = misnamed(guest.page)
        close(menu)

    assert {where: names for where, names in found.items() if names} == {}


def looked_into(page: Page, dialog: Locator) -> list[str]:
    expect(dialog).to_be_visible()
    found = looked_at(page)
    close(dialog)
    return found


def test_a_screen_reader_hears_names_and_states_and_no_video(table: Table) -> None:
    ana = table.ana
    bar(ana).locator(".media-news").get_by_role("button", name="Close").click()

    expect(bar(ana)).to_match_aria_snapshot(
        """
        - region "Sound and picture":
          - status
          - button "Microphone"
          - button "Camera"
          - button "How much all pictures"
          - button "More"
        """
    )
    pictures = ana.page.get_by_role("region", name="Pictures")
    expect(pictures).to_match_aria_snapshot(
        """
        - region "Pictures":
          - list:
            - listitem: /Marit large for everybody · microphone off/
        """
    )
    expect(ana.seat("Bjørn").get_by_role("button")).to_have_accessible_name("Bjørn by telephone")
    expect(ana.seat("Marit").get_by_role("button")).to_have_accessible_name(
        "Marit course leader microphone off"
    )


def test_everything_by_keyboard(table: Table) -> None:
    ana, page = table.ana, table.ana.page
    microphone = bar(ana).get_by_role("button", name="Microphone", exact=True)
    microphone.focus()
    page.keyboard.press("Enter")
    expect(microphone).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    expect(microphone).to_be_focused()
    for name in ("Camera", "How much", "More"):
        page.keyboard.press("Tab")
        expect(bar(ana).get_by_role("button", name=name)).to_be_focused()

    page.keyboard.press("Enter")
    expect(dialog_of(ana)).to_be_visible()
    dialog_of(ana).get_by_label("Around the table").focus()
    page.keyboard.press("ArrowDown")
    expect(dialog_of(ana).get_by_label("Whoever speaks, large")).to_be_checked()
    page.keyboard.press("Escape")
    expect(bar(ana).get_by_role("button", name="More")).to_be_focused()
    expect(page.locator("media-stage")).to_be_visible()
    see_as(ana, "Around the table")


@pytest.mark.parametrize(("width", "height"), [(320, 640), (360, 480), (640, 400), (1024, 700)])
def test_nothing_that_has_the_focus_is_covered(table: Table, width: int, height: int) -> None:
    page = table.ana.page
    before = page.viewport_size
    assert before
    page.set_viewport_size({"width": width, "height": height})
    page.get_by_role("heading", level=1).click()
    covered = []
    for _ in range(24):
        page.keyboard.press("Tab")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        covered.append(page.evaluate(COVERED))

    assert [each for each in covered if each] == []
    page.set_viewport_size(before)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 740), (640, 450)])
def test_what_is_told_lies_over_nothing_that_one_writes_in(table: Table, width: int, height: int) -> None:
    ana, marit = table.ana, table.marit
    before = ana.page.viewport_size
    assert before
    marit.ask("stop_voice", person=ana.person.public_id)
    expect(bar(ana)).to_contain_text("Marit has turned your microphone off.")
    ana.page.set_viewport_size({"width": width, "height": height})
    ana.open_chat()

    ana.page.get_by_label("Write to the group").focus()
    box = ana.page.get_by_label("Write to the group")
    expect(box).to_be_in_viewport(ratio=0.9)
    assert ana.page.evaluate(COVERED) == ""
    ana.turn_to("table")
    ana.page.set_viewport_size(before)
    ana.ask("resume_voice")
    expect(bar(ana).locator(".media-news")).to_be_hidden()


@pytest.mark.parametrize("language", ["nb", "nn", "se", "en"])
def test_every_language_finds_room(table: Table, language: str) -> None:
    page = table.marit.page
    page.locator(".site-menu summary").click()
    page.locator(f".site-menu [name=language][value={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(bar(table.marit)).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
    before = page.viewport_size
    assert before

    spilled = {}
    for width in (320, 390, 640, 1000, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        spilled[width] = page.evaluate(SPILLED)

    assert {width: words for width, words in spilled.items() if words} == {}
    if language != "en":
        assert "Microphone" not in (bar(table.marit).text_content() or "")
    page.set_viewport_size(before)
