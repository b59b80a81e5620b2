"""My hand is in reach at every size, and what is told about sound and picture moves nothing.

The tests follow one evening: run the whole file.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Live
from tests.browser.evening.guest import Guest
from tests.browser.gathered import Table, gathered
from tests.browser.media.presses import PATIENCE_MS, bar, choose_how, close, dialog_of, take_part

SIZES = [(1366, 768), (390, 844), (320, 640)]
# Whether the middle of what is pressed is there to press, and not under something else.
IS_REACHED = """(button) => {
  const { left, top, width, height } = button.getBoundingClientRect();
  return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""
# Whether the last sentence stands just above the answers, when there is nothing more to scroll.
SCROLLED_TO_ITS_END = """() => {
  const dialog = document.querySelector("dialog[open]");
  dialog.scrollTo(0, dialog.scrollHeight);
  const boxOf = (name) => dialog.querySelector(name).getBoundingClientRect();
  const gap = boxOf(".dialog__answers").top - boxOf(".media-choice__try").bottom;
  return gap >= 0 && gap < 32;
}"""
# Which of those in the room show a sign of sound or picture.
MARKED = """() => [...document.querySelectorAll("round-table [data-mark]")].filter(
  (seat) => seat.dataset.mark).map((seat) => seat.querySelector("[data-slot=name]").textContent)"""


@pytest.fixture(scope="module")
def table(live: Live, chromium: Browser) -> Iterator[Table]:
    with gathered(live, chromium) as table:
        for guest in (table.ana, table.marit):
            guest.page.emulate_media(reduced_motion="reduce")
            take_part(guest)
        yield table


def told(guest: Guest) -> Locator:
    return bar(guest).locator(".media-news")


def hand(guest: Guest) -> Locator:
    return guest.page.get_by_role("button", name="Raise my hand")


def stands(guest: Guest) -> dict[str, object]:
    """Where the hand is and how large; a smaller step than a pixel is none."""
    box = hand(guest).bounding_box()
    assert box
    return {side: pytest.approx(value, abs=1) for side, value in box.items()}


def voice(guest: Guest) -> Locator:
    return bar(guest).locator("[data-part=voice]")


def turned_off(table: Table) -> None:
    """Ana's microphone is on, and Marit turns it off."""
    voice(table.ana).click()
    expect(voice(table.ana)).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    table.marit.ask("stop_voice", person=table.ana.person.public_id)
    expect(told(table.ana)).to_contain_text("Marit has turned your microphone off.")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_hand_stays_where_it_is_when_something_is_told(table: Table, width: int, height: int) -> None:
    ana = table.ana
    ana.page.set_viewport_size({"width": width, "height": height})
    before = stands(ana)

    turned_off(table)

    expect(hand(ana)).to_be_in_viewport(ratio=1)
    assert hand(ana).evaluate(IS_REACHED)
    assert voice(ana).evaluate(IS_REACHED)
    assert hand(ana).bounding_box() == before
    told(ana).get_by_role("button", name="Close").click()
    expect(told(ana)).to_be_hidden()
    assert hand(ana).bounding_box() == before
    ana.ask("resume_voice")
    ana.page.set_viewport_size({"width": 1366, "height": 850})


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_hand_stays_where_it_is_when_words_are_written(table: Table, width: int, height: int) -> None:
    ana, marit = table.ana, table.marit
    ana.page.set_viewport_size({"width": width, "height": height})
    before = stands(ana)
    for person in (ana, marit):
        captions(person, on=True)
    expect(ana.page.locator("captions-notice [data-part=notice]")).to_be_visible()

    expect(hand(ana)).to_be_in_viewport(ratio=1)
    assert hand(ana).evaluate(IS_REACHED)
    assert hand(ana).bounding_box() == before

    for person in (ana, marit):
        captions(person, on=False)
    expect(ana.page.locator("captions-notice [data-part=notice]")).to_be_hidden()
    ana.page.set_viewport_size({"width": 1366, "height": 850})


def test_one_writes_beside_the_captions_and_what_is_told(table: Table) -> None:
    ana, marit = table.ana, table.marit
    for person in (ana, marit):
        captions(person, on=True)
    turned_off(table)
    ana.page.set_viewport_size({"width": 320, "height": 640})

    ana.open_chat()

    box = ana.page.get_by_label("Write to the group")
    expect(box).to_be_in_viewport(ratio=0.9)
    assert box.evaluate(IS_REACHED)
    ana.turn_to("table")
    ana.page.set_viewport_size({"width": 1366, "height": 850})
    ana.ask("resume_voice")
    for person in (ana, marit):
        captions(person, on=False)


def captions(guest: Guest, *, on: bool) -> None:
    bar(guest).get_by_role("button", name="More").click()
    dialog_of(guest).get_by_role("checkbox", name="Captions").set_checked(on)
    close(dialog_of(guest))


def test_of_several_the_newest_is_told_with_how_many_more(table: Table) -> None:
    ana, marit = table.ana, table.marit
    turned_off(table)

    marit.ask("give_word", person=ana.person.public_id)

    expect(told(ana)).to_contain_text("You have the word, and your microphone is off. 1 more")
    told(ana).get_by_role("button", name="Close").click()
    expect(told(ana)).to_contain_text("Marit has turned your microphone off.")
    expect(told(ana)).not_to_contain_text("more")
    ana.ask("end_word")
    ana.ask("resume_voice")
    expect(told(ana)).to_be_hidden()


def test_what_a_leader_did_is_told_once_and_the_button_goes_on_saying_it(table: Table) -> None:
    ana = table.ana
    turned_off(table)

    ana.page.reload()

    expect(bar(ana)).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
    expect(voice(ana).locator("small")).to_have_text("turned off")
    expect(bar(ana)).not_to_contain_text("has turned your microphone off")
    voice(ana).click()
    expect(voice(ana)).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)


