"""Small groups and side rooms take voice and picture along, both ways, without asking for a device again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Live
from tests.browser.media.circle import Circle, circle
from tests.browser.media.talker import Talker

GROUPS = (("ana", "bjorn", "cecilie"), ("dag", "elin", "farid"))


@pytest.fixture(scope="module")
def seven(live: Live, chromium: Browser) -> Iterator[Circle]:
    """Marit leads six, who all speak; one in each group has a camera on."""
    with circle(live, chromium, "marit", *GROUPS[0], *GROUPS[1]) as people:
        for name, talker in people.items():
            talker.enter(picture=name in ("ana", "dag"))
        yield people


def groups(people: Circle) -> list[list[Talker]]:
    return [[people[name] for name in names] for names in GROUPS]


def beside(talker: Talker, among: list[Talker]) -> list[Talker]:
    return [other for other in among if other is not talker]


def test_six_in_two_groups_hear_only_their_own_and_come_back(seven: Circle) -> None:
    everybody = list(seven.values())
    seven.elin.meets(*beside(seven.elin, everybody))
    opened = [each.devices_opened() for each in everybody]

    open_groups(seven)

    for group in groups(seven):
        for each in group:
            each.meets(*beside(each, group))
            each.hears(*beside(each, group))
            assert each.sources() == {other.id for other in beside(each, group)}
    seven.bjorn.sees(seven.ana)
    seven.farid.sees(seven.dag)
    seven.marit.meets()

    close_groups(seven)

    for each in everybody:
        each.meets(*beside(each, everybody))
    seven.marit.hears(seven.ana, seven.farid)
    seven.marit.sees(seven.dag)
    seven.ana.hears(seven.marit, seven.elin)
    assert [each.devices_opened() for each in everybody] == opened


def test_a_leader_visits_a_group_and_goes_again(seven: Circle) -> None:
    one, other = groups(seven)
    open_groups(seven)
    seven.ana.meets(seven.bjorn, seven.cecilie)

    seven.marit.ask("visit_breakout", place="group-1")

    seven.marit.meets(*one)
    seven.marit.hears(*one)
    seven.ana.hears(seven.marit)
    seven.dag.meets(*beside(seven.dag, other))

    seven.marit.ask("leave_breakout")

    seven.ana.meets(seven.bjorn, seven.cecilie)
    seven.marit.meets()
    close_groups(seven)


def test_a_side_room_is_for_two(seven: Circle) -> None:
    seven.ana.meets(*beside(seven.ana, list(seven.values())))

    seven.marit.ask("open_side_room", person=seven.ana.id)

    seven.marit.meets(seven.ana)
    seven.ana.meets(seven.marit)
    seven.ana.hears(seven.marit)
    seven.marit.sees(seven.ana)
    seven.bjorn.meets(seven.cecilie, seven.dag, seven.elin, seven.farid)

    seven.marit.ask("close_side_room", place=seven.marit.section("me")["place"])

    seven.bjorn.meets(*beside(seven.bjorn, list(seven.values())))
    seven.bjorn.hears(seven.ana, seven.marit)


def open_groups(people: Circle) -> None:
    people.marit.ask("prepare_breakouts", method="by_hand", size=3, minutes=15)
    for number, names in enumerate(GROUPS, start=1):
        for name in names:
            people.marit.ask("assign_to_breakout", person=people[name].id, group=number)
    people.marit.ask("open_breakouts")


def close_groups(people: Circle) -> None:
    people.marit.ask("close_breakouts", seconds=0)
