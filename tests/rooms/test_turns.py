"""Turns: many wishes share a commit, one that fails spoils no other, nobody is told before it is stored."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, TextClause, event, text

from rooms.core.actors import Actor
from rooms.core.commands import Command, HideMessage, RaiseHand, ReviseDebrief, SendMessage
from rooms.core.evolve import fold
from rooms.core.refusals import Code, Refused
from rooms.live import RECENT, Commit, LiveRoom
from rooms.service import Rooms
from rooms.turns import Outcome
from tests.rooms.core.story import ANA, BJORN, MARIT, OLAV, SUNNIVA
from tests.rooms.evening import a_room, begin, play, rooms_at
from tests.services.postgres import PostgresServer
from tests.serving import ROOT


@pytest.fixture
def second_evening(engine: Engine, rooms: Rooms, evening: int) -> int:
    """Another room of the same process."""
    number = a_room(engine, 1)
    begin(rooms, number)
    return number


@pytest.fixture
def transactions(engine: Engine, rooms: Rooms, evening: int) -> Callable[[], int]:
    """How many transactions have been committed since now, by the database's own account."""
    if engine.dialect.name == "postgresql":
        writers = text("SELECT count(DISTINCT xmin::text) FROM log_entry")
        before = _scalar(engine, writers)
        return lambda: _scalar(engine, writers) - before
    done: list[str] = []
    event.listen(engine, "connect", lambda connection, _record: connection.set_trace_callback(done.append))
    engine.dispose()
    rooms.log.let_go()
    return lambda: done.count("COMMIT")


def _scalar(engine: Engine, query: TextClause) -> int:
    with engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


def asked(rooms: Rooms, room_id: int, actor: Actor, command: Command, id: str | None = None) -> list[Outcome]:
    """Put a wish into the next turn; the list that its outcome comes into."""
    outcomes: list[Outcome] = []
    rooms.submit(room_id, actor, command, id, outcomes.append)
    return outcomes


def said(rooms: Rooms, room_id: int) -> list[str]:
    return [message.text for message in rooms.open(room_id).room.chat.messages.values()]


def test_wishes_of_all_rooms_share_one_commit_and_are_answered_after_it(
    rooms: Rooms, evening: int, second_evening: int, transactions: Callable[[], int]
):
    outcomes = [
        asked(rooms, room_id, actor, SendMessage(f"{number}"))
        for number in range(10)
        for room_id, actor in ((evening, ANA), (second_evening, BJORN))
    ]
    assert transactions() == 0
    assert not any(outcomes)

    rooms.turn()

    assert transactions() == 1
    first = rooms.open(evening).room.seq - 9
    assert [outcome for (outcome,) in outcomes[::2]] == [*range(first, first + 10)]
    assert said(rooms, evening) == said(rooms, second_evening) == [f"{number}" for number in range(10)]


def test_each_wish_is_decided_on_what_came_just_before_it(rooms: Rooms, evening: int):
    first = asked(rooms, evening, ANA, SendMessage("Hei"), "command-1")
    number = rooms.open(evening).room.seq + 1
    hidden = asked(rooms, evening, MARIT, HideMessage(number, ""))
    again = asked(rooms, evening, OLAV, HideMessage(number, ""))
    repeated = asked(rooms, evening, ANA, SendMessage("Hei"), "command-1")

    rooms.turn()

    assert [first, hidden, again, repeated] == [[number], [number + 1], [number + 1], [number]]


def test_a_refusal_in_the_middle_changes_nothing_for_the_others(rooms: Rooms, evening: int):
    one = asked(rooms, evening, ANA, SendMessage("En"))
    stranger = asked(rooms, evening, SUNNIVA, SendMessage("Hvem er jeg?"))
    two = asked(rooms, evening, BJORN, SendMessage("To"))

    rooms.turn()

    (refused,) = stranger
    assert isinstance(refused, Refused)
    assert said(rooms, evening) == ["En", "To"]
    assert [one, two] == [[rooms.open(evening).room.seq - 1], [rooms.open(evening).room.seq]]


def test_a_room_that_another_process_wrote_to_holds_no_other_room_back(
    engine: Engine, rooms: Rooms, evening: int, second_evening: int
):
    rooms_at(engine).handle(evening, OLAV, SendMessage("Fra en annen prosess"))

    late = [asked(rooms, evening, ANA, SendMessage(f"a{n}"), f"command-{n}") for n in range(3)]
    other = asked(rooms, second_evening, BJORN, SendMessage("b"))
    rooms.turn()

    assert said(rooms, evening) == ["Fra en annen prosess", "a0", "a1", "a2"]
    assert [isinstance(outcome, int) for (outcome,) in [*late, other]] == [True] * 4
    assert rooms.log.verify(evening).seq == rooms.open(evening).room.seq


