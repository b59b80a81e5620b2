"""What the carrier is to do: in order, but nobody's signals keep a leader's mute waiting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from rooms.media.asks import MOST_UNHEARD
from rooms.media.errands import Errands
from tests.rooms.core.story import ANA, BJORN
from tests.rooms.media.evening import Evening


class Later:
    """Greenlets that begin when they are told to."""

    def __init__(self) -> None:
        self._held: list[Callable[[], None]] = []

    def __call__(self, act: Callable[..., None], *arguments: object) -> None:
        self._held.append(partial(act, *arguments))

    def happen(self) -> None:
        while self._held:
            self._held.pop(0)()


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def evening(evening: Evening, later: Later) -> Evening:
    """The carrier gets to nothing before it is let."""
    evening.media._errands = Errands(later)
    return evening


def test_each_is_done_in_its_order_and_signals_last(later: Later):
    errands, done = Errands(later), list[str]()
    for what in ("offer", "candidate"):
        errands.add_signal(1, partial(done.append, what))
    for what in ("mute", "leave"):
        errands.add(1, partial(done.append, what))

    later.happen()

    assert done == ["mute", "leave", "offer", "candidate"]


def test_what_fails_keeps_nothing_from_being_done(later: Later):
    errands, done = Errands(later), list[str]()
    errands.add(1, lambda: done.append(str(1 / 0)))
    errands.add_signal(1, partial(done.append, "offer"))

    later.happen()
    errands.add(1, partial(done.append, "mute"))
    later.happen()

    assert done == ["offer", "mute"]


def test_what_a_device_said_before_it_was_put_out_is_not_passed_on(evening: Evening, later: Later):
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    later.happen()
    answers: list[dict[str, object]] = []
    said = {"kind": "signal", "to": bjorn.party, "candidate": None}
    evening.ask_without_turn(ana.sid, said, answers)
    evening.enter(ANA)  # on another device

    later.happen()

    assert answers == [{"ok": False, "code": "not_in_media"}]
    assert [each for each in bjorn.news() if each["kind"] == "signal"] == []


def test_no_device_has_more_signals_waiting_than_it_may_send_at_once(evening: Evening, later: Later):
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    later.happen()
    answers: list[dict[str, object]] = []
    said = {"kind": "signal", "to": bjorn.party, "candidate": None}

    for _each in range(MOST_UNHEARD + 1):
        evening.ask_without_turn(ana.sid, said, answers)
    assert answers == [{"ok": False, "code": "too_fast"}]
    later.happen()
    assert answers[1:] == [{"ok": True}] * MOST_UNHEARD
    evening.ask_without_turn(ana.sid, said, answers)
    later.happen()
    assert answers[-1] == {"ok": True}
