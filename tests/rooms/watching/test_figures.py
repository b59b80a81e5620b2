"""The figures count what rooms do: each wish once, each commit once, and nothing that was only read."""

from __future__ import annotations

from typing import Any

import pytest
from psycopg.errors import UndefinedTable
from sqlalchemy import Engine

from rooms.core.commands import SendMessage
from rooms.core.refusals import Code, Refused
from rooms.direct.engine_socket import EngineSocket, Settings
from rooms.service import Rooms
from rooms.watching.jobs import BEAT_S, Beat, happened
from rooms.watching.present import by_path
from tests.rooms.core.story import ANA, MARIT, SUNNIVA
from tests.rooms.evening import a_room, begin, rooms_at


def test_a_turn_counts_its_wishes_and_what_came_of_each(rooms: Rooms, evening: int):
    before = rooms.figures.copy()
    told: list[Any] = []
    for text in ("En", "To", ""):
        rooms.submit(evening, ANA, SendMessage(text), None, told.append)
    rooms.submit(evening, SUNNIVA, SendMessage("Hvem er jeg?"), None, told.append)
    assert rooms.waiting == 4

    rooms.turn()

    done = rooms.figures.since(before)
    assert (done.accepted, done.failed, done.messages, done.entries) == (2, 0, 2, 2)
    assert {code: count for code, count in done.refused.items() if count} == {
        Code.EMPTY: 1,
        Code.NOT_IN_ROOM: 1,
    }
    assert (done.wishes.count, done.wishes.sum, done.commit_s.count, done.answer_s.count) == (1, 4, 1, 4)
    assert (rooms.waiting, rooms.turning_s) == (0, 0.0)


def test_a_turn_that_changes_nothing_commits_nothing(rooms: Rooms, evening: int):
    before = rooms.figures.copy()

    with pytest.raises(Refused):
        rooms.handle(evening, ANA, SendMessage(""))

    done = rooms.figures.since(before)
    assert (done.wishes.count, done.commit_s.count, happened(done)) == (1, 0, True)


def test_waiting_wishes_and_the_turn_they_are_in_are_seen_while_it_goes_on(rooms: Rooms, evening: int):
    seen: list[tuple[int, bool]] = []
    rooms.listen(lambda _live, _commit: seen.append((rooms.waiting, rooms.turning_s > 0)))

    rooms.handle(evening, ANA, SendMessage("Hei"))

    assert seen == [(1, True)]


def test_a_room_read_from_its_log_has_no_new_messages(engine: Engine, rooms: Rooms, evening: int):
    rooms.handle(evening, ANA, SendMessage("Hei"))
    other = rooms_at(engine)

    other.open(evening)

    assert (other.figures.messages, other.figures.entries) == (0, 0)


def test_another_process_that_wrote_first_is_a_clash_and_no_failure(
    engine: Engine, rooms: Rooms, evening: int
):
    before = rooms.figures.copy()
    rooms_at(engine).handle(evening, MARIT, SendMessage("Først"))

    rooms.handle(evening, ANA, SendMessage("Så"))

    done = rooms.figures.since(before)
    # Together, and then alone before it has read what the other wrote.
    assert (done.clashes, done.not_stored, done.not_committed, done.messages) == (2, 0, 0, 1)


def test_what_the_database_cannot_take_is_a_failed_commit(engine: Engine, rooms: Rooms, evening: int):
    before = rooms.figures.copy()

    told: list[type] = []
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE log_entry RENAME TO away")

    rooms.submit(evening, ANA, SendMessage("Hei"), None, lambda outcome: told.append(type(outcome)))
    rooms.turn()

    done = rooms.figures.since(before)
    # SQLite is out of order then, and says so; PostgreSQL says that the question is wrong.
    assert told in ([Refused], [UndefinedTable])
    assert done.not_stored + done.not_committed > 0
    assert (done.accepted, done.refused[Code.NOT_SAVED] + done.failed) == (0, 1)
    assert (done.messages, done.commit_s.count, rooms.waiting) == (0, 0, 0)


def test_nothing_happened_in_a_minute_in_which_nobody_asked(rooms: Rooms, engine: Engine):
    before = rooms.figures.copy()
    rooms.turn()
    rooms.tick()

    assert not happened(rooms.figures.since(before))
    begin(rooms, a_room(engine, 2))
    assert happened(rooms.figures.since(before))


def test_a_sleeper_notes_how_late_it_is_woken(rooms: Rooms):
    beat = Beat(rooms.figures)

    beat.wake()
    assert rooms.figures.lag_s.count == 0
    beat.wake()

    # Woken long before its time: that is not late.
    assert (rooms.figures.lag_s.count, rooms.figures.lag_s.sum, BEAT_S > 0) == (1, 0.0, True)


def test_sockets_are_counted_by_the_way_they_travel():
    class Stock:
        def __init__(self, upgraded: bool, closed: bool = False) -> None:
            self.upgraded, self.closed = upgraded, closed

    class Server:
        class eio:
            ping_interval = 10

    direct = EngineSocket(Server, "sid", Settings())

    counted = by_path([direct, Stock(True), Stock(False), Stock(False), Stock(False, closed=True)])

    assert counted == {"direct": 1, "websocket": 1, "polling": 2}
