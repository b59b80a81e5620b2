"""How often something happens."""

from __future__ import annotations

from elearn.demo.pace import BRISK, QUIET, SOON_MS, USUAL, Pace
from rooms.core import commands as c
from rooms.simulation.company_scene import Act, Scene
from tests.demo.evening import evening


def scene(*visitors: str, at: int = 0) -> Scene:
    told = evening(*visitors)
    told.at = at
    return told.scene()


def rest_after(act: Act | None) -> int:
    pace, now = Pace(), scene("ana", at=1_000)
    pace.go_on(now, act)
    return pace.due - now.at


def test_between_two_things_lies_a_human_pause() -> None:
    assert USUAL[0] <= rest_after(Act("gerd", c.SendMessage("Hei"))) <= USUAL[1]


def test_small_steps_follow_sooner() -> None:
    assert BRISK[0] <= rest_after(Act("gerd", c.FinishTurn())) <= BRISK[1]


def test_when_nobody_has_anything_to_do_the_room_is_looked_at_again_soon() -> None:
    assert QUIET[0] <= rest_after(None) <= QUIET[1]


def test_a_visitor_who_comes_is_noticed_soon_but_not_at_once() -> None:
    pace = Pace(due=60_000)

    assert not pace.is_time(scene("ana", at=1_000))
    assert pace.is_time(scene("ana", at=1_000 + SOON_MS))


def test_visitors_are_alone_from_when_none_of_them_leads() -> None:
    pace, room = Pace(), scene("ana").room

    assert pace.alone_ms(room, {"marit", "ana"}, 1_000) == 0
    assert pace.alone_ms(room, {"ana"}, 2_000) == 0
    assert pace.alone_ms(room, {"ana"}, 9_000) == 7_000
    assert pace.alone_ms(room, set(), 10_000) == 0