def test_one_that_cannot_be_stored_spoils_no_other(rooms: Rooms, evening: int):
    """A database refuses half a letter; rooms refuse it before, so it is put past them here."""
    before = asked(rooms, evening, ANA, SendMessage("Før"))
    broken = asked(rooms, evening, MARIT, ReviseDebrief("\ud800", "", "", "", 0))
    after = asked(rooms, evening, BJORN, SendMessage("Etter"))

    rooms.turn()

    assert isinstance(broken[0], Exception)
    assert [isinstance(outcome, int) for (outcome,) in (before, after)] == [True, True]
    assert said(rooms, evening) == ["Før", "Etter"]
    assert fold(item.entry for item in rooms.log.read(evening)) == rooms.open(evening).room


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_while_the_database_is_away_nothing_is_acknowledged_and_then_it_goes_on(
    postgres: PostgresServer, rooms: Rooms, evening: int
):
    before = rooms.open(evening).room
    postgres.kill()
    refused = []
    # In the first turn a connection is found broken, in the second there is none to be had.
    for _turn in range(2):
        refused += [
            asked(rooms, evening, ANA, SendMessage(f"{number}"), f"command-{number}") for number in range(3)
        ]
        rooms.turn()
    postgres.start()
    again = [asked(rooms, evening, ANA, SendMessage(f"{number}"), f"command-{number}") for number in range(3)]
    rooms.turn()

    assert [outcome.code for (outcome,) in refused if isinstance(outcome, Refused)] == [Code.NOT_SAVED] * 6
    assert (rooms.figures.not_stored, rooms.figures.failed) == (2, 0)
    assert [outcome for (outcome,) in again] == [before.seq + 1, before.seq + 2, before.seq + 3]
    assert said(rooms, evening) == ["0", "1", "2"]
    assert rooms.waiting == 0


@pytest.mark.skipif(
    os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "ip", "iptables"))),
    reason="this machine lets nobody make a network of their own",
)
def test_a_database_whose_machine_is_gone_without_a_word_is_away_within_seconds(tmp_path: Path):
    command = ["unshare", "--net", sys.executable, "-m", "tests.rooms.silent_database", str(tmp_path)]

    told = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=100)

    assert told.stdout.splitlines()[-1:] == ["not_saved said"], told.stderr


def test_a_listener_hears_one_commit_a_room_and_one_that_fails_keeps_no_answer_back(
    rooms: Rooms, evening: int
):
    heard: list[tuple[int, int, list[str]]] = []

    def fail(live: LiveRoom, commit: Commit) -> None:
        heard.append((commit.before.seq, commit.after.seq, [entry.by for entry in commit.entries]))
        raise ValueError("a screen that cannot be told")

    rooms.listen(fail)
    start = rooms.open(evening).room.seq
    answers = [asked(rooms, evening, ANA, SendMessage("Hei")), asked(rooms, evening, BJORN, RaiseHand())]

    rooms.turn()

    assert heard == [(start, start + 2, [ANA.id, BJORN.id])]
    assert answers == [[start + 1], [start + 2]]


def test_whoever_was_away_a_little_gets_what_came_from_memory(rooms: Rooms, evening: int):
    start = rooms.open(evening).room.seq
    for number in range(RECENT + 5):
        rooms.handle(evening, ANA, SendMessage(f"{number}"))
    live = rooms.open(evening)

    assert live.since(live.room.seq) == []
    assert [entry.seq for entry in live.since(live.room.seq - 3) or []] == [
        *range(live.room.seq - 2, live.room.seq + 1)
    ]
    assert len(live.since(live.room.seq - RECENT) or []) == RECENT
    assert live.since(live.room.seq - RECENT - 1) is None
    assert live.since(start) is None
    assert live.since(live.room.seq + 1) is None


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(4))
def test_a_history_in_turns_of_any_size_is_the_history_one_by_one(
    engine: Engine, rooms: Rooms, evening: int, seed: int
):
    rng = random.Random(seed)
    for _step in play(rooms, evening, rng, 60):
        pass
    waiting: list[list[Outcome]] = []

    for number in range(120):
        waiting.append(asked(rooms, evening, rng.choice([ANA, BJORN, MARIT]), SendMessage(f"{number}")))
        if rng.random() < 0.2:
            rooms.turn()
    rooms.turn()

    assert all(len(outcomes) == 1 for outcomes in waiting)
    assert fold(item.entry for item in rooms.log.read(evening)) == rooms.open(evening).room
    assert rooms.log.verify(evening).seq == rooms.open(evening).room.seq