def test_all_microphones_turned_off_is_told_as_nothing_personal(table: Table) -> None:
    ana, marit = table.ana, table.marit

    marit.press("stop_all_voices")

    words = "Marit has turned off all participants' microphones. Turn yours on when you like."
    expect(told(ana)).to_contain_text(words)
    expect(ana.page.locator("room-announcer")).to_contain_text(words)
    expect(told(ana)).not_to_contain_text("your microphone off")
    voice(ana).click()
    expect(told(ana)).to_be_hidden(timeout=PATIENCE_MS)
    voice(ana).click()


def test_among_more_people_is_told_no_longer_than_it_is_true(table: Table) -> None:
    ana, marit = table.ana, table.marit
    marit.ask("open_side_room", person=ana.person.public_id)
    voice(ana).click()
    expect(voice(ana)).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    marit.ask("close_side_room", place=marit.section("me")["place"])
    expect(told(ana)).to_contain_text("You are among more people again.")

    marit.ask("open_side_room", person=ana.person.public_id)

    expect(told(ana)).to_be_hidden()
    marit.ask("close_side_room", place=marit.section("me")["place"])


def test_whoever_holds_to_talk_goes_on_to_the_button_that_is_held(table: Table) -> None:
    ana, marit = table.ana, table.marit
    bar(ana).get_by_role("button", name="More").click()
    dialog_of(ana).get_by_label("Hold to talk").check()

    ana.page.keyboard.press("Escape")

    expect(voice(ana)).to_be_focused()
    ana.page.keyboard.down(" ")
    expect(voice(ana)).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    ana.page.keyboard.up(" ")
    expect(dialog_of(ana)).to_have_count(0)

    marit.ask("give_word", person=ana.person.public_id)
    expect(told(ana)).to_contain_text("You have the word. Hold the button while you speak.")
    ana.ask("end_word")
    bar(ana).get_by_role("button", name="More").click()
    dialog_of(ana).get_by_label("Hold to talk").uncheck()
    ana.page.keyboard.press("Escape")
    expect(bar(ana).get_by_role("button", name="More")).to_be_focused()


