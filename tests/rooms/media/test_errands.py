"""What the carrier is to do: in order, but nobody's signals keep a leader's mute waiting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from rooms.media.errands import MOST_UNHEARD, Errands
from tests.rooms.core.story import ANA, BJORN, CECILIE
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
        errands.add_signal(1, "ana", partial(done.append, what))
    for what in ("mute", "leave"):
        errands.add(1, partial(done.append, what))

    later.happen()

    assert done == ["mute", "leave", "offer", "candidate"]


def test_what_fails_keeps_nothing_from_being_done(later: Later):
    errands, done = Errands(later), list[str]()
    errands.add(1, lambda: done.append(str(1 / 0)))
    errands.add_signal(1, "ana", partial(done.append, "offer"))

    later.happen()
    errands.add(1, partial(done.append, "mute"))
    later.happen()

    assert done == ["offer", "mute"]


def test_whoever_floods_keeps_themselves_waiting_and_nobody_else(later: Later):
    errands, done = Errands(later), list[str]()
    for number in range(100):
        errands.add_signal(1, "ana", partial(done.append, f"ana {number}"))
    for person in ("bjorn", "cecilie"):
        for what in ("offer", "candidate"):
            errands.add_signal(1, person, partial(done.append, f"{person} {what}"))

    later.happen()

    assert done[:7] == [
        *("ana 0", "bjorn offer", "cecilie offer"),
        *("ana 1", "bjorn candidate", "cecilie candidate"),
        "ana 2",
    ]
    assert done[6:] == [f"ana {number}" for number in range(2, 100)]


def test_who_has_been_heard_waits_for_those_who_have_not(later: Later):
    """Nobody stays first by always having something new to say."""
    errands, done = Errands(later), list[str]()

    def say_more() -> None:
        done.append("ana")
        if len(done) < 10:
            errands.add_signal(1, "ana", say_more)

    errands.add_signal(1, "ana", say_more)
    errands.add_signal(1, "bjorn", partial(done.append, "bjorn"))

    later.happen()

    assert done[:3] == ["ana", "bjorn", "ana"]


def test_a_flooders_signals_in_a_room_come_after_what_another_says_once(evening: Evening, later: Later):
    ana, bjorn, cecilie = (evening.enter(person) for person in (ANA, BJORN, CECILIE))
    later.happen()
    cecilie.news()
    answers: list[dict[str, object]] = []

    for device, times in ((ana, MOST_UNHEARD), (bjorn, 1)):
        for _each in range(times):
            said = {"kind": "signal", "to": cecilie.party, "candidate": None}
            evening.ask_without_turn(device.sid, said, answers)
    later.happen()

    assert [each["from"] for each in cecilie.news()][:3] == [ana.party, bjorn.party, ana.party]


def test_coming_in_anew_makes_no_room_for_more_signals_that_wait(evening: Evening, later: Later):
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    later.happen()
    answers: list[dict[str, object]] = []
    said = {"kind": "signal", "to": bjorn.party, "candidate": None}
    for _each in range(MOST_UNHEARD):
        evening.ask_without_turn(ana.sid, said, answers)

    again = evening.enter(ANA)
    evening.ask_without_turn(again.sid, said, answers)

    assert answers == [{"ok": False, "code": "too_fast"}]


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


def test_nobody_has_more_signals_waiting_than_it_may_send_at_once(evening: Evening, later: Later):
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
