"""Captions in real browsers: a voice reaches the engine, and the words only those who asked for them."""

from __future__ import annotations

import math
import struct
import wave
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Playwright, expect

from tests.browser.conftest import ARGUMENTS, CHROMIUM, Live, living
from tests.browser.evening.guest import Guest
from tests.browser.evening.looking import looked_at
from tests.browser.media.circle import seat
from tests.browser.media.talker import until
from tests.services.speech_engine import SpeechEngine, speech_engine

HERTZ, RATE = 440, 48_000
HERE = Path(__file__).parent
WAIT_MS = 30_000
ON = "What you say is written for those who need it, and deleted afterwards."


class Listener(Guest):
    """Somebody with a microphone, who may need to read what is said."""

    def take_part(self) -> None:
        """With sound, and the microphone on."""
        self.page.locator("media-controls [data-part=enter]").click()
        expect(self.microphone).to_be_visible(timeout=WAIT_MS)
        self.microphone.click()
        self.has_microphone_on()

    def has_microphone_on(self) -> None:
        expect(self.microphone).to_have_attribute("aria-pressed", "true", timeout=WAIT_MS)

    @property
    def microphone(self) -> Locator:
        return self.page.locator("media-controls [data-part=voice]")

    def turn_captions(self, on: bool) -> None:
        self.page.locator("media-controls").get_by_role("button", name="How much").click()
        dialog = self.page.locator("#media-ways-dialog")
        dialog.get_by_label("Captions").set_checked(on)
        dialog.get_by_role("button", name="Not now").click()

    @property
    def notice(self) -> Locator:
        return self.page.locator("captions-notice [data-part=notice]")

    @property
    def captions(self) -> Locator:
        return self.page.locator("live-captions")

    @property
    def lines(self) -> Locator:
        return self.captions.get_by_role("log").locator("li")


@dataclass(slots=True)
class People:
    """Marit leads, Ana reads, Bjørn speaks. Cecilie's browser can write by itself; Bjørn's must not."""

    marit: Listener
    ana: Listener
    bjorn: Listener
    cecilie: Listener


@pytest.fixture(scope="module")
def engine() -> Iterator[SpeechEngine]:
    with speech_engine() as engine:
        yield engine


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory, engine: SpeechEngine) -> Iterator[Live]:
    data = tmp_path_factory.mktemp("captions")
    with living(data, MEDIA="mesh", MEDIA_DIRECT="1", CAPTIONS_URL=engine.url) as live:
        yield live


