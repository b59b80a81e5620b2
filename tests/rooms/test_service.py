"""The one door to a room: once per command, linear across processes, nothing told before it is stored."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import Engine, event, text

from rooms.core.commands import (
    CloseBreakouts,
    HideMessage,
    OpenBreakouts,
    PrepareBreakouts,
    RaiseHand,
    SendMessage,
)
from rooms.core.evolve import fold
from rooms.core.refusals import Code, Refused
from rooms.live import Commit, LiveRoom
from rooms.service import QUIET_MS, Rooms
from tests.rooms.core.story import ANA, BJORN, MARIT, OLAV
from tests.rooms.evening import play, rooms_at


def test_a_repeated_command_gets_the_first_outcome_and_changes_nothing(rooms: Rooms, evening: int):
    first = rooms.handle(evening, ANA, SendMessage("Hei"), "command-1")
    rooms.handle(evening, BJORN, SendMessage("Hei, Ana"), "command-2")

    again = rooms.handle(evening, ANA, SendMessage("Hei"), "command-1")

    assert again == first
    assert [m.text for m in rooms.open(evening).room.chat.messages.values()] == ["Hei", "Hei, Ana"]


def test_a_command_repeated_after_a_restart_is_known_from_the_log(engine: Engine, rooms: Rooms, evening: int):
    first = rooms.handle(evening, ANA, SendMessage("Hei"), "command-1")

    restarted = rooms_at(engine)

    assert restarted.handle(evening, ANA, SendMessage("Hei"), "command-1") == first
    assert len(restarted.open(evening).room.chat.messages) == 1


def test_two_people_may_use_the_same_command_id(rooms: Rooms, evening: int):
    rooms.handle(evening, ANA, SendMessage("Fra Ana"), "command-1")
    rooms.handle(evening, BJORN, SendMessage("Fra Bjørn"), "command-1")

    assert len(rooms.open(evening).room.chat.messages) == 2


def test_two_processes_write_one_linear_log(engine: Engine, rooms: Rooms, evening: int):
    other = rooms_at(engine)
    other.open(evening)

    for number in range(5):
        rooms.handle(evening, ANA, SendMessage(f"a{number}"))
        other.handle(evening, BJORN, SendMessage(f"b{number}"))

    said = [message.text for message in other.open(evening).room.chat.messages.values()]
    assert said == [f"{who}{number}" for number in range(5) for who in "ab"]
    assert rooms.log.verify(evening).seq == other.open(evening).room.seq


def test_a_repeat_that_went_to_another_process_is_done_once(engine: Engine, rooms: Rooms, evening: int):
    other = rooms_at(engine)
    other.open(evening)
    first = rooms.handle(evening, ANA, SendMessage("Hei"), "command-1")

    assert other.handle(evening, ANA, SendMessage("Hei"), "command-1") == first
    assert len(other.open(evening).room.chat.messages) == 1


def test_listeners_hear_of_a_commit_only_when_it_is_in_the_log(rooms: Rooms, evening: int):
    heard: list[tuple[int, int]] = []

    def listen(live: LiveRoom, commit: Commit) -> None:
        heard.append((commit.after.seq, rooms.log.read(live.id)[-1].entry.seq))

    rooms.listen(listen)
    rooms.handle(evening, ANA, RaiseHand())
    rooms.handle(evening, ANA, RaiseHand())

    assert heard == [(rooms.open(evening).room.seq,) * 2]


def test_two_leaders_who_hide_the_same_message_hide_it_once(rooms: Rooms, evening: int):
    message = rooms.handle(evening, ANA, SendMessage("Noe sårende"))

    one = rooms.handle(evening, MARIT, HideMessage(message, "sårende"))
    other = rooms.handle(evening, OLAV, HideMessage(message, "sårende"))

    assert other == one


def test_breakouts_come_back_by_the_clock_also_after_a_restart(engine: Engine, rooms: Rooms, evening: int):
    rooms.handle(evening, MARIT, PrepareBreakouts("random", 3, 1))
    rooms.handle(evening, MARIT, OpenBreakouts())
    rooms.handle(evening, MARIT, CloseBreakouts(30))
    ends_at = rooms.open(evening).room.breakouts.ends_at
    assert ends_at is not None

    early = Rooms(engine, clock=lambda: ends_at - 1)
    early.open(evening)
    early.tick()
    assert early.open(evening).room.breakouts.state == "open"

    late = Rooms(engine, clock=lambda: ends_at)
    late.open(evening)
    late.tick()
    assert late.open(evening).room.breakouts.state == "closed"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_full_disk_refuses_and_never_pretends(engine: Engine, rooms: Rooms, evening: int):
    """SQLite is told that it may not grow: the same error as a full disk, at the same place."""

    def pages() -> int:
        with engine.connect() as connection:
            return int(connection.execute(text("PRAGMA page_count")).scalar_one())

    def allow(most: int) -> None:
        engine.dispose()  # the limit belongs to a connection
        rooms.log.let_go()
        limited["most"] = most

    limited = {"most": 0}

    @event.listens_for(engine, "connect")
    def _limit(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={limited['most'] or 1_000_000}")  # type: ignore[attr-defined]

    allow(pages())
    before = rooms.open(evening).room
    with pytest.raises(Refused) as refused:
        for _message in range(200):
            rooms.handle(evening, ANA, SendMessage("x" * 1_900))

    assert refused.value.code is Code.NOT_SAVED
    kept = rooms.open(evening).room
    assert kept == fold(item.entry for item in rooms.log.read(evening))
    allow(0)
    rooms.handle(evening, ANA, SendMessage("Nå er det plass"))
    assert len(rooms.open(evening).room.chat.messages) == len(kept.chat.messages) + 1
    assert before.seq <= kept.seq


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(5))
def test_folding_the_stored_log_equals_the_live_room_twice(rooms: Rooms, evening: int, seed: int):
    for _step in play(rooms, evening, random.Random(seed), 150):
        pass

    stored = [item.entry for item in rooms.log.read(evening)]

    assert fold(stored) == rooms.open(evening).room
    assert fold(stored) == fold(stored)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_room_is_quiet_when_all_have_left_long_ago_and_comes_back_whole_once_dropped(
    engine: Engine, rooms: Rooms, evening: int
):
    before = rooms.open(evening).room
    later = Rooms(engine, clock=lambda: before.at + QUIET_MS + 1)
    later.open(evening)

    assert (rooms.quiet(watched=()), later.quiet(watched={evening})) == ([], [])
    assert [live.id for live in later.quiet(watched=())] == [evening]
    later.forget(evening)

    assert list(later.live()) == []
    assert later.open(evening).room == before
