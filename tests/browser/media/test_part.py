"""What one is told of one's own part, and that nobody is heard by more people than they believe.

The tests follow one evening: run the whole file.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Live
from tests.browser.evening.guest import Guest
from tests.browser.gathered import Table, gathered
from tests.browser.media.presses import PATIENCE_MS, SPILLED, bar, choose_how, close, dialog_of, take_part

# The buttons that are seen, row by row: width and height of each.
ROWS = """() => {
  const buttons = [...document.querySelectorAll(".media-controls__button")];
  const rows = new Map();
  for (const button of buttons.filter((each) => each.checkVisibility())) {
    const { top, width, height } = button.getBoundingClientRect();
    const row = rows.get(Math.round(top)) ?? [];
    rows.set(Math.round(top), [...row, [Math.round(width), Math.round(height)]]);
  }
  return [...rows.values()];
}"""
# As a screen reader presses on a touch screen: without any pressure, and with nothing held.
PRESSED = """(button) => {
  for (const type of ["pointerdown", "pointerup"]) {
    button.dispatchEvent(new PointerEvent(type, { bubbles: true, pressure: 0 }));
  }
  button.click();
}"""
# The next time that a key is let go, this page does not hear of it.
DEAF = """() => document.addEventListener("keyup", (event) => event.stopImmediatePropagation(),
  { capture: true, once: true })"""
# As if the line had stepped down to sound.
STEP_DOWN = """() => {
  const name = `media:on:${location.pathname}`;
  const kept = JSON.parse(sessionStorage.getItem(name));
  sessionStorage.setItem(name, JSON.stringify({ ...kept, rung: "sound" }));
}"""


@pytest.fixture(scope="module")
def table(live: Live, chromium: Browser) -> Iterator[Table]:
    with gathered(live, chromium) as table:
        yield table


def told(guest: Guest) -> Locator:
    return bar(guest).locator(".media-news")


def microphone(guest: Guest) -> Locator:
    return bar(guest).get_by_role("button", name="Microphone", exact=True)


def camera(guest: Guest) -> Locator:
    return bar(guest).get_by_role("button", name="Camera", exact=True)


def turn_on(*buttons: Locator) -> None:
    for button in buttons:
        button.click()
        is_on(button)


def is_on(button: Locator, on: bool = True) -> None:
    expect(button).to_have_attribute("aria-pressed", "true" if on else "false", timeout=PATIENCE_MS)


def test_whoever_writes_sees_that_others_talk_and_may_hear_them(table: Table) -> None:
    take_part(table.marit)

    expect(told(table.bjorn)).to_contain_text("Marit takes part with sound. You are in writing")
    expect(table.bjorn.seat("Marit")).to_have_attribute("data-mark", "sound")
    expect(table.bjorn.seat("Marit")).to_contain_text("with sound")
    expect(table.bjorn.seat("Marit").locator(".media-mark .icon").nth(3)).to_be_visible()
    take_part(table.ana)
    expect(told(table.bjorn)).to_contain_text("2 take part with sound. You are in writing")
    fetched = table.bjorn.page.evaluate(
        "() => performance.getEntriesByType('resource').map((each) => each.name)"
    )
    assert not [name for name in fetched if "media-engine" in name]

    told(table.bjorn).get_by_role("button", name="Let me hear the others").click()

    expect(bar(table.bjorn)).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
    expect(told(table.bjorn)).to_be_hidden()
    expect(table.bjorn.seat("Marit")).to_have_attribute("data-mark", "silent")
    choose_how(table.bjorn, "Writing only")
    told(table.bjorn).get_by_role("button", name="Close").click()
    expect(told(table.bjorn)).to_be_hidden()


def test_a_break_says_that_nobody_hears_and_one_press_brings_back_what_was_on(table: Table) -> None:
    ana = table.ana
    turn_on(microphone(ana), camera(ana))

    ana.ask("take_break")

    expect(told(ana)).to_contain_text("You are on a break: nobody hears or sees you.")
    expect(microphone(ana)).to_be_disabled()
    expect(ana.seat("Ana")).not_to_contain_text("microphone")
    ana.page.keyboard.press("m")
    is_on(microphone(ana), False)
    ana.ask("end_break")
    expect(told(ana)).to_contain_text("You are back from your break.")
    is_on(microphone(ana), False)
    is_on(camera(ana), False)

    told(ana).get_by_role("button", name="Turn both on again").click()

    is_on(microphone(ana))
    is_on(camera(ana))
    expect(told(ana)).to_be_hidden()


def test_from_a_room_for_two_one_comes_back_silent(table: Table) -> None:
    ana, marit = table.ana, table.marit
    marit.ask("open_side_room", person=ana.person.public_id)
    expect(ana.card).to_be_visible()
    is_on(microphone(ana))

    marit.ask("close_side_room", place=marit.section("me")["place"])

    expect(told(ana)).to_contain_text("You are among more people again. What you had on is off")
    is_on(microphone(ana), False)
    is_on(camera(ana), False)
    camera(ana).click()  # whoever turns on one of them has chosen
    is_on(camera(ana))
    expect(told(ana)).to_be_hidden()
    camera(ana).click()
    is_on(camera(ana), False)


def test_a_reload_among_more_people_is_as_silent(table: Table) -> None:
    ana, marit = table.ana, table.marit
    marit.ask("open_side_room", person=ana.person.public_id)
    turn_on(microphone(ana))
    ana.page.route("**/socket.io/**", lambda route: route.abort())
    ana.page.route_web_socket("**/socket.io/**", lambda socket: socket.close())
    ana.page.reload()
    marit.ask("close_side_room", place=marit.section("me")["place"])
    ana.page.unroute_all()

    ana.page.reload()

    expect(bar(ana)).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
    expect(told(ana)).to_contain_text("You are among more people again.")
    is_on(microphone(ana), False)
    told(ana).get_by_role("button", name="Turn the microphone on").click()
    is_on(microphone(ana))
    microphone(ana).click()


def test_less_that_was_chosen_stays_when_the_room_is_opened_again(table: Table) -> None:
    bjorn = table.bjorn
    room = bjorn.page.url
    how = bar(bjorn).get_by_role("button", name="How much")
    choose_how(bjorn, "Sound and all pictures")
    expect(how).to_contain_text("all pictures", timeout=PATIENCE_MS)
    choose_how(bjorn, "Sound and one picture")
    expect(how).to_contain_text("one picture")

    bjorn.page.goto(room)

    expect(bar(bjorn)).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
    expect(how).to_contain_text("one picture")


def test_a_step_down_of_the_line_is_taken_back_only_by_whoever_sits_there(table: Table) -> None:
    bjorn = table.bjorn
    how = bar(bjorn).get_by_role("button", name="How much")
    choose_how(bjorn, "Sound and all pictures")
    expect(how).to_contain_text("all pictures")
    room = bjorn.page.url
    bjorn.page.evaluate(STEP_DOWN)

    bjorn.page.goto(f"{bjorn.live.url}/courses")
    bjorn.page.goto(room)

    expect(bar(bjorn)).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
    expect(how).to_contain_text("sound")
    choose_how(bjorn, "Sound and all pictures")
    expect(how).to_contain_text("all pictures")
    bjorn.page.goto(room)
    expect(bar(bjorn)).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
    expect(how).to_contain_text("all pictures")


def test_a_held_microphone_is_never_left_open(table: Table) -> None:
    page, ana = table.ana.page, table.ana
    bar(ana).get_by_role("button", name="More").click()
    page.get_by_label("Hold to talk").check()
    close(dialog_of(ana))
    talk = bar(ana).get_by_role("button", name="Hold to talk")
    box = page.get_by_label("Write to the group")

    def hold() -> None:
        page.get_by_role("heading", level=1).click()
        page.keyboard.down(" ")
        is_on(talk)

    hold()
    box.focus()
    is_on(talk, False)
    page.keyboard.down(" ")  # the key repeats, where one writes now
    page.keyboard.up(" ")
    is_on(talk, False)
    box.fill("")

    hold()
    page.keyboard.down(" ")  # and where it was held
    is_on(talk)
    page.evaluate("() => window.dispatchEvent(new Event('blur'))")
    is_on(talk, False)
    page.keyboard.down(" ")  # back in the window, still repeating
    page.wait_for_timeout(300)
    is_on(talk, False)
    page.keyboard.up(" ")

    hold()
    # The key was let go where this page did not hear of it.
    page.evaluate(DEAF)
    page.keyboard.up(" ")
    is_on(talk)
    page.keyboard.press("Shift")
    is_on(talk, False)


def test_one_press_begins_and_one_ends_for_whoever_cannot_hold(table: Table) -> None:
    page, ana = table.ana.page, table.ana
    talk = bar(ana).get_by_role("button", name="Hold to talk")

    talk.evaluate(PRESSED)
    is_on(talk)
    page.get_by_label("Write to the group").fill("")
    page.get_by_label("Write to the group").press_sequentially(
        "a b"
    )  # a space is let go, but not the microphone
    page.wait_for_timeout(200)
    is_on(talk)
    talk.evaluate(PRESSED)
    is_on(talk, False)

    talk.evaluate("button => button.click()")
    is_on(talk)
    talk.press(" ")
    is_on(talk, False)

    talk.evaluate(PRESSED)
    is_on(talk)
    table.marit.ask("stop_voice", person=ana.person.public_id)
    is_on(talk, False)
    talk.evaluate(PRESSED)  # what a leader has ended begins with one press
    is_on(talk)
    talk.evaluate(PRESSED)
    is_on(talk, False)
    page.get_by_label("Write to the group").fill("")
    bar(ana).get_by_role("button", name="More").click()
    page.get_by_label("Hold to talk").uncheck()
    close(dialog_of(ana))


def test_whoever_was_silent_when_paused_is_not_told_that_a_leader_turned_anything_off(table: Table) -> None:
    ana, marit = table.ana, table.marit
    marit.ask("mute_member", person=ana.person.public_id)
    expect(told(ana)).to_contain_text("A leader has paused your writing")

    microphone(ana).click()
    ana.page.wait_for_timeout(500)
    is_on(microphone(ana), False)
    marit.ask("unmute_member", person=ana.person.public_id)

    expect(told(ana)).to_be_hidden()
    is_on(microphone(ana), False)
    turn_on(microphone(ana))
    microphone(ana).click()


def test_a_device_that_cannot_show_a_screen_says_so_to_whoever_may(table: Table) -> None:
    ana, marit = table.ana, table.marit
    ana.page.evaluate("() => { MediaDevices.prototype.getDisplayMedia = undefined; }")
    assert "cannot show its screen" not in told(ana).inner_text()

    marit.ask("allow_sharing", person=ana.person.public_id)

    expect(told(ana)).to_contain_text("This device cannot show its screen. Try the browser of a computer.")
    marit.ask("disallow_sharing", person=ana.person.public_id)
    expect(told(ana)).to_be_hidden()


@pytest.mark.parametrize("language", ["nb", "nn", "se", "en"])
def test_on_a_small_screen_the_buttons_stand_in_tidy_rows(table: Table, language: str) -> None:
    ana, page = table.ana, table.ana.page
    before = page.viewport_size
    assert before
    page.locator(".site-menu summary").click()
    page.locator(f".site-menu [name=language][value={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(bar(table.ana)).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
    page.set_viewport_size({"width": 320, "height": 640})

    four = page.evaluate(ROWS)
    table.marit.ask("allow_sharing", person=ana.person.public_id)
    expect(bar(ana).locator("[data-part=screen]")).to_be_visible()
    five = page.evaluate(ROWS)

    assert [[len(row) for row in rows] for rows in (four, five)] == [[4], [3, 2]]
    assert [size for row in [*four, *five] for size in row if min(size) < 44] == []
    assert page.evaluate(SPILLED) == []
    table.marit.ask("disallow_sharing", person=ana.person.public_id)
    page.set_viewport_size(before)


def test_nobody_has_met_a_fault(table: Table) -> None:
    assert [guest.faults for guest in (table.marit, table.olav, table.ana, table.bjorn)] == [[], [], [], []]
