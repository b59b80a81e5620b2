"""Trying one's equipment with real browsers: their microphone is spoken into, their camera has a picture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect
from sqlalchemy import select

from elearn.accounts.models import Person
from elearn.clock import now
from elearn.equipment.models import EquipmentCheck
from elearn.equipment.outcomes import Device, Line, Outcome
from elearn.equipment.service import Result, keep
from tests.browser.conftest import ARGUMENTS, CHROMIUM, Live
from tests.browser.evening.looking import looked_at
from tests.browser.evening.signing import sign_in

# A slow machine with others at work: what is waited for comes, but not at once.
PATIENCE_MS = 60_000
# The errors that browsers throw, and what the page says then.
TROUBLES = {
    "NotAllowedError": "The browser has not been allowed to use the microphone.",
    "NotFoundError": "We find no microphone on this device.",
    "NotReadableError": "Another program uses the microphone just now.",
    "TypeError": "This browser cannot carry sound and picture.",
}
LOUD = "() => Number(document.querySelector('[role=meter]').getAttribute('aria-valuenow')) > 40"
# A browser that takes its time: the device comes when the test says so.
SLOW = """() => {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => {
    await new Promise((give) => (window.giveDevice = give));
    const stream = await ask(wish);
    [window.given] = stream.getTracks();
    return stream;
  };
}"""
REFUSE = """(name) => {
  const refuse = async () => {
    throw name === "TypeError" ? new TypeError() : new DOMException("", name);
  };
  navigator.mediaDevices.getUserMedia = refuse;
}"""


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE_MS)
    yield
    expect.set_options(timeout=5_000)


def opened(live: Live, context: BrowserContext, person: Person) -> Page:
    sign_in(live, context, person)
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{live.url}/equipment")
    return page


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def seen(page: Page, step: str) -> Locator:
    return page.locator(f"[data-step={step}]")


def result(page: Page, what: str) -> Locator:
    return page.locator(f"[data-result={what}]")


def kept(live: Live, person: Person) -> tuple[str, ...]:
    live.refresh()
    check = live.session.scalars(select(EquipmentCheck).filter_by(person_id=person.id)).one()
    return check.microphone.value, check.loudspeaker.value, check.camera.value, check.line.value


def test_everything_is_tried_one_thing_at_a_time(live: Live, context: BrowserContext) -> None:
    page = opened(live, context, live.cast.ana)
    press(page, "Begin")
    expect(page.locator("[data-part=where]")).to_have_text("Part 1 of 4")

    press(page, "Try the microphone")
    meter = page.get_by_role("meter", name="How loud it is")
    page.wait_for_function(LOUD, timeout=PATIENCE_MS)
    expect(seen(page, "microphone")).to_contain_text("Your voice comes through. The microphone works.")
    expect(meter).to_be_visible()
    press(page, "Next")

    press(page, "Play the notes")
    press(page, "Yes, I hear them")
    expect(seen(page, "loudspeaker")).to_contain_text("You will hear the others.")
    press(page, "Next")

    press(page, "Try the camera")
    expect(seen(page, "camera")).to_contain_text("The camera works.")
    page.wait_for_function(
        "() => document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames > 3"
    )
    assert page.evaluate("() => document.querySelector('video').videoWidth") > 0
    press(page, "Next")
    assert page.evaluate("() => document.querySelector('video').srcObject") is None

    press(page, "Try the line")
    expect(seen(page, "line").locator("[data-part=figures]")).to_contain_text("kbit/s to you")
    press(page, "Next")

    expect(result(page, "microphone")).to_have_text("Works")
    expect(result(page, "camera")).to_have_text("Works")
    press(page, "Keep the result")
    expect(page.locator(".flash")).to_contain_text("Those who hold the course see")
    *devices, line = kept(live, live.cast.ana)
    assert devices == ["works", "works", "works"]
    assert line in ("all", "one", "sound", "text")


@pytest.mark.parametrize(("step", "kind"), [("microphone", "audio"), ("camera", "video")])
def test_a_device_that_opens_when_one_has_gone_on_is_closed(
    live: Live, context: BrowserContext, step: str, kind: str
) -> None:
    page = opened(live, context, live.cast.elin)
    page.evaluate(SLOW)
    press(page, "Begin")
    for _ in range({"microphone": 0, "camera": 2}[step]):
        press(page, "Skip this")

    press(page, f"Try the {step}")
    press(page, "Skip this")
    page.evaluate("() => window.giveDevice()")

    page.wait_for_function("() => window.given?.readyState === 'ended'", timeout=PATIENCE_MS)
    assert page.evaluate("() => window.given.kind") == kind


def test_what_is_kept_of_the_last_try_is_not_seen_beside_the_one_that_goes_on(
    live: Live, context: BrowserContext
) -> None:
    well = Result(Outcome.WORKS, Outcome.WORKS, Outcome.SKIPPED, Line.SOUND, wants_call=False)
    live.begin_writing()
    keep(live.session, live.cast.farid, live.cast.course, Device.COMPUTER, well, now())
    live.session.commit()
    page = opened(live, context, live.cast.farid)
    expect(page.get_by_text("What is kept of your last try")).to_be_visible()

    press(page, "Begin")
    for _ in range(4):
        press(page, "Skip this")

    expect(result(page, "line")).to_have_text("Not tried")
    expect(page.locator(".equipment__results").filter(visible=True)).to_have_count(1)
    press(page, "Try once more from the beginning")
    expect(page.get_by_text("What is kept of your last try")).to_be_visible()


def test_who_leaves_quickly_is_seen_no_more_however_slow_the_next_page_is(
    live: Live, context: BrowserContext
) -> None:
    page = opened(live, context, live.cast.ana)
    press(page, "Begin")
    press(page, "Skip this")
    press(page, "Skip this")
    press(page, "Try the camera")
    expect(seen(page, "camera").get_by_text("The camera works.")).to_be_visible()
    # A page that is on its way out answers no questions.
    page.evaluate(
        """() => {
          const [track] = document.querySelector("video").srcObject.getTracks();
          document.addEventListener("quick-exit", () => console.info(`camera ${track.readyState}`));
        }"""
    )
    page.route(lambda url: not url.startswith(live.url), lambda route: None)

    with page.expect_console_message() as told:
        for _ in range(3):
            page.keyboard.press("Escape")

    assert told.value.text == "camera ended"


def test_all_of_it_can_be_skipped(live: Live, context: BrowserContext) -> None:
    page = opened(live, context, live.cast.bjorn)
    press(page, "Begin")
    for _ in range(4):
        press(page, "Skip this")

    expect(result(page, "line")).to_have_text("Not tried")
    page.get_by_role("link", name="Leave without keeping it").click()
    page.wait_for_url("**/courses")


def test_what_is_not_heard_leads_to_a_call(live: Live, context: BrowserContext) -> None:
    page = opened(live, context, live.cast.cecilie)
    press(page, "Begin")
    press(page, "Skip this")
    press(page, "Play the notes")
    press(page, "No, I hear nothing")
    expect(seen(page, "loudspeaker")).to_contain_text("Turn it up on the device itself.")

    press(page, "I would like to be called")
    expect(page.get_by_label("I would like somebody to call me about this")).to_be_checked()
    press(page, "Keep the result")

    page.wait_for_url("**/call")
    expect(page.locator(".flash")).to_contain_text("that you would like a call")
    assert kept(live, live.cast.cecilie) == ("skipped", "silent", "skipped", "skipped")


@pytest.mark.parametrize("name", TROUBLES)
def test_each_trouble_has_its_own_advice(live: Live, context: BrowserContext, name: str) -> None:
    page = opened(live, context, live.cast.dag)
    page.evaluate(REFUSE, name)
    press(page, "Begin")

    press(page, "Try the microphone")

    expect(seen(page, "microphone").get_by_role("status")).to_contain_text(TROUBLES[name])
    expect(page.get_by_role("button", name="Try again", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Go on without it", exact=True)).to_be_focused()


@pytest.fixture
def strict(playwright: Playwright) -> Iterator[Browser]:
    """A browser that asks before it gives a device, and to whom nobody answers."""
    arguments = [each for each in ARGUMENTS if each != "--use-fake-ui-for-media-stream"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    yield browser
    browser.close()


def test_a_browser_that_refuses_is_explained_and_once_allowed_works(live: Live, strict: Browser) -> None:
    with strict.new_context(locale="en-GB") as context:
        page = opened(live, context, live.cast.elin)
        press(page, "Begin")
        press(page, "Try the microphone")
        expect(seen(page, "microphone").get_by_role("status")).to_contain_text(TROUBLES["NotAllowedError"])

        context.grant_permissions(["microphone"], origin=live.url)
        press(page, "Try again")

        expect(page.get_by_role("meter", name="How loud it is")).to_be_visible()
        expect(seen(page, "microphone")).to_contain_text("Your voice comes through. The microphone works.")


def test_a_chosen_microphone_is_remembered_on_the_device(live: Live, context: BrowserContext) -> None:
    page = opened(live, context, live.cast.farid)
    press(page, "Begin")
    press(page, "Try the microphone")
    choice = page.get_by_label("Which microphone")
    expect(choice).to_be_visible()
    last = choice.locator("option").last.get_attribute("value") or ""

    choice.select_option(last)
    page.reload()
    press(page, "Begin")
    press(page, "Try the microphone")

    assert page.evaluate("() => localStorage.getItem('media:microphone')") == last
    expect(choice).to_have_value(last)


def test_a_chosen_microphone_that_is_not_there_any_more_is_no_hindrance(
    live: Live, context: BrowserContext
) -> None:
    page = opened(live, context, live.cast.kari)
    page.evaluate("() => localStorage.setItem('media:microphone', 'one that was unplugged')")
    press(page, "Begin")

    press(page, "Try the microphone")

    expect(seen(page, "microphone")).to_contain_text("Your voice comes through. The microphone works.")


def test_a_line_that_is_away_is_said_and_tried_again(live: Live, context: BrowserContext) -> None:
    page = opened(live, context, live.cast.gerd)
    press(page, "Begin")
    for _ in range(3):
        press(page, "Skip this")
    context.set_offline(True)
    press(page, "Try the line")
    expect(seen(page, "line")).to_contain_text("We could not measure the line.")

    context.set_offline(False)
    press(page, "Try again")

    expect(seen(page, "line").locator("[data-part=figures]")).to_contain_text("kbit/s to you")


def test_a_narrow_line_is_enough_for_less(live: Live, context: BrowserContext) -> None:
    page = opened(live, context, live.cast.harald)
    press(page, "Begin")
    for _ in range(3):
        press(page, "Skip this")
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    # 350 kbit/s down, 220 up: enough for sound, for no picture.
    narrow = {"downloadThroughput": 350_000 / 8, "uploadThroughput": 220_000 / 8}
    network.send("Network.emulateNetworkConditions", {"offline": False, "latency": 20, **narrow})

    press(page, "Try the line")

    expect(seen(page, "line")).to_contain_text("Your line is enough for sound. Leave the pictures out")


def test_the_keyboard_is_enough_and_the_focus_is_never_lost(live: Live, context: BrowserContext) -> None:
    page = opened(live, context, live.cast.inger)
    page.get_by_role("button", name="Begin", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your microphone")).to_be_focused()

    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Try the microphone", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Yes, I hear them", exact=True)).to_be_focused()
    page.keyboard.press("Space")

    expect(page.get_by_role("button", name="Next", exact=True)).to_be_focused()


def test_no_step_has_a_barrier(live: Live, context: BrowserContext) -> None:
    page = opened(live, context, live.cast.jonas)
    found = {"start": looked_at(page)}
    press(page, "Begin")
    found["before"] = looked_at(page)
    press(page, "Try the microphone")
    expect(seen(page, "microphone")).to_contain_text("Your voice comes through")
    found["microphone"] = looked_at(page)
    press(page, "Next")
    press(page, "Play the notes")
    press(page, "No, I hear nothing")
    found["loudspeaker"] = looked_at(page)
    press(page, "Go on without it")
    press(page, "Try the camera")
    expect(seen(page, "camera")).to_contain_text("The camera works.")
    found["camera"] = looked_at(page)
    press(page, "Next")
    press(page, "Try the line")
    expect(seen(page, "line").locator("[data-part=figures]")).to_contain_text("kbit/s to you")
    found["line"] = looked_at(page)
    seen(page, "line").locator("[data-part=next]:visible").first.click()
    found["end"] = looked_at(page)

    assert {step: barriers for step, barriers in found.items() if barriers} == {}