def test_whoever_turns_the_camera_on_is_told_that_a_picture_comes_too(table: Table) -> None:
    ana = table.ana
    camera = bar(ana).get_by_role("button", name="Camera", exact=True)

    camera.click()

    expect(bar(ana).get_by_role("button", name="How much")).to_contain_text("one picture")
    expect(told(ana)).to_contain_text("now you get the picture of whoever speaks", timeout=PATIENCE_MS)
    told(ana).get_by_role("button", name="Close").click()
    expect(told(ana)).to_be_hidden()


def test_all_pictures_come_side_by_side_where_there_is_room(table: Table) -> None:
    ana = table.ana
    bar(ana).get_by_role("button", name="How much").click()
    box = dialog_of(ana).get_by_label("Everybody side by side")
    expect(box).to_be_hidden()
    dialog_of(ana).get_by_label("Sound and all pictures").check()
    expect(box).to_be_checked()

    dialog_of(ana).get_by_role("button", name="Take part like this").click()

    expect(ana.page.locator(".media-stage__gallery > li")).to_have_count(4)
    choose_how(ana, "Sound and all pictures", side_by_side=False)
    expect(ana.page.locator(".media-stage__gallery > li")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640)])
def test_the_last_sentence_of_how_much_is_read_whole(table: Table, width: int, height: int) -> None:
    page = table.bjorn.page
    page.set_viewport_size({"width": width, "height": height})
    bar(table.bjorn).get_by_role("button", name="How much").click()

    page.wait_for_function(SCROLLED_TO_ITS_END)
    dialog_of(table.bjorn).get_by_role("button", name="Not now").click()
    page.set_viewport_size({"width": 1366, "height": 850})


def test_whoever_shows_a_screen_reads_so_and_can_stop(table: Table) -> None:
    marit = table.marit
    marit.page.set_viewport_size({"width": 1366, "height": 768})
    bar(marit).get_by_role("button", name="Show screen").click()

    mine = marit.page.locator(".media-stage__large > li")
    expect(mine).to_contain_text("You are showing your screen.", timeout=PATIENCE_MS)
    expect(mine.locator(".avatar")).to_be_hidden()
    stop = mine.get_by_role("button", name="Stop showing the screen")
    expect(stop).to_be_in_viewport(ratio=1)
    assert stop.evaluate(IS_REACHED)
    stop.click()
    expect(mine).to_have_count(0)


def test_a_face_is_seen_whole_above_what_is_said(table: Table) -> None:
    ana, marit = table.ana, table.marit
    ana.page.set_viewport_size({"width": 1366, "height": 768})
    bar(marit).get_by_role("button", name="Camera", exact=True).click()
    marit.ask("put_in_focus", person=marit.person.public_id)
    captions(ana, on=True)

    face = ana.page.locator(".media-stage__large [data-part=picture]")
    expect(face.locator("video")).to_have_count(1, timeout=PATIENCE_MS)
    expect(ana.page.locator("live-captions [data-part=panel]")).to_be_visible()
    expect(face).to_be_in_viewport(ratio=0.99)
    box, over = face.bounding_box(), ana.page.locator(".room-dock").bounding_box()
    assert box
    assert over
    assert box["y"] + box["height"] <= over["y"]
    captions(ana, on=False)
    marit.ask("lift_focus")


def test_when_the_session_is_over_no_participant_is_marked_with_sound(table: Table) -> None:
    table.marit.ask("end_session")

    for guest in (table.marit, table.olav, table.ana):
        expect(guest.page.get_by_role("heading", name="The session is over")).to_be_visible()
        expect(guest.seat("Ana")).to_have_attribute("data-mark", "")
        assert [name for name in guest.page.evaluate(MARKED) if name not in ("Marit", "Olav")] == []
