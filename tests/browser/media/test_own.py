"""What one does with one's own microphone, camera and screen, and what leaders have a say in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Live
from tests.browser.media.circle import Circle, circle
from tests.browser.media.talker import until

HEARD = """() => [...document.querySelectorAll("body > audio")].filter((each) => !each.muted).length"""

# Browsers that draw pictures are slow where others work beside them.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def three(live: Live, chromium: Browser) -> Iterator[Circle]:
    """Marit, Ana and Bjørn take part; nothing of theirs is on."""
    with circle(live, chromium, "marit", "ana", "bjorn") as people:
        for talker in people.values():
            talker.enter(voice=False, picture=False)
        yield people


def test_push_to_talk_is_heard_only_while_held(three: Circle) -> None:
    assert three.ana.devices() == []

    three.ana.tell("holdVoice", True)

    three.bjorn.hears(three.ana)
    until(lambda: three.bjorn.now["speaker"] == three.ana.id, "Ana is the one who speaks")

    three.ana.tell("holdVoice", False)

    three.bjorn.hears_nothing_of(three.ana)
    assert three.ana.now["mine"]["voice"] is False
    assert three.bjorn.page.evaluate(HEARD) == 0


def test_what_a_leader_turns_off_stays_off_until_its_owner_turns_it_on(three: Circle) -> None:
    three.ana.tell("setVoice", True)
    three.ana.tell("setPicture", True)
    three.bjorn.hears(three.ana)
    three.bjorn.sees(three.ana)

    three.marit.ask("stop_voice", person=three.ana.id)
    three.marit.ask("stop_picture", person=three.ana.id)

    until(lambda: not three.ana.now["mine"]["voice"], "Ana's microphone is off")
    until(lambda: three.ana.devices() == ["audio"], "her camera is let go")
    three.bjorn.hears_nothing_of(three.ana)
    until(lambda: three.bjorn.page.evaluate(HEARD) == 0, "and nothing of her would be let through")

    assert three.ana.tell("setVoice", True)
    assert three.ana.tell("setPicture", True)
    three.bjorn.hears(three.ana)
    three.bjorn.sees(three.ana)


def test_what_the_room_answers_after_one_has_left_opens_nothing(three: Circle) -> None:
    for what in ("voice", "picture"):
        three.marit.ask(f"stop_{what}", person=three.ana.id)
    until(lambda: three.ana.section("people")[three.ana.id]["picture_stopped"], "Ana hears of it")
    opened = three.ana.devices_opened()

    turned = three.ana.page.evaluate(
        """async () => {
          const { media } = document.querySelector("room-app");
          const asked = [media.setVoice(true), media.setPicture(true)];
          await media.leave();
          return Promise.all(asked);
        }"""
    )

    assert turned == [False, False]
    assert three.ana.devices() == []
    assert three.ana.devices_opened() == opened
    three.ana.enter()
    three.bjorn.hears(three.ana)
    three.bjorn.sees(three.ana)


def test_who_comes_in_again_by_a_rung_has_nothing_on(three: Circle) -> None:
    three.ana.tell("climb", "text")
    until(lambda: three.ana.devices() == [], "everything is let go")

    three.ana.tell("climb", "all")

    three.ana.is_on()
    assert three.ana.devices() == []
    three.ana.tell("setVoice", True)
    three.ana.tell("setPicture", True)
    three.bjorn.hears(three.ana)
    three.bjorn.sees(three.ana)


def test_on_a_break_the_devices_are_let_go_and_nothing_opens_by_itself(three: Circle) -> None:
    three.ana.ask("take_break")

    until(lambda: three.ana.now["mine"]["paused"], "Ana rests")
    until(lambda: three.ana.devices() == [], "her camera's light is out, and nobody listens")
    three.bjorn.hears_nothing_of(three.ana)
    until(lambda: "picture" not in three.bjorn.streams(three.ana), "no picture of her either")
    assert not three.ana.tell("setVoice", True)
    assert three.ana.devices() == []

    three.ana.ask("end_break")

    until(lambda: not three.ana.now["mine"]["paused"], "Ana is back")
    assert three.ana.devices() == []
    mine = three.ana.now["mine"]
    assert (mine["voice"], mine["picture"]) == (False, False)
    assert mine["before"] == {"why": "break", "voice": True, "picture": True}
    three.ana.tell("setVoice", True)
    three.ana.tell("setPicture", True)
    assert three.ana.now["mine"]["before"] is None
    three.bjorn.hears(three.ana)
    three.bjorn.sees(three.ana)


def test_a_rung_lets_in_as_much_as_it_says(three: Circle) -> None:
    three.marit.tell("setPicture", True)
    three.bjorn.sees(three.ana, three.marit)

    three.bjorn.tell("climb", "sound")

    until(lambda: three.bjorn.pictures_from() == set(), "no picture at all")
    three.bjorn.hears(three.ana)

    three.bjorn.tell("climb", "one")

    until(lambda: three.bjorn.pictures_from() == {three.ana.id}, "only of the one who speaks")
    three.bjorn.sees(three.ana)
    assert three.bjorn.now["shown"] == three.ana.id

    three.marit.ask("put_in_focus", person=three.marit.id)

    until(lambda: three.bjorn.pictures_from() == {three.marit.id}, "only of the one in focus")
    three.marit.ask("lift_focus")
    three.bjorn.tell("climb", "all")


def test_a_screen_is_shown_by_whom_the_leaders_let(three: Circle) -> None:
    assert three.ana.tell("shareScreen", True) is False
    assert three.ana.heard[-1] == ["trouble", {"code": "may_not_share", "kind": "screen"}]
    three.marit.ask("allow_sharing", person=three.ana.id)
    until(lambda: three.ana.section("people")[three.ana.id]["may_share"], "Ana may")

    assert three.ana.tell("shareScreen", True) is True

    until(lambda: "screen" in three.bjorn.streams(three.ana), "Bjørn gets the screen")

    three.marit.ask("stop_sharing")

    until(lambda: not three.ana.now["mine"]["screen"], "it is shown no more")
    until(lambda: "screen" not in three.bjorn.streams(three.ana), "and Bjørn gets none")


def test_who_leaves_quickly_is_gone_however_slow_the_next_page_is(three: Circle) -> None:
    assert three.ana.devices() == ["audio", "video"]
    three.ana.page.route(lambda url: not url.startswith(three.ana.live.url), lambda route: None)

    for _ in range(3):
        three.ana.page.keyboard.press("Escape")

    three.marit.meets(three.bjorn)
    three.marit.hears_nothing_of(three.ana)
