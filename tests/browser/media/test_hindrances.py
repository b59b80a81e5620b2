"""What stands in the way ends in a word for it, a room that works, and nothing half open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, Live
from tests.browser.media.circle import Circle, circle, seat
from tests.browser.media.talker import Talker, until

MISSING = """() => { delete window.RTCPeerConnection; }"""

# Browsers that draw pictures are slow where others work beside them.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def strict(playwright: Playwright) -> Iterator[Browser]:
    """A browser in which somebody has said no to cameras and microphones."""
    arguments = [each for each in ARGUMENTS if each != "--use-fake-ui-for-media-stream"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    yield browser
    browser.close()


def test_who_says_no_to_a_microphone_hears_the_others(live: Live, chromium: Browser, strict: Browser) -> None:
    with circle(live, chromium, "marit") as people, strict.new_context(locale="en-GB") as context:
        people["ana"] = ana = Talker(live, live.cast.ana, context)
        ana.sign_in()
        ana.open_room()
        seat(people)
        people.marit.enter(picture=False)

        ana.enter(voice=False, picture=False)
        assert ana.tell("setVoice", True) is False

        assert ana.heard == [["trouble", {"code": "denied", "kind": "microphone"}]]
        assert ana.now["mine"]["voice"] is False
        assert ana.devices() == []
        ana.hears(people.marit)
        talks(people)


def test_without_webrtc_one_writes(live: Live, chromium: Browser) -> None:
    with circle(live, chromium, "marit") as people, chromium.new_context(locale="en-GB") as context:
        people["bjorn"] = bjorn = Talker(live, live.cast.bjorn, context)
        bjorn.page.add_init_script(f"({MISSING})()")
        bjorn.sign_in()
        bjorn.open_room()
        seat(people)

        bjorn.ask_to_enter("sound")

        until_told(bjorn, "no_webrtc")
        assert bjorn.now["state"] == "off"
        assert bjorn.devices() == []
        talks(people)


def until_told(talker: Talker, code: str) -> None:
    until(lambda: ["trouble", {"code": code, "kind": ""}] in talker.heard, f"{talker.name} is told {code}")


def talks(people: Circle) -> None:
    """The room itself goes on."""
    people.marit.ask("send_message", text="Hei, alle sammen")
    for talker in people.values():
        talker.message("Hei, alle sammen").last.wait_for(state="attached")
        assert talker.faults == []
