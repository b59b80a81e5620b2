"""What one presses for sound and picture, and what one is told: two leaders and two participants."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect

from tests.browser.conftest import CHROMIUM, Live, living
from tests.browser.evening.guest import Guest
from tests.browser.gathered import Table, gathered
from tests.browser.media.presses import PATIENCE_MS, bar, choose_how, close, dialog_of, key, see_as, take_part

ALL_OFF = "Turn off all participants' microphones"


def in_writing(guest: Guest) -> list[str]:
    """Olav and Bjørn, in the order of their seats."""
    return [name for name in guest.seats() if name in ("Olav", "Bjørn")]


@pytest.fixture(scope="module")
def table(live: Live, chromium: Browser) -> Iterator[Table]:
    with gathered(live, chromium) as table:
        yield table


def test_nothing_is_on_before_somebody_says_so(table: Table) -> None:
    for guest in (table.ana, table.marit):
        controls = bar(guest)
        expect(controls).to_have_attribute("data-state", "off")
        expect(controls.get_by_role("button", name="Take part with sound")).to_be_visible()
        expect(controls.get_by_role("button", name="Microphone")).to_be_hidden()
        fetched = guest.page.evaluate(
            "() => performance.getEntriesByType('resource').map((each) => each.name)"
        )
        assert not [name for name in fetched if "media-engine" in name]


def test_one_press_takes_part_with_sound_and_turns_on_nothing_of_mine(table: Table) -> None:
    for guest in (table.ana, table.marit):
        controls = bar(guest)
        controls.get_by_role("button", name="Take part with sound").click()
        expect(controls).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
        for name in ("Microphone", "Camera"):
            button = controls.get_by_role("button", name=name, exact=True)
            expect(button).to_have_attribute("aria-pressed", "false")
            expect(button.locator("small")).to_have_text("off")
        expect(controls.get_by_role("button", name="How much")).to_contain_text("sound")
    expect(table.marit.seat("Ana")).to_contain_text("microphone off")
    expect(table.marit.seat("Bjørn")).not_to_contain_text("microphone")


def test_the_microphone_is_turned_on_and_off_and_the_others_see_it(table: Table) -> None:
    microphone = bar(table.ana).get_by_role("button", name="Microphone", exact=True)

    microphone.click()

    expect(microphone).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    expect(microphone.locator("small")).to_have_text("on")
    expect(table.marit.seat("Ana")).to_contain_text("microphone on", timeout=PATIENCE_MS)
    expect(table.marit.seat("Ana")).to_have_attribute("data-mark", "heard")
    expect(table.marit.seat("Ana")).to_have_attribute("data-sounding", "", timeout=PATIENCE_MS)
    microphone.click()
    expect(microphone).to_have_attribute("aria-pressed", "false")
    expect(table.marit.seat("Ana")).to_contain_text("microphone off", timeout=PATIENCE_MS)


def test_a_leader_turns_it_off_and_only_oneself_on_again(table: Table) -> None:
    controls = bar(table.ana)
    microphone = controls.get_by_role("button", name="Microphone", exact=True)
    microphone.click()
    expect(microphone).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)

    menu = table.marit.person_menu("Ana")
    menu.get_by_role("button", name="Turn their microphone off").click()

    told = controls.locator(".media-news")
    expect(told).to_contain_text("Marit has turned your microphone off. Turn it on again when you want.")
    expect(microphone).to_have_attribute("aria-pressed", "false")
    expect(microphone.locator("small")).to_have_text("turned off")
    expect(microphone).to_have_accessible_description("turned off")
    menu = table.marit.person_menu("Ana")
    expect(menu).to_contain_text("Only they themselves can turn it on again.")
    expect(menu.get_by_role("button", name=re.compile("microphone (on|off)"))).to_have_count(0)
    close(menu)
    told.get_by_role("button", name="Turn the microphone on").click()
    expect(microphone).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    expect(told).to_be_hidden()
    expect(microphone).to_be_focused()


def test_a_pause_holds_the_microphone_until_it_is_lifted(table: Table) -> None:
    controls = bar(table.ana)
    told, turn_on = controls.locator(".media-news"), "Turn the microphone on"
    menu = table.marit.person_menu("Ana")

    menu.get_by_role("button", name="Pause their writing, hand and microphone").click()

    expect(told).to_contain_text("paused your writing, your hand and your microphone", timeout=PATIENCE_MS)
    expect(told.get_by_role("button", name=turn_on)).to_have_count(0)

    menu = table.marit.person_menu("Ana")
    menu.get_by_role("button", name="Let them write and raise a hand again").click()

    told.get_by_role("button", name=turn_on).click()
    microphone = controls.get_by_role("button", name="Microphone", exact=True)
    expect(microphone).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)


def test_all_microphones_but_those_of_the_leaders(table: Table) -> None:
    marits = bar(table.marit).get_by_role("button", name="Microphone", exact=True)
    marits.click()
    expect(marits).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    everybody = table.marit.page.get_by_role("button", name=ALL_OFF)
    ending = table.marit.page.locator("room-switches").get_by_role("button", name="End the session")
    everybody.scroll_into_view_if_needed()
    stood = [button.bounding_box() for button in (everybody, ending)]

    everybody.click()

    microphone = bar(table.ana).get_by_role("button", name="Microphone", exact=True)
    expect(microphone).to_have_attribute("aria-pressed", "false", timeout=PATIENCE_MS)
    expect(marits).to_have_attribute("aria-pressed", "true")
    expect(everybody).to_be_disabled()
    expect(everybody).to_be_focused()
    assert [button.bounding_box() for button in (everybody, ending)] == stood
    bar(table.ana).locator(".media-news").get_by_role("button", name="Close").click()
    expect(bar(table.ana).locator(".media-news")).to_be_hidden()
    microphone.click()
    expect(microphone).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    expect(everybody).to_be_enabled()
    microphone.click()
    expect(microphone).to_have_attribute("aria-pressed", "false")


def test_whose_microphone_is_off_is_told_of_nothing(table: Table) -> None:
    ana, olav = table.ana, table.olav
    expect(table.marit.seat("Ana")).to_contain_text("microphone off")
    # He takes no part with sound, and does not see whose is on.
    everybody = olav.page.get_by_role("button", name=ALL_OFF)
    expect(everybody).to_be_enabled()

    everybody.click()
    olav.ask("give_word", person=ana.person.public_id)

    expect(bar(ana).locator(".media-news")).to_contain_text("You have the word, and your microphone is off.")
    expect(bar(ana).get_by_role("button", name="Microphone", exact=True).locator("small")).to_have_text("off")
    menu = table.marit.person_menu("Ana")
    expect(menu.get_by_role("button", name="Show large for everybody")).to_be_visible()
    expect(menu.get_by_role("button", name="Turn their microphone off")).to_be_hidden()
    close(menu)
    olav.ask("end_word")
    expect(bar(ana).locator(".media-news")).to_be_hidden()


def test_whoever_gets_the_word_is_asked_once_to_turn_the_microphone_on(table: Table) -> None:
    told = bar(table.ana).locator(".media-news")

    table.marit.ask("give_word", person=table.ana.person.public_id)

    expect(told).to_contain_text("You have the word, and your microphone is off.")
    told.get_by_role("button", name="Turn the microphone on").click()
    expect(told).to_be_hidden(timeout=PATIENCE_MS)
    expect(bar(table.ana).get_by_role("button", name="Microphone", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    table.ana.ask("end_word")


def test_keys_turn_things_on_and_off_but_not_while_one_writes(table: Table) -> None:
    page, controls = table.ana.page, bar(table.ana)
    microphone = controls.get_by_role("button", name="Microphone", exact=True)
    camera = controls.get_by_role("button", name="Camera", exact=True)
    expect(microphone).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Write to the group").focus()
    page.keyboard.type("mv")
    page.get_by_label("Write to the group").fill("")
    expect(microphone).to_have_attribute("aria-pressed", "true")
    expect(camera).to_have_attribute("aria-pressed", "false")
    page.get_by_role("heading", level=1).click()

    key(table.ana, "m")
    expect(microphone).to_have_attribute("aria-pressed", "false")
    key(table.ana, "v")

    expect(camera).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    # Whoever is seen also sees.
    expect(controls.get_by_role("button", name="How much")).to_contain_text("one picture")
    page.keyboard.press("?")
    for words in ("Turn my microphone on or off", "Turn my camera on or off"):
        expect(page.locator("#key-help")).to_contain_text(words)
    close(page.locator("#key-help"))


def test_a_picture_comes_to_the_seat_and_goes_again(table: Table) -> None:
    choose_how(table.marit, "Sound and all pictures")
    face = table.marit.seat("Ana").locator("[data-part=face]")
    expect(face.locator("video")).to_have_count(1, timeout=PATIENCE_MS)
    expect(face.locator("video")).to_have_js_property("muted", True)
    table.marit.page.wait_for_function(
        "() => document.querySelector('round-table video')?.videoWidth > 0", timeout=PATIENCE_MS
    )
    box = face.bounding_box()

    table.marit.person_menu("Ana").get_by_role("button", name="Turn their camera off").click()

    expect(face.locator("video")).to_have_count(0, timeout=PATIENCE_MS)
    assert face.bounding_box() == box
    told = bar(table.ana).locator(".media-news")
    expect(told).to_contain_text("Marit has turned your camera off. Turn it on again when you want.")
    told.get_by_role("button", name="Turn the camera on").click()
    expect(face.locator("video")).to_have_count(1, timeout=PATIENCE_MS)


def test_side_by_side_large_and_remembered(table: Table) -> None:
    marit, stage = table.marit, table.marit.page.locator("media-stage")
    expect(stage).to_be_hidden()

    see_as(marit, "Everybody side by side")

    tiles = stage.locator(".media-stage__gallery > li")
    expect(tiles).to_have_count(4)
    # Pictures, then voices, then those in writing, who are small.
    expect(tiles.locator("[data-slot=name]")).to_have_text(["Ana", "You", *in_writing(marit)])
    expect(tiles.and_(marit.page.locator("[data-small]"))).to_have_count(2)
    expect(stage).to_contain_text("With a picture: 1 of 4.")
    small, whole = tiles.last.bounding_box(), tiles.first.bounding_box()
    assert small
    assert whole
    assert small["height"] < whole["height"] / 2
    expect(tiles.filter(has_text="Ana").locator("video")).to_have_count(1)
    expect(tiles.filter(has_text="Bjørn")).to_contain_text("in writing")
    expect(tiles.filter(has_text="Ana").get_by_role("button")).to_have_accessible_name(
        re.compile(r"^Ana\s+microphone off")
    )
    see_as(marit, "Whoever speaks, large")
    expect(tiles).to_have_count(0)
    large = stage.locator(".media-stage__large > li")
    expect(large).to_have_count(1)
    assert marit.page.evaluate("() => localStorage.getItem('media:view')") == "speaker"
    # Without a picture it is a name, and no empty place.
    camera = bar(table.ana).get_by_role("button", name="Camera", exact=True)
    camera.click()
    expect(large.locator("video")).to_have_count(0, timeout=PATIENCE_MS)
    expect(stage).to_be_visible()
    box = stage.bounding_box()
    assert box
    assert box["height"] < 120
    camera.click()
    expect(large.locator("video")).to_have_count(1, timeout=PATIENCE_MS)
    see_as(marit, "Around the table")
    expect(stage).to_be_hidden()


def test_pinned_for_oneself_in_focus_for_everybody(table: Table) -> None:
    marit, ana = table.marit, table.ana
    large = marit.page.locator(".media-stage__large > li")

    marit.person_menu("Ana").get_by_role("button", name="Show large, for me alone").click()

    expect(large).to_have_count(1)
    expect(large).to_contain_text("Ana")
    expect(large).to_contain_text("large for you")
    expect(ana.page.locator("media-stage")).to_be_hidden()
    large.get_by_role("button", name="No longer large for me").click()
    expect(marit.page.locator("media-stage")).to_be_hidden()

    marit.person_menu("Ana").get_by_role("button", name="Show large for everybody").click()
    for guest in (marit, ana):
        shown = guest.page.locator(".media-stage__large > li")
        expect(shown).to_contain_text("large for everybody")
        expect(shown.locator("video")).to_have_count(1, timeout=PATIENCE_MS)
    expect(ana.page.locator(".media-stage__large > li")).to_contain_text("You")
    large.get_by_role("button", name="No longer large for everybody").click()
    expect(ana.page.locator("media-stage")).to_be_hidden()


def test_a_screen_is_shown_by_whom_a_leader_lets(table: Table) -> None:
    ana, marit = table.ana, table.marit
    share = bar(ana).get_by_role("button", name="Show screen")
    expect(share).to_be_hidden()

    marit.person_menu("Ana").get_by_role("button", name="Let them show their screen").click()
    share.click()

    shown = marit.page.locator(".media-stage__large > li")
    expect(shown).to_contain_text("shows a screen", timeout=PATIENCE_MS)
    expect(shown.locator("video")).to_have_count(1, timeout=PATIENCE_MS)
    expect(share).to_have_attribute("aria-pressed", "true")
    # Whoever takes part in writing is told, and may see it with one press.
    expect(bar(table.bjorn)).to_contain_text("Ana shows a screen.")
    shown.get_by_role("button", name="Stop showing the screen").click()
    expect(share).to_have_attribute("aria-pressed", "false", timeout=PATIENCE_MS)
    ana.ask("take_break")
    expect(share).to_have_accessible_description("break", timeout=PATIENCE_MS)
    ana.ask("end_break")
    expect(marit.page.locator("media-stage")).to_be_hidden()
    marit.person_menu("Ana").get_by_role("button", name="No longer let them show their screen").click()
    expect(share).to_be_hidden()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("NotAllowedError", "No screen was chosen, so none is shown."),
        ("NotFoundError", "This device has no screen or window that can be shown."),
        ("NotReadableError", "The screen could not be shown. Press Show screen once more."),
        ("NotSupportedError", "This device cannot show its screen."),
    ],
)
def test_a_screen_that_is_not_shown_says_why(table: Table, error: str, words: str) -> None:
    marit = table.marit
    marit.page.evaluate(
        "(name) => { navigator.mediaDevices.getDisplayMedia = async () => "
        "{ throw new DOMException('', name); }; }",
        error,
    )

    bar(marit).get_by_role("button", name="Show screen").click()

    told = bar(marit).locator(".media-news")
    expect(told).to_contain_text(words, timeout=PATIENCE_MS)
    expect(marit.page.locator("media-stage")).to_be_hidden()
    told.get_by_role("button", name="Close").click()


def test_held_to_talk(table: Table) -> None:
    page, controls = table.ana.page, bar(table.ana)
    microphone = controls.get_by_role("button", name="Microphone", exact=True)
    microphone.click()
    expect(microphone).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    controls.get_by_role("button", name="More").click()
    page.get_by_label("Hold to talk").check()
    close(dialog_of(table.ana))
    talk = controls.get_by_role("button", name="Hold to talk")
    # It was on, and is not held.
    expect(talk).to_have_attribute("aria-pressed", "false")
    expect(talk).to_have_css("touch-action", "none")
    page.get_by_role("heading", level=1).click()

    page.keyboard.down(" ")
    expect(talk).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    page.keyboard.up(" ")
    expect(talk).to_have_attribute("aria-pressed", "false")

    talk.hover()
    page.mouse.down()
    expect(talk).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    page.mouse.up()
    expect(talk).to_have_attribute("aria-pressed", "false")

    talk.evaluate("button => button.click()")  # as a screen reader presses
    expect(talk).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    talk.evaluate("button => button.click()")
    expect(talk).to_have_attribute("aria-pressed", "false")
    table.marit.ask("give_word", person=table.ana.person.public_id)
    told = controls.locator(".media-news")
    expect(told).to_contain_text("You have the word. Hold the button while you speak.")
    expect(told.get_by_role("button", name="Turn the microphone on")).to_be_hidden()
    table.ana.ask("end_word")
    controls.get_by_role("button", name="More").click()
    page.get_by_label("Hold to talk").uncheck()
    close(dialog_of(table.ana))


def test_by_telephone_with_seat_and_hand(table: Table) -> None:
    marit = table.marit

    marit.person_menu("Bjørn").get_by_role("button", name="They take part by telephone").click()

    seat = table.ana.seat("Bjørn")
    expect(seat).to_contain_text("by telephone")
    # There is no picture to show, large or small.
    menu = marit.person_menu("Bjørn")
    expect(menu.get_by_role("button", name="Raise their hand for them")).to_be_visible()
    expect(menu.get_by_role("button", name=re.compile("large"))).to_have_count(0)
    close(menu)
    expect(seat.locator(".media-mark .icon").nth(2)).to_be_visible()
    marit.person_menu("Bjørn").get_by_role("button", name="Raise their hand for them").click()
    expect(marit.needs).to_contain_text(["Bjørn has a hand up"])
    marit.ask("lower_hand", person=table.bjorn.person.public_id)
    marit.person_menu("Bjørn").get_by_role("button", name="They no longer take part by telephone").click()
    expect(seat).not_to_contain_text("by telephone")


def test_small_sounds_come_only_to_those_who_asked(table: Table) -> None:
    marit, ana = table.marit, table.ana
    for guest in (marit, ana):
        guest.page.evaluate(
            "() => { window.sounded = []; const room = document.querySelector('room-app');"
            " room.addEventListener('sounded', (event) => window.sounded.push(event.detail)); }"
        )
    table.bjorn.ask("raise_hand")
    expect(marit.needs).to_contain_text(["Bjørn has a hand up"])
    assert marit.page.evaluate("() => window.sounded") == []
    table.bjorn.ask("lower_hand")
    for guest in (marit, ana):
        bar(guest).get_by_role("button", name="More").click()
        guest.page.get_by_label("Small sounds").check()
        close(dialog_of(guest))

    table.bjorn.ask("raise_hand")

    marit.page.wait_for_function("() => window.sounded.join() === 'hand'")
    expect(ana.page.locator("room-announcer")).to_contain_text("Bjørn raises a hand.")
    assert ana.page.evaluate("() => window.sounded") == []
    table.bjorn.ask("lower_hand")


def test_a_browser_that_gives_no_leave_says_where_to_give_it(
    live: Live, table: Table, playwright: Playwright
) -> None:
    # It asks for leave, which nobody gives.
    arguments = ["--no-sandbox", "--disable-gpu", "--use-fake-device-for-media-stream"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    context = browser.new_context(locale="en-GB", viewport={"width": 1366, "height": 850})
    cecilie = guest_in(context, live, table, "cecilie")
    take_part(cecilie)
    told = bar(cecilie).locator(".media-news")
    microphone = bar(cecilie).get_by_role("button", name="Microphone", exact=True)

    microphone.click()

    expect(told).to_contain_text(
        "The browser does not let the room use your microphone.", timeout=PATIENCE_MS
    )
    expect(bar(cecilie).get_by_role("status")).to_contain_text("allow the microphone, and try again")
    expect(microphone).to_have_attribute("aria-pressed", "false")
    context.grant_permissions(["microphone"])
    told.get_by_role("button", name="Try again").click()
    expect(microphone).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    expect(told).to_be_hidden()
    browser.close()


def test_a_machine_without_a_microphone_goes_on(live: Live, table: Table, playwright: Playwright) -> None:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
    with browser.new_context(locale="en-GB", viewport={"width": 1366, "height": 850}) as context:
        elin = guest_in(context, live, table, "elin")
        take_part(elin)

        bar(elin).get_by_role("button", name="Microphone", exact=True).click()

        expect(bar(elin)).to_contain_text("No microphone was found.", timeout=PATIENCE_MS)
        expect(bar(elin)).to_have_attribute("data-state", "on")
    browser.close()


def test_a_browser_without_webrtc_goes_on_in_writing(live: Live, table: Table, chromium: Browser) -> None:
    with chromium.new_context(locale="en-GB", viewport={"width": 1366, "height": 850}) as context:
        context.add_init_script("delete window.RTCPeerConnection")
        dag = guest_in(context, live, table, "dag")

        bar(dag).get_by_role("button", name="Take part with sound").click()

        expect(bar(dag)).to_contain_text("This browser cannot do sound and picture. Go on in writing")
        expect(bar(dag)).to_have_attribute("data-state", "off")
        dag.write("Jeg skriver")
        expect(table.ana.message("Jeg skriver")).to_be_visible()


def guest_in(context: BrowserContext, live: Live, table: Table, name: str) -> Guest:
    """One more at the table."""
    guest = Guest(live, getattr(live.cast, name), context)
    guest.sign_in()
    guest.open_room()
    guest.page.get_by_role("button", name="This is fine with me").click()
    expect(table.marit.needs.filter(has_text=guest.name)).to_have_count(1)
    table.marit.ask("admit_all")
    expect(guest.card).to_be_visible()
    return guest


def test_what_is_told_is_closed_one_at_a_time(table: Table) -> None:
    told = bar(table.ana).locator(".media-news")
    table.marit.ask("give_word", person=table.ana.person.public_id)
    expect(told).to_contain_text("You have the word, and your microphone is off.")
    table.ana.page.evaluate(
        """() => {
          const detail = { rung: "one", why: "loss" };
          document.querySelector("room-app").dispatchEvent(new CustomEvent("media:stepped", { detail }));
        }"""
    )

    expect(told).to_contain_text("Too much gets lost on the line just now.")
    expect(told).to_contain_text("1 more")
    told.get_by_role("button", name="Close").click()
    expect(told).to_contain_text("You have the word, and your microphone is off.")
    told.get_by_role("button", name="Close").click()

    expect(told).to_be_hidden()
    table.ana.ask("end_word")


def test_after_a_reload_one_takes_part_as_before(table: Table) -> None:
    bjorn = table.bjorn
    take_part(bjorn)
    bar(bjorn).get_by_role("button", name="Microphone", exact=True).click()
    expect(bar(bjorn).get_by_role("button", name="Microphone", exact=True)).to_have_attribute(
        "aria-pressed", "true", timeout=PATIENCE_MS
    )

    bjorn.page.reload()

    controls = bar(bjorn)
    expect(controls).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
    expect(controls.get_by_role("button", name="Microphone", exact=True)).to_have_attribute(
        "aria-pressed", "true", timeout=PATIENCE_MS
    )
    # Whoever has been elsewhere comes back with everything off.
    room = bjorn.page.url
    bjorn.page.goto(f"{bjorn.live.url}/courses")
    bjorn.page.goto(room)
    expect(controls).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
    expect(controls.get_by_role("button", name="Microphone", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )
    choose_how(bjorn, "Writing only")
    expect(controls).to_have_attribute("data-state", "off")
    bjorn.page.reload()
    expect(bjorn.card).to_be_visible()
    expect(controls).to_have_attribute("data-state", "off")


def test_a_device_remembers_how_with_everything_of_mine_off(live: Live, table: Table) -> None:
    ana = table.ana
    page = ana.context.new_page()
    ana.page.close()
    again = Guest(live, ana.person, ana.context, page)
    again.open_room()

    controls = bar(again)
    expect(controls).to_have_attribute("data-state", "on", timeout=PATIENCE_MS)
    for name in ("Microphone", "Camera"):
        expect(controls.get_by_role("button", name=name, exact=True)).to_have_attribute(
            "aria-pressed", "false"
        )
    table.ana = again


def test_when_it_is_over_the_row_is_for_those_who_lead(table: Table) -> None:
    table.marit.ask("end_session")

    expect(bar(table.ana)).to_be_hidden()
    expect(bar(table.marit)).to_be_visible()
    among = "Only you who lead the session, and the technical host, hear and see each other now."
    for leader in (table.marit, table.olav):
        expect(leader.page.locator("room-end")).to_contain_text(among)
    expect(table.ana.page.locator("room-end")).not_to_contain_text("hear")
    table.marit.ask("open_side_room", person=table.ana.person.public_id)
    expect(table.marit.page.locator("room-end").get_by_text(among)).to_be_hidden()
    table.marit.ask("close_side_room", place="side-1")
    expect(table.marit.page.locator("room-end").get_by_text(among)).to_be_visible()
    assert [guest.faults for guest in (table.marit, table.olav, table.ana, table.bjorn)] == [[], [], [], []]


def test_a_room_in_writing_has_no_controls(
    tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> None:
    with (
        living(tmp_path_factory.mktemp("writing"), MEDIA="none") as live,
        chromium.new_context(locale="en-GB") as context,
    ):
        marit = Guest(live, live.cast.marit, context)
        marit.sign_in()
        marit.open_room()
        expect(marit.card).to_be_visible()
        for name in ("media-controls", "media-stage", "media-choice", "[data-do=stop_all_voices]"):
            expect(marit.page.locator(name)).to_have_count(0)
        marit.page.goto(f"{live.url}/help")
        expect(marit.page.get_by_role("heading", name="In writing")).to_be_visible()
