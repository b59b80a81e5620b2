"""Eight people through Janus, as many as two cores bear with a browser for each: together, and in groups."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Live, living
from tests.browser.media.circle import Circle, circle
from tests.browser.media.talker import Talker, until
from tests.browser.media.wires import Wires
from tests.services.janus import JanusServer

LEADERS, ONE, OTHER = ("marit", "olav"), ("ana", "bjorn", "cecilie"), ("dag", "elin", "farid")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory, janus_server: JanusServer) -> Iterator[Live]:
    with living(tmp_path_factory.mktemp("eight"), **janus_server.config) as live:
        yield live


@pytest.fixture(scope="module")
def eight(live: Live, chromium: Browser) -> Iterator[Circle]:
    """Everybody is there with sound, and with a small picture."""
    with circle(live, chromium, *LEADERS, *ONE, *OTHER) as people:
        for each in people.values():
            Wires(each, is_small=True).count()
            each.enter()
        yield people


def receive(streams: int, *people: Talker) -> None:
    """So many voices and pictures go on coming to each of them, and no more."""
    for each in people:
        until(partial(Wires(each).receives, streams), f"{streams} of each come to {each.name}")


def test_all_eight_hear_and_see_all(eight: Circle) -> None:
    everybody = list(eight.values())
    for each in everybody:
        Wires(each).watch(*(other for other in everybody if other is not each))

    assert all(Wires(each).came_at() for each in everybody)
    receive(7, *everybody)
    assert [each.faults for each in everybody] == [[]] * 8


def test_two_groups_of_three_hear_their_own_a_leader_visits_and_all_return(eight: Circle) -> None:
    marit, olav = (eight[name] for name in LEADERS)
    one, other = ([eight[name] for name in names] for names in (ONE, OTHER))
    assert marit.ask("prepare_breakouts", method="by_hand", size=3, minutes=15)["ok"]
    for number, group in enumerate((one, other), start=1):
        for each in group:
            assert marit.ask("assign_to_breakout", person=each.id, group=number)["ok"]
    assert marit.ask("open_breakouts")["ok"]

    for group in (one, other):
        for each in group:
            each.meets(*(beside for beside in group if beside is not each))
    receive(2, *one, *other)
    marit.meets(olav)
    receive(1, marit, olav)

    assert olav.ask("visit_breakout", place="group-2")["ok"]
    olav.meets(*other)
    olav.hears(other[0])
    other[0].sees(olav)
    receive(3, olav, *other)
    receive(2, *one)
    receive(0, marit)

    assert marit.ask("close_breakouts", seconds=0)["ok"]
    for each in eight.values():
        each.on_again()
    receive(7, *eight.values())
