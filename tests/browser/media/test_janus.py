"""Janus: real browsers hear and see one another through it, by what they have decoded."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Live, living
from tests.browser.media.circle import Circle, circle
from tests.browser.media.talker import Talker, until
from tests.browser.media.wires import Wires
from tests.services.janus import JanusServer


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory, janus_server: JanusServer) -> Iterator[Live]:
    with living(tmp_path_factory.mktemp("janus"), **janus_server.config) as live:
        yield live


@pytest.fixture(scope="module")
def four(live: Live, chromium: Browser) -> Iterator[Circle]:
    """Everybody is there with sound and picture."""
    with circle(live, chromium, "marit", "ana", "bjorn", "cecilie") as people:
        for each in people.values():
            Wires(each)
            each.enter()
        yield people


def hear_and_see(*everybody: Talker) -> None:
    """All of them hear and see all others, and nobody else."""
    for each in everybody:
        others = [other for other in everybody if other is not each]
        each.meets(*others)
        each.hears(*others)
        each.sees(*others)


def test_all_hear_and_see_all(four: Circle) -> None:
    hear_and_see(*four.values())

    assert [each.faults for each in four.values()] == [[]] * 4
    assert [each.heard for each in four.values()] == [[]] * 4


def test_who_takes_sound_gets_no_picture_and_who_takes_one_gets_one(four: Circle) -> None:
    marit, ana, bjorn, cecilie = four.values()

    ana.tell("climb", "sound")
    ana.hears(marit, bjorn, cecilie)
    until(lambda: Wires(four.ana).rests("received", "video"), "no picture comes")

    ana.tell("climb", "one")
    marit.ask("put_in_focus", person=cecilie.id)
    ana.sees(cecilie)
    assert [each for each in (marit, bjorn) if "picture" in ana.now["people"][each.id]["streams"]] == []

    marit.ask("lift_focus")
    ana.tell("climb", "all")
    hear_and_see(*four.values())


def test_a_screen_comes_to_all_who_take_pictures_and_in_place_of_the_one(four: Circle) -> None:
    marit, ana, bjorn, cecilie = four.values()
    ana.tell("climb", "one")

    assert marit.tell("shareScreen", True) is True
    for each in (ana, bjorn):
        until(partial(_has, each, marit, "screen"), f"{each.name} gets the screen")
        Wires(each).flows("received", "video")
    until(lambda: not any(_has(ana, other, "picture") for other in (marit, bjorn, cecilie)), "and no picture")

    marit.ask("stop_sharing")
    until(lambda: not _has(bjorn, marit, "screen"), "the screen is gone")
    ana.tell("climb", "all")
    hear_and_see(*four.values())


def _has(each: Talker, other: Talker, what: str) -> bool:
    return what in each.now["people"][other.id]["streams"]


def test_a_leader_stops_a_camera_and_its_owner_turns_it_on_again(four: Circle) -> None:
    marit, ana, bjorn, _cecilie = four.values()

    marit.ask("stop_picture", person=ana.id)
    until(lambda: not _has(bjorn, ana, "picture"), "the picture is gone")
    bjorn.hears(ana)

    assert ana.tell("setPicture", True)
    bjorn.sees(ana)
    marit.sees(ana)


def test_a_leader_stops_a_voice_at_janus_whatever_the_browser_sends(four: Circle) -> None:
    marit, ana, bjorn, cecilie = four.values()
    for other in (marit, bjorn):
        other.tell("setVoice", False)
    Wires(four.ana).lie()
    Wires(four.cecilie).flows("received")

    cecilie.tell("setVoice", False)
    marit.ask("stop_voice", person=ana.id)
    until(lambda: Wires(four.marit).rests("received"), "nothing of it reaches the others")
    Wires(four.ana).flows("sent")
    assert Wires(four.bjorn).rests("received") and Wires(four.cecilie).rests("received")
    bjorn.sees(ana)

    ana.ask("resume_voice")
    ana.tell("setVoice", True)
    Wires(four.marit).flows("received")
    for other in (marit, bjorn, cecilie):
        other.tell("setVoice", True)


def test_when_janus_is_killed_people_write_on_and_are_back_within_ten_seconds(
    four: Circle, janus_server: JanusServer
) -> None:
    everybody = list(four.values())
    janus_server.kill()
    until(lambda: [each.now["state"] for each in everybody] == ["waiting"] * 4, "all are told")
    assert four.bjorn.ask("send_message", text="Jeg hører ingen.")["ok"]
    for each in everybody:
        Wires(each).watch(*(other for other in everybody if other is not each))

    started = time.time()
    janus_server.start()

    assert max(Wires(each).came_at() for each in everybody) - started < 10
    hear_and_see(*everybody)


def test_who_is_removed_neither_sends_nor_receives_two_seconds_later(four: Circle) -> None:
    marit, ana, bjorn, cecilie = four.values()
    for other in (marit, bjorn):
        other.tell("setVoice", False)
        other.tell("setPicture", False)
    Wires(four.cecilie).lie()

    removed = time.monotonic()
    assert marit.ask("remove_member", person=cecilie.id, reason="Bråk")["ok"]
    time.sleep(max(0.0, removed + 2 - time.monotonic()))

    assert Wires(four.cecilie).rests("received") and Wires(four.cecilie).rests("received", "video")
    for other in (marit, ana, bjorn):
        assert cecilie.id not in other.company()
    ana.tell("setVoice", False)
    until(lambda: Wires(four.marit).rests("received"), "nothing of it reaches the others")
    assert ana.ask("send_message", text="Takk.")["ok"]
