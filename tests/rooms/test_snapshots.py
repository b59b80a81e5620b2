"""A room opened from its snapshot is the room its log tells of; one that does not fit is no snapshot."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, func, select, update

from rooms.core import commands as c
from rooms.core.actors import CLOCK, Actor
from rooms.core.evolve import evolve, fold
from rooms.core.refusals import Code, Refused
from rooms.core.state import Room
from rooms.freezing import SHAPE, Freezer, FrozenPage, Unfit, shape_of, thaw
from rooms.live import RECENT
from rooms.log import ENTRIES, SNAPSHOTS
from rooms.service import Rooms
from tests.rooms.core.story import ANA, BJORN, EVENING, MARIT, PREPARED
from tests.rooms.core.wandering import wandered
from tests.rooms.evening import a_room, begin, play, rooms_at

SEEDS, STEPS = st.integers(0, 2**32), st.integers(0, 400)
SINCE = st.sampled_from([PREPARED, EVENING])


def keep(rooms: Rooms, room_id: int) -> bool:
    """Keep the room as it is now; False when that is refused."""
    live = rooms.open(room_id)
    return rooms.snapshots.keep(
        live.id, live.head, live.redactions, live.freezer.freeze(live.room, live.remembered())
    )


def whole(rooms: Rooms, room_id: int) -> Room:
    """The room as its whole log tells it."""
    return fold(item.entry for item in rooms.log.read(room_id))


def snapshots(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(SNAPSHOTS)).scalar_one()


@settings(max_examples=60, deadline=None)
@given(SEEDS, STEPS, SINCE)
def test_a_thawed_room_is_the_folded_one_at_every_cut(seed: int, steps: int, since: Room):
    log, live = wandered(seed, steps, since)
    room, freezer = since, Freezer()

    for entry in log:
        room = evolve(room, entry)
        assert thaw(freezer.freeze(room)).room == room

    assert room == live


@settings(max_examples=60, deadline=None)
@given(SEEDS, STEPS, SINCE, st.data())
def test_a_snapshot_and_the_rest_of_the_log_are_the_whole_log(
    seed: int, steps: int, since: Room, data: st.DataObject
):
    log, live = wandered(seed, steps, since)
    for cut in data.draw(st.lists(st.integers(0, len(log)), min_size=1, max_size=20)):
        begun = thaw(Freezer().freeze(fold(log[:cut], since))).room

        assert fold(log[cut:], begun) == live


@settings(max_examples=30, deadline=None)
@given(SEEDS, STEPS, SINCE, st.data())
def test_snapshots_of_rooms_opened_from_snapshots_are_as_good_as_the_first(
    seed: int, steps: int, since: Room, data: st.DataObject
):
    log, live = wandered(seed, steps, since)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(log)), max_size=20)))

    room = since
    for start, end in pairwise([0, *cuts, len(log)]):
        room = thaw(Freezer().freeze(fold(log[start:end], room))).room

    assert room == live


@settings(max_examples=30, deadline=None)
@given(SEEDS, st.integers(200, 600))
def test_freezing_anew_only_what_has_changed_gives_the_same_bytes(seed: int, steps: int):
    log, live = wandered(seed, steps, EVENING)
    freezer, room = Freezer(), EVENING
    for entry in log:
        room = evolve(room, entry)
        if entry.seq % 50 == 0:
            freezer.freeze(room)

    assert freezer.freeze(live) == Freezer().freeze(live)


@given(st.binary())
def test_no_bytes_do_more_than_not_fit(anything: bytes):
    with pytest.raises(Unfit):
        thaw(anything)


@given(st.data())
def test_every_flipped_bit_is_noticed(data: st.DataObject):
    frozen = bytearray(Freezer().freeze(EVENING))
    frozen[data.draw(st.integers(0, len(frozen) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(Unfit):
        thaw(bytes(frozen))


def test_another_source_is_another_shape():
    shapes = {shape_of(b"a"), shape_of(b"b"), shape_of(b"a", b"b"), shape_of(b"ab"), shape_of(b"b", b"a")}

    assert len(shapes) == 5
    assert len(SHAPE) == 16


def test_pages_stay_packed_until_somebody_looks_into_them():
    looked: list[bytes] = []

    def read(packed: bytes) -> dict[int, str]:
        looked.append(packed)
        return {1: "Hei"}

    page = FrozenPage(zlib.compress(b"a page"), read)
    assert looked == []

    assert (page[1], len(page), list(page), {**page}) == ("Hei", 1, [1], {1: "Hei"})
    assert looked == [b"a page"]


def test_a_cold_room_goes_on_from_its_snapshot(engine: Engine, rooms: Rooms, evening: int):
    for _step in play(rooms, evening, random.Random(1), 100):
        pass
    keep(rooms, evening)
    kept = rooms.open(evening).head.seq
    for _step in play(rooms, evening, random.Random(2), 50):
        pass

    cold = rooms_at(engine).open(evening)

    assert (cold.unread, cold.kept) == (kept, kept)
    assert [entry.seq for entry in cold.recent] == list(range(kept + 1, cold.head.seq + 1))
    assert (cold.room, cold.head) == (whole(rooms, evening), rooms.open(evening).head)


def test_a_newer_snapshot_takes_the_place_of_the_older(engine: Engine, rooms: Rooms, evening: int):
    keep(rooms, evening)
    rooms.handle(evening, ANA, c.SendMessage("Hei"))
    keep(rooms, evening)

    cold = rooms_at(engine).open(evening)

    assert (cold.unread, snapshots(engine)) == (rooms.open(evening).head.seq, 1)
    assert cold.room == whole(rooms, evening)


def test_a_command_from_before_the_snapshot_is_still_known(engine: Engine, rooms: Rooms, evening: int):
    first = rooms.handle(evening, ANA, c.SendMessage("Hei"), "command-1")
    rooms.handle(evening, BJORN, c.SendMessage("Hei, Ana"), "command-1")
    keep(rooms, evening)
    cold = rooms_at(engine)

    assert cold.handle(evening, ANA, c.SendMessage("Hei"), "command-1") == first
    assert cold.handle(evening, ANA, c.SendMessage("Hei"), "command-1") == first
    assert cold.open(evening).room == whole(rooms, evening)
    assert len(cold.open(evening).room.chat.messages) == 2


def test_others_in_the_same_turn_are_heard_beside_a_repeated_command(
    engine: Engine, rooms: Rooms, evening: int
):
    first = rooms.handle(evening, ANA, c.SendMessage("Hei"), "command-1")
    keep(rooms, evening)
    cold, outcomes = rooms_at(engine), dict[str, object]()

    def wish(who: Actor, command_id: str) -> None:
        answer = partial(outcomes.__setitem__, command_id)
        cold.submit(evening, who, c.SendMessage("Hei"), command_id, answer)

    wish(BJORN, "command-2")
    wish(ANA, "command-1")
    wish(MARIT, "command-3")
    cold.turn()

    assert outcomes == {"command-2": first + 1, "command-1": first, "command-3": first + 2}


def test_a_repeated_command_that_would_now_be_refused_or_change_nothing_gets_its_first_outcome(
    engine: Engine, rooms: Rooms, evening: int
):
    message = rooms.handle(evening, BJORN, c.SendMessage("Hei"))
    hidden = rooms.handle(evening, MARIT, c.HideMessage(message, "Feil sted"), "command-1")
    reported = rooms.handle(evening, ANA, c.ReportMessage(message, "Det såret"), "command-2")
    rooms.handle(evening, ANA, c.SendMessage("Hei"))
    keep(rooms, evening)
    cold = rooms_at(engine)

    assert cold.handle(evening, MARIT, c.HideMessage(message, "Feil sted"), "command-1") == hidden
    assert cold.handle(evening, ANA, c.ReportMessage(message, "Det såret"), "command-2") == reported
    with pytest.raises(Refused) as refused:
        cold.handle(evening, ANA, c.ReportMessage(message, "Det såret"), "command-3")
    assert refused.value.code is Code.ALREADY_REPORTED
    assert cold.handle(evening, MARIT, c.HideMessage(message, "Feil sted"), "command-4") == reported + 1


DAMAGE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "cut off": lambda row: {"state": row["state"][:-1]},
    "flipped": lambda row: {"state": row["state"][:-1] + bytes([row["state"][-1] ^ 1])},
    "empty": lambda row: {"state": b""},
    "of another version": lambda row: {"shape": "0" * 16},
    "of another history": lambda row: {"hash": bytes(32)},
    "newer than the log": lambda row: {"seq": row["seq"] + 1},
    "said to be older than it is": lambda row: {"seq": row["seq"] - 1},
    "of another number than it says": lambda row: {"state": Freezer().freeze(EVENING)},
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_snapshot_that_does_not_fit_is_ignored(engine: Engine, rooms: Rooms, evening: int, damage: str):
    for _step in play(rooms, evening, random.Random(3), 50):
        pass
    keep(rooms, evening)
    with engine.begin() as connection:
        row = connection.execute(select(SNAPSHOTS)).mappings().one()
        connection.execute(update(SNAPSHOTS).values(**DAMAGE[damage](dict(row))))

    cold = rooms_at(engine)

    assert (cold.open(evening).unread, cold.open(evening).room) == (0, whole(rooms, evening))
    assert keep(cold, evening)
    assert rooms_at(engine).open(evening).unread == cold.open(evening).head.seq


def test_a_snapshot_of_another_room_is_ignored(engine: Engine, rooms: Rooms, evening: int):
    other = a_room(engine, 1)
    begin(rooms, other)
    keep(rooms, evening)

    with engine.begin() as connection:
        connection.execute(update(SNAPSHOTS).values(room_id=other))

    assert rooms_at(engine).open(other).unread == 0
    assert rooms_at(engine).open(other).room == whole(rooms, other)


def test_a_log_that_ends_before_the_snapshot_is_what_is_true(engine: Engine, rooms: Rooms, evening: int):
    rooms.handle(evening, ANA, c.SendMessage("Hei"))
    keep(rooms, evening)
    with engine.begin() as connection:
        last = rooms.open(evening).head.seq
        connection.execute(delete(ENTRIES).where(ENTRIES.c.room_id == evening, ENTRIES.c.seq == last))

    cold = rooms_at(engine).open(evening)

    assert (cold.unread, cold.head.seq, len(cold.room.chat.messages)) == (0, last - 1, 0)


def test_the_chain_is_walked_on_the_log_itself_whatever_the_snapshot_says(
    engine: Engine, rooms: Rooms, evening: int
):
    keep(rooms, evening)
    length = rooms.open(evening).head.seq
    with engine.begin() as connection:
        connection.execute(update(SNAPSHOTS).values(state=b"", seq=99_999))

    assert rooms.log.verify(evening).seq == length


def test_words_that_are_taken_out_of_a_log_are_in_no_snapshot(engine: Engine, rooms: Rooms, evening: int):
    rooms.handle(evening, ANA, c.SendMessage("Noe privat"))
    keep(rooms, evening)

    rooms.log.redact(evening, 5)

    cold = rooms_at(engine)
    assert snapshots(engine) == 0
    assert [said.text for said in cold.open(evening).room.chat.messages.values()] == [""]
    assert keep(cold, evening)
    assert rooms_at(engine).open(evening).room == cold.open(evening).room


def test_a_process_that_remembers_the_words_cannot_keep_them(engine: Engine, rooms: Rooms, evening: int):
    other = rooms_at(engine)
    other.open(evening)
    rooms.handle(evening, ANA, c.SendMessage("Noe privat"))
    other.fresh(evening)

    rooms.log.redact(evening, 5)

    assert (keep(rooms, evening), keep(other, evening), snapshots(engine)) == (False, False, 0)
    other.read_anew(evening)
    assert (keep(other, evening), snapshots(engine)) == (True, 1)


def test_nothing_is_redacted_and_nothing_dropped(engine: Engine, rooms: Rooms, evening: int):
    keep(rooms, evening)

    assert rooms.log.redact(evening, 5, ENTRIES.c.by == "nobody") == 0

    assert (snapshots(engine), keep(rooms, evening)) == (1, True)


@settings(max_examples=30, deadline=None)
@given(SEEDS, STEPS, SINCE)
def test_the_last_entries_are_thawed_as_they_were(seed: int, steps: int, since: Room):
    log, live = wandered(seed, steps, since)

    assert thaw(Freezer().freeze(live, log)).recent.read() == log


@pytest.mark.parametrize("later", [0, 1, RECENT - 1, RECENT, RECENT + 1])
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_somebody_who_missed_a_little_gets_just_that_also_after_a_snapshot(
    engine: Engine, rooms: Rooms, evening: int, later: int
):
    for _step in play(rooms, evening, random.Random(5), 900):
        pass
    keep(rooms, evening)
    for number in range(later):
        rooms.submit(evening, MARIT, c.SendBackchannel(str(number)), None, lambda _: None)
    rooms.turn()
    log = [item.entry for item in rooms.log.read(evening)]
    cold, restarted = rooms_at(engine), rooms_at(engine)
    cold.open(evening)
    keep(cold, evening)

    for each in (cold.open(evening), restarted.open(evening), rooms_at(engine).open(evening)):
        for missed in (0, 1, 10, RECENT - 1, RECENT):
            assert each.since(len(log) - missed) == log[len(log) - missed :]
        assert each.since(len(log) - RECENT - 1) is None


def test_the_clock_goes_on_in_a_room_opened_from_its_snapshot(engine: Engine, rooms: Rooms, evening: int):
    rooms.handle(evening, MARIT, c.PrepareBreakouts("random", 3, 1))
    rooms.handle(evening, MARIT, c.OpenBreakouts())
    keep(rooms, evening)
    cold = rooms_at(engine)
    cold.open(evening)
    ends_at = cold.open(evening).room.breakouts.ends_at
    assert ends_at is not None
    cold.clock = lambda: ends_at

    cold.handle(evening, CLOCK, c.Tick())

    assert cold.open(evening).room.breakouts.state == "closed"
