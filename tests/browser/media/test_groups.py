"""Small groups and side rooms take voice and picture along; back among more people one is silent at first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Live
from tests.browser.media.circle import Circle, circle
from tests.browser.media.talker import Talker

# Two cores bear a mesh of five; `test_janus_eight.py` has more.
GROUPS = (("ana", "bjorn"), ("cecilie", "dag"))
WITH_CAMERA = ("ana", "cecilie")

# Browsers that draw pictures are slow where others work beside them.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def five(live: Live, chromium: Browser) -> Iterator[Circle]:
    """Marit leads four, who all speak; one in each group has a camera on."""
    with circle(live, chromium, "marit", *GROUPS[0], *GROUPS[1]) as people:
        for name, talker in people.items():
            talker.enter(picture=name in WITH_CAMERA)
        yield people


def groups(people: Circle) -> list[list[Talker]]:
    return [[people[name] for name in names] for names in GROUPS]


def beside(talker: Talker, among: list[Talker]) -> list[Talker]:
    return [other for other in among if other is not talker]


def test_two_groups_hear_only_their_own_and_come_back(five: Circle) -> None:
    everybody = list(five.values())
    five.dag.meets(*beside(five.dag, everybody))
    opened = [each.devices_opened() for each in everybody]

    open_groups(five)

    assert [each.devices_opened() for each in everybody] == opened

    for group in groups(five):
        for each in group:
            each.meets(*beside(each, group))
            each.hears(*beside(each, group))
            assert each.sources() == {other.id for other in beside(each, group)}
    five.bjorn.sees(five.ana)
    five.dag.sees(five.cecilie)
    five.marit.meets()

    close_groups(five)

    for each in everybody:
        each.meets(*beside(each, everybody))
    for talker in (each for group in groups(five) for each in group):
        five.marit.hears_nothing_of(talker, for_s=0.5)
        was_on(talker)
    was_on(five.marit)  # she has stayed at the table, where nobody else was
    five.ana.hears_nothing_of(five.marit, for_s=0.5)
    on_again(five, *five)
    five.marit.hears(five.ana, five.dag)
    five.marit.sees(five.cecilie)
    five.ana.hears(five.marit, five.dag)


def test_a_leader_visits_a_group_and_goes_again(five: Circle) -> None:
    one, other = groups(five)
    open_groups(five)
    five.ana.meets(five.bjorn)

    five.marit.ask("visit_breakout", place="group-1")

    five.marit.meets(*one)
    five.marit.hears(*one)
    five.ana.hears(five.marit)
    five.dag.meets(*beside(five.dag, other))

    five.marit.ask("leave_breakout")

    five.ana.meets(five.bjorn)
    five.marit.meets()
    close_groups(five)
    on_again(five, *five)


def test_a_side_room_is_for_two(five: Circle) -> None:
    five.ana.meets(*beside(five.ana, list(five.values())))

    five.marit.ask("open_side_room", person=five.ana.id)

    five.marit.meets(five.ana)
    five.ana.meets(five.marit)
    five.ana.hears(five.marit)
    five.marit.sees(five.ana)
    five.bjorn.meets(five.cecilie, five.dag)

    five.marit.ask("close_side_room", place=five.marit.section("me")["place"])

    five.bjorn.meets(*beside(five.bjorn, list(five.values())))
    for talker in (five.ana, five.marit):
        five.bjorn.hears_nothing_of(talker)
        assert not talker.now["mine"]["voice"]
    on_again(five, "ana", "marit")
    five.bjorn.hears(five.ana, five.marit)


def was_on(talker: Talker) -> None:
    """What went off among more people waits to be turned on again."""
    mine = talker.now["mine"]
    assert not mine["voice"]
    assert (mine["before"]["why"], mine["before"]["voice"]) == ("place", True)


def on_again(people: Circle, *names: str) -> None:
    """Each turns on again what went off among more people."""
    for name in names:
        people[name].on_again(picture=name in WITH_CAMERA)


def open_groups(people: Circle) -> None:
    people.marit.ask("prepare_breakouts", method="by_hand", size=2, minutes=15)
    for number, names in enumerate(GROUPS, start=1):
        for name in names:
            people.marit.ask("assign_to_breakout", person=people[name].id, group=number)
    people.marit.ask("open_breakouts")


def close_groups(people: Circle) -> None:
    people.marit.ask("close_breakouts", seconds=0)
