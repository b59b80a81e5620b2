"""The mesh: real browsers hear and see one another, by what they have decoded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Live
from tests.browser.media.circle import Circle, circle
from tests.browser.media.talker import Talker, until

# Browsers that draw pictures are slow where others work beside them.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def four(live: Live, chromium: Browser) -> Iterator[Circle]:
    """Marit, Ana, Bjørn and Cecilie; the tests go on from one another, as an evening does."""
    with circle(live, chromium, "marit", "ana", "bjorn", "cecilie") as people:
        yield people


def all_meet(*people: Talker) -> None:
    """Each hears and sees each of the others."""
    for each in people:
        others = [other for other in people if other is not each]
        each.meets(*others)
        each.hears(*others)
        each.sees(*others)


def test_three_hear_and_see_one_another(four: Circle) -> None:
    three = [four.marit, four.ana, four.bjorn]
    for each in three:
        each.enter()

    all_meet(*three)

    assert [each.faults for each in three] == [[], [], []]
    assert [each.heard for each in three] == [[], [], []]


def test_a_fourth_who_comes_late_is_heard_and_seen(four: Circle) -> None:
    four.cecilie.enter()

    all_meet(*four.values())


def test_who_leaves_is_gone_for_the_others_and_lets_go_of_everything(four: Circle) -> None:
    four.bjorn.tell("leave")

    all_meet(four.marit, four.ana, four.cecilie)
    assert four.bjorn.now["state"] == "off"
    assert four.bjorn.company() == set()
    assert four.bjorn.devices() == []
    assert four.bjorn.section("people")[four.bjorn.id]["in_media"] is False


def test_a_reload_brings_back_what_was_on(four: Circle) -> None:
    four.ana.page.reload()
    four.ana.ready()

    four.ana.is_on()
    all_meet(four.marit, four.ana, four.cecilie)
    assert four.ana.devices() == ["audio", "video"]


def test_a_server_that_begins_again_asks_nobody_for_their_microphone(four: Circle, live: Live) -> None:
    three = [four.marit, four.ana, four.cecilie]
    before = [each.devices_opened() for each in three]

    live.server.kill()
    for each in three:
        until(lambda each=each: each.now["state"] == "waiting", f"{each.name} waits")
    live.server.start()

    for each in three:
        each.is_on()
    all_meet(*three)
    assert [each.devices_opened() for each in three] == before


def test_of_two_tabs_the_later_one_takes_part(four: Circle) -> None:
    tab = Talker(four.ana.live, four.ana.person, four.ana.context)
    tab.open_room()
    tab.is_on()

    until(lambda: four.ana.now["state"] == "off", "the first tab takes part no more")
    assert four.ana.heard == [["trouble", {"code": "other_device", "kind": ""}]]
    assert four.ana.devices() == []
    four.marit.meets(four.cecilie, tab)

    tab.page.close()
    four.ana.enter()
    four.marit.meets(four.cecilie, four.ana)


def test_who_is_removed_is_out_of_it_at_once(four: Circle) -> None:
    four.marit.ask("remove_member", person=four.cecilie.id, reason="Trenger en pause fra gruppa.")

    four.marit.meets(four.ana)
    until(lambda: four.cecilie.now["state"] == "off", "Cecilie takes part no more")
    assert four.cecilie.devices() == []
