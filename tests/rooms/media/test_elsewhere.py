"""Two processes with one log, and hints between them that may be late or lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import Engine

from rooms.core import commands as c
from rooms.media.elsewhere import BELIEVED_MS, Elsewhere
from tests.rooms.core.story import ANA, BJORN, CECILIE, MARIT, OLAV
from tests.rooms.media.evening import Evening


class Line:
    """What one process tells, kept until it is delivered to the other."""

    def __init__(self, name: str) -> None:
        self.name, self.is_away = name, False
        self._told: list[str] = []

    def tell(self, **hint: Any) -> None:
        if not self.is_away:
            self._told.append(json.dumps(hint["media"]))

    def take(self) -> list[dict[str, Any]]:
        told, self._told = [json.loads(each) for each in self._told], []
        return told


class Process:
    """An evening as one of two processes has it."""

    def __init__(self, evening: Evening, name: str) -> None:
        self.evening, self.line = evening, Line(name)
        self.elsewhere = Elsewhere(evening.media, evening.rooms, self.line)

    def hear(self, other: Process) -> None:
        """Read what it wrote into the log, and then what it tells."""
        self.evening.rooms.look_for_news()
        self.hear_hints(other)

    def hear_hints(self, other: Process) -> None:
        for told in other.line.take():
            self.elsewhere.hear(other.line.name, told)


@pytest.fixture
def processes(engine: Engine) -> tuple[Process, Process]:
    first = Evening(engine)
    return Process(first, "first"), Process(Evening(engine, beside=first), "second")


def exchange(*processes: Process) -> None:
    """Until nobody has anything to tell."""
    first, second = processes
    for _round in range(3):
        first.hear(second)
        second.hear(first)
    assert first.line.take() == second.line.take() == []


def test_each_is_told_of_the_others_devices_and_signals(processes: tuple[Process, Process]):
    first, second = processes
    marit, ana = first.evening.enter(MARIT), first.evening.enter(ANA)
    second.evening.rooms.open(second.evening.room_id)
    exchange(*processes)
    bjorn = second.evening.enter(BJORN)
    exchange(*processes)

    assert marit.company() == {"ana", "bjorn"}
    assert second.evening.media.parties.of_person(second.evening.room_id, "ana")[0].sid == ""
    ana.news()
    assert bjorn.ask("signal", to=ana.party, candidate=None) == {"ok": True}
    exchange(*processes)
    assert ana.news() == [{"kind": "signal", "from": bjorn.party, "candidate": None}]

    bjorn.ask("leave")
    exchange(*processes)
    assert marit.company() == {"ana"}


def test_a_signal_that_is_faster_than_the_log_arrives_all_the_same(processes: tuple[Process, Process]):
    first, second = processes
    ana = first.evening.enter(ANA)
    second.evening.rooms.open(second.evening.room_id)
    exchange(*processes)
    bjorn = second.evening.enter(BJORN)
    bjorn.ask("signal", to=ana.party, candidate=None)
    ana.news()

    first.hear_hints(second)

    assert [each["kind"] for each in ana.news()] == ["company", "signal"]


def test_the_receivers_process_looks_itself_whether_they_are_in_one_place(
    processes: tuple[Process, Process],
):
    first, second = processes
    ana, cecilie = first.evening.enter(ANA), first.evening.enter(CECILIE)
    second.evening.rooms.open(second.evening.room_id)
    exchange(*processes)
    bjorn = second.evening.enter(BJORN)
    exchange(*processes)
    first.evening.do(MARIT, c.PrepareBreakouts("by_hand", 3, 10))
    first.evening.do(MARIT, c.AssignToBreakout(ANA.id, 1))
    first.evening.do(MARIT, c.OpenBreakouts())
    ana.news()

    # The second has not heard of the groups yet.
    assert bjorn.ask("signal", to=ana.party, candidate=None) == {"ok": True}
    assert bjorn.ask("signal", to=cecilie.party, candidate=None) == {"ok": True}
    first.hear_hints(second)

    assert ana.news() == []
    assert cecilie.news()[-1] == {"kind": "signal", "from": bjorn.party, "candidate": None}


def test_of_two_devices_the_newer_takes_over_whichever_clock_is_ahead(processes: tuple[Process, Process]):
    first, second = processes
    first.evening.pass_time(60_000)
    old = first.evening.enter(ANA)
    second.evening.rooms.open(second.evening.room_id)
    exchange(*processes)
    old.news()

    new = second.evening.enter(ANA)
    exchange(*processes)

    assert old.news() == [{"kind": "off", "code": "other_device"}]
    assert new.news() == []
    parties = [each.evening.media.parties.of_person(each.evening.room_id, "ana") for each in processes]
    assert [[party.id for party in each] for each in parties] == [[new.party], [new.party]]


def test_a_process_that_falls_silent_is_forgotten_but_not_while_redis_is_away(
    processes: tuple[Process, Process],
):
    first, second = processes
    marit = first.evening.enter(MARIT)
    second.evening.rooms.open(second.evening.room_id)
    exchange(*processes)
    second.evening.enter(OLAV)
    exchange(*processes)
    assert marit.company() == {"olav"}

    first.line.is_away = True
    first.evening.pass_time(BELIEVED_MS + 1)
    first.elsewhere.tell_again()
    assert marit.news() == []

    first.line.is_away = False
    first.elsewhere.back()
    first.elsewhere.tell_again()
    assert marit.news() == []
    first.evening.pass_time(BELIEVED_MS + 1)
    first.elsewhere.tell_again()
    assert marit.news() == [{"kind": "company", "company": []}]


def test_what_was_lost_is_told_again(processes: tuple[Process, Process]):
    first, second = processes
    marit = first.evening.enter(MARIT)
    second.evening.rooms.open(second.evening.room_id)
    second.line.is_away = True
    second.evening.enter(OLAV)
    exchange(*processes)
    assert marit.news() == []

    second.line.is_away = False
    second.elsewhere.tell_again()
    exchange(*processes)

    assert marit.company() == {"olav"}


@pytest.mark.parametrize(
    "told",
    [
        *({}, {"kind": "fly"}, {"kind": "ours"}, {"kind": "for", "party": "x", "data": {}}),
        *({"kind": "for", "party": "x", "data": {"from": "y"}}, {"kind": "speaking", "party": "x"}),
        {"kind": "speaking", "party": "x", "speaking": True},
    ],
)
def test_a_hint_that_concerns_nobody_here_changes_nothing(
    processes: tuple[Process, Process], told: dict[str, Any]
):
    first, _second = processes
    marit = first.evening.enter(MARIT)

    first.elsewhere.hear("newer", told)

    assert marit.news() == []


def test_who_comes_among_more_people_is_held_in_every_process(processes: tuple[Process, Process]):
    first, second = processes
    first.evening.enter(MARIT)
    ana, bjorn = first.evening.enter(ANA), second.evening.enter(BJORN)
    first.evening.do(MARIT, c.OpenSideRoom(ANA.id))
    exchange(*processes)
    bjorn.news()

    first.evening.do(MARIT, c.CloseSideRoom("side-1"))
    second.evening.rooms.look_for_news()
    assert {each["person"]: each["voice"] for each in bjorn.news()[-1]["company"]} == dict.fromkeys(
        ("marit", "ana"), False
    )
    exchange(*processes)
    assert bjorn.news() == []

    ana.ask("state", voice=True, among="all")
    exchange(*processes)
    assert [(each["party"], each["voice"]) for each in bjorn.news()] == [(ana.party, True)]