@pytest.fixture(scope="module")
def chromium(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Whose microphone hears a tone for a second, then nothing for a second, again and again."""
    tone = _write_tone(tmp_path_factory.mktemp("tone") / "tone.wav")
    arguments = [
        *ARGUMENTS,
        "--allow-loopback-in-peer-connection",
        f"--use-file-for-fake-audio-capture={tone}",
    ]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def people(live: Live, chromium: Browser) -> Iterator[People]:
    scripts = {"cecilie": "recognition.js", "bjorn": "recognition_of_old.js"}
    with ExitStack() as leaving:
        found: dict[str, Listener] = {}
        for name in ("marit", "ana", "bjorn", "cecilie"):
            context = leaving.enter_context(
                chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 850})
            )
            if name in scripts:
                context.add_init_script((HERE / scripts[name]).read_text())
            found[name] = Listener(live, getattr(live.cast, name), context)
            found[name].sign_in()
            found[name].open_room()
        seat(found)
        yield People(**found)


def test_who_asks_reads_what_is_said_and_who_speaks_knows(people: People, engine: SpeechEngine) -> None:
    people.bjorn.take_part()
    expect(people.bjorn.notice).to_be_hidden()

    people.ana.turn_captions(True)
    expect(people.bjorn.notice).to_contain_text(ON, timeout=WAIT_MS)
    expect(people.bjorn.page.locator("captions-notice").get_by_role("status")).to_have_text(
        f"Captions are on: {ON}"
    )

    latest = people.ana.captions.locator("[data-part=latest]")
    expect(latest).to_contain_text("Bjørn a tone of 440", timeout=WAIT_MS)
    people.ana.captions.locator("summary").click()
    expect(people.ana.lines.first).to_have_text("Bjørn a tone of 440", timeout=WAIT_MS)
    # The engine was told 16,000 samples a second, and that is what it got.
    call = engine.heard[0]
    assert (call.config, abs(call.hertz - HERTZ) <= 5) == ({"sample_rate": 16_000}, True)
    # His browser could send the voice to somebody who recognises it: that is never begun.
    assert people.bjorn.page.evaluate("() => window.recognition.begun") == []
    # Who has not asked is shown nothing; nobody is shown who reads.
    for other in (people.marit, people.bjorn):
        expect(other.lines).to_have_count(0)
        expect(other.captions.get_by_role("region")).to_have_count(0)


def test_everybody_can_reach_and_read_it(people: People) -> None:
    found = {guest.name: looked_at(guest.page) for guest in (people.ana, people.bjorn)}
    assert found == {"Ana": [], "Bjørn": []}

    log = people.ana.captions.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "off")
    people.ana.captions.get_by_label("My screen reader reads new lines").check()
    expect(log).to_have_attribute("aria-live", "polite")
    before = people.ana.lines.first.evaluate("line => parseFloat(getComputedStyle(line).fontSize)")
    people.ana.captions.get_by_role("button", name="Larger text").click()
    after = people.ana.lines.first.evaluate("line => parseFloat(getComputedStyle(line).fontSize)")
    assert after > before


def test_whoever_speaks_folds_the_notice_to_one_line_and_opens_it_again(people: People) -> None:
    notice = people.bjorn.notice
    refuse = notice.get_by_role("button", name="Do not write my words")

    notice.get_by_role("button", name="Close").click()

    expect(refuse).to_be_hidden()
    expect(notice.get_by_text("Captions are on")).to_be_visible()
    expect(notice.locator("summary")).to_be_focused()
    people.bjorn.page.keyboard.press("Enter")
    expect(refuse).to_be_visible()


def test_a_list_that_one_reads_back_in_stands_still(people: People) -> None:
    log = people.ana.captions.get_by_role("log")
    until(lambda: log.evaluate("log => log.scrollHeight > log.clientHeight + 100"), "enough to scroll in")

    log.evaluate("log => { log.scrollTop = 0 }")
    new = people.ana.captions.get_by_role("button", name="New lines:")
    expect(new).to_be_visible(timeout=WAIT_MS)

    assert log.evaluate("log => log.scrollTop") == 0
    new.click()
    expect(log).to_be_focused()
    until(lambda: log.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight < 2"), "the end")
    people.ana.captions.get_by_role("button", name="Turn captions off").click()
    # Whoever goes by the keys goes on where they are turned on.
    expect(people.ana.page.get_by_role("button", name="How much")).to_be_focused()
    people.ana.turn_captions(True)


def test_who_says_no_is_not_listened_to_and_the_reader_knows(people: People, engine: SpeechEngine) -> None:
    people.bjorn.notice.get_by_role("button", name="Do not write my words").click()

    expect(people.ana.captions).to_contain_text("The words of Bjørn are not written.")
    expect(people.bjorn.notice).to_contain_text("What you say is not written.")
    until(lambda: all(call.is_closed for call in engine.calls), "nobody is listened to")
    heard = len(engine.heard)
    people.bjorn.page.reload()
    expect(people.bjorn.notice).to_contain_text("What you say is not written.", timeout=WAIT_MS)
    people.bjorn.has_microphone_on()
    assert len(engine.heard) == heard

    people.bjorn.notice.get_by_role("button", name="You may write my words").click()
    expect(people.ana.captions).not_to_contain_text("The words of Bjørn are not written.")
    until(lambda: len(engine.heard) > heard, "he is listened to again")


def test_a_device_that_can_writes_by_itself_and_the_sound_stays_on_it(
    people: People, engine: SpeechEngine
) -> None:
    people.bjorn.notice.get_by_role("button", name="Do not write my words").click()
    until(lambda: all(call.is_closed for call in engine.calls), "nobody is listened to")
    heard, page = len(engine.heard), people.cecilie.page

    people.cecilie.take_part()
    page.wait_for_function("() => window.recognition.going")
    page.evaluate("() => window.recognition.say(0, 'I slept', false)")
    expect(people.ana.captions).to_contain_text("I slept")
    page.evaluate("() => window.recognition.say(0, 'I slept well.', true)")
    expect(people.ana.lines.last).to_have_text("Cecilie I slept well.")

    begun = page.evaluate("() => window.recognition.begun")
    assert {(each["isLocal"], each["kind"]) for each in begun} == {(True, "audio")}
    assert all(asked["processLocally"] for asked in page.evaluate("() => window.recognition.asked"))
    assert len(engine.heard) == heard
    people.cecilie.microphone.click()


def test_what_a_device_lacks_is_fetched_only_when_its_person_wants_it(people: People) -> None:
    page, notice = people.cecilie.page, people.cecilie.notice
    page.add_init_script("window.recognition.state = 'downloadable'")
    page.reload()
    wish = notice.get_by_role("button", name="Let this device write them itself")
    expect(wish).to_be_visible(timeout=WAIT_MS)
    assert page.evaluate("() => [window.recognition.installed, window.recognition.begun]") == [[], []]

    wish.click()

    expect(wish).to_be_hidden()
    assert page.evaluate("() => window.recognition.installed.length") == 1


def test_with_the_session_what_was_said_is_gone(people: People) -> None:
    expect(people.ana.lines).not_to_have_count(0)

    people.marit.ask("end_session")

    expect(people.ana.lines).to_have_count(0)
    expect(people.ana.captions.locator("[data-part=panel]")).to_be_hidden()
    expect(people.bjorn.notice).to_be_hidden()
    assert people.ana.page.evaluate("() => JSON.stringify([localStorage, sessionStorage])").count("tone") == 0
    assert [guest.faults for guest in (people.ana, people.bjorn, people.cecilie)] == [[]] * 3


def _write_tone(path: Path) -> Path:
    tone = [int(9_000 * math.sin(math.tau * HERTZ * at / RATE)) for at in range(RATE)]
    samples = [*tone, *[0] * RATE]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path
