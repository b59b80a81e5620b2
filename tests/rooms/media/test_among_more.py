"""Nobody is heard or seen by more people than they believe, whatever their browser has not heard of yet."""

from __future__ import annotations

import pytest

from rooms.core import commands as c
from rooms.core.actors import Actor
from tests.rooms.core.story import ANA, BJORN, CECILIE, DAG, MARIT, OLAV
from tests.rooms.media.evening import Device, Evening


def shown(hears: Device, whose: Device) -> list[tuple[bool, bool]]:
    """Voice and picture of another, each time that a device has been told of them since it was asked last."""
    told = [each for news in hears.news() for each in news.get("company", [news])]
    return [(each["voice"], each["picture"]) for each in told if each.get("party") == whose.party]


def open_groups(evening: Evening) -> None:
    evening.do(MARIT, c.PrepareBreakouts("by_hand", 2, 10))
    for person, group in ((ANA, 1), (BJORN, 1), (CECILIE, 2)):
        evening.do(MARIT, c.AssignToBreakout(person.id, group))
    evening.do(MARIT, c.OpenBreakouts())


def test_who_comes_back_from_a_room_for_two_is_held_until_their_browser_has_said_anew_what_is_on(
    evening: Evening,
):
    ana, bjorn, marit = evening.enter(ANA, picture=True), evening.enter(BJORN), evening.enter(MARIT)
    evening.do(MARIT, c.OpenSideRoom(ANA.id))
    assert shown(marit, ana)[-1] == (True, True)
    bjorn.news()

    evening.do(MARIT, c.CloseSideRoom("side-1"))
    ana.ask("state", rung="sound")

    assert set(shown(bjorn, ana)) == {(False, False)}
    ana.ask("state", voice=True, picture=False, among="all")
    assert shown(bjorn, ana) == [(True, False)]


def test_what_is_said_of_the_smaller_circle_meanwhile_is_held_too(evening: Evening):
    ana, marit = evening.enter(ANA, voice=False), evening.enter(MARIT)
    open_groups(evening)
    evening.do(MARIT, c.CloseBreakouts(0))
    marit.news()

    assert ana.ask("state", voice=True, picture=True, among="group") == {"ok": True}
    assert shown(marit, ana) == []

    evening.disconnect(ana.sid)
    again = Device(evening, evening.connect(ANA), ANA)
    assert again.ask("enter", rung="all", voice=True, picture=True, among="group")["ok"]
    party = again.ask("enter", rung="all", voice=True, picture=True, among="group")
    again.party = party["party"]
    assert set(shown(marit, again)) == {(False, False)}


def test_those_who_stay_at_the_table_are_held_when_the_others_come_back(evening: Evening):
    marit, ana = evening.enter(MARIT), evening.enter(ANA, voice=False)
    olav = evening.enter(OLAV)
    open_groups(evening)
    olav.news()
    assert marit.ask("state", voice=True, among="few") == {"ok": True}
    ana.news()

    evening.do(OLAV, c.CloseBreakouts(0))

    assert set(shown(ana, marit)) == {(False, False)}
    assert shown(olav, marit)[-1] == (False, False)
    marit.ask("state", voice=True, among="all")
    assert shown(ana, marit) == [(True, False)]


def test_after_a_break_and_after_the_end_one_says_anew_what_is_on(evening: Evening):
    marit, olav, ana = evening.enter(MARIT), evening.enter(OLAV), evening.enter(ANA)
    evening.do(ANA, c.TakeBreak())
    evening.do(ANA, c.EndBreak())
    assert shown(marit, ana)[-1] == (False, False)

    evening.do(MARIT, c.EndSession())
    assert shown(marit, olav) == [(True, False)]
    evening.do(MARIT, c.ResumeSession())
    assert shown(marit, olav) == [(False, False)]


def test_among_fewer_everything_goes_on(evening: Evening):
    ana, bjorn, _marit = evening.enter(ANA), evening.enter(BJORN), evening.enter(MARIT)
    ana.news()

    open_groups(evening)

    assert set(shown(ana, bjorn)) == {(True, False)}


@pytest.mark.parametrize("among", ["main", "", 1, ["all"]])
def test_a_circle_that_is_none_is_refused(evening: Evening, among: object):
    ana = evening.enter(ANA)

    assert ana.ask("state", voice=True, among=among)["code"] == "malformed"


@pytest.mark.parametrize("person", [ANA, DAG])
def test_nobody_is_among_more_by_saying_so(evening: Evening, person: Actor):
    device, bjorn = evening.enter(person), evening.enter(BJORN)
    evening.do(MARIT, c.OpenSideRoom(person.id))
    device.ask("state", voice=True, among="all")
    bjorn.news()

    evening.do(MARIT, c.CloseSideRoom("side-1"))

    assert set(shown(bjorn, device)) == {(False, False)}
