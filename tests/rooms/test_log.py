"""The session log: linear, chained, redacted but never rewritten."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, update

from rooms.codec import KIND_OF, canonical, event_to_json
from rooms.core.commands import SendMessage
from rooms.core.events import Event, HandRaised, MessageSent
from rooms.core.evolve import fold
from rooms.log import ENTRIES, Addition, Broken, Clash, Head, Log, NotStored
from rooms.service import Rooms
from rooms.words_kept import WORDS, without_words
from tests.rooms.core.story import ANA, BJORN
from tests.rooms.evening import a_room, play

# Text fields that are not somebody's words: ids, kinds, places and codes that the fold needs.
STRUCTURE = {
    *("person", "one", "other", "leader", "part", "place", "kind", "method", "state", "about", "to", "ref"),
    *(
        "mime",
        "why",
        "without",
        "room_id",
        "course",
        "reaction",
        "how_it_went",
        "outcome",
        "title",
    ),
    *(
        "run_sheet",
        "phases",
        "ground_rules",
        "leaders",
        "earlier_groups",
        "earlier_buddies",
        "order",
        "groups",
    ),
}


def fields_of(event: Event) -> dict[str, Any]:
    return json.loads(event_to_json(event)[1])


def hand_raised(room_id: int, head: Head, by: str, command_id: str | None = None) -> Addition:
    """One hand, to be added after `head`."""
    addition = Addition(room_id, head)
    addition.add(addition.numbered(1_000, by, [HandRaised()]), command_id)
    return addition


def test_entries_are_numbered_and_read_back_as_they_were_written(engine: Engine, room_id: int):
    log, addition = Log(engine), Addition(room_id, Head())
    events = [MessageSent("Hei", None, "main"), HandRaised()]
    addition.add(addition.numbered(1_000, "ana", events), "c-1")

    log.append([addition])

    first, second = log.read(room_id)
    assert (first.entry.seq, first.entry.by, first.entry.event) == (
        1,
        "ana",
        MessageSent("Hei", None, "main"),
    )
    assert (second.entry.seq, second.entry.event) == (2, HandRaised())
    assert [item.command_id for item in (first, second)] == ["c-1", None]
    assert addition.head == Head(2, second.hash)


def test_two_writers_cannot_both_have_the_same_number(engine: Engine, room_id: int):
    log = Log(engine)
    log.append([hand_raised(room_id, Head(), "ana")])

    with pytest.raises(Clash):
        log.append([hand_raised(room_id, Head(), "bjorn")])

    assert [item.entry.by for item in log.read(room_id)] == ["ana"]


def test_without_a_connection_nothing_is_stored_and_the_log_says_so(engine: Engine, room_id: int):
    scarce = create_engine(engine.url, pool_size=1, max_overflow=0, pool_timeout=0.1)

    with scarce.connect(), pytest.raises(NotStored):
        Log(scarce).append([hand_raised(room_id, Head(), "ana")])

    assert Log(engine).read(room_id) == []
    scarce.dispose()


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_two_writers_to_the_same_rooms_never_wait_for_each_other_in_a_ring(engine: Engine, room_id: int):
    heads = {number: Head() for number in (room_id, a_room(engine, 1), a_room(engine, 2))}

    def write(by: str, numbers: list[int]) -> dict[int, Head] | None:
        additions = {number: Addition(number, heads[number]) for number in numbers}
        for addition in additions.values():
            addition.add(addition.numbered(1_000, by, [HandRaised()] * 30), None)
        try:
            Log(engine).append(additions.values())
        except Clash:
            return None
        return {number: addition.head for number, addition in additions.items()}

    with ThreadPoolExecutor(2) as writers:
        for _round in range(40):
            ways = [*heads], [*reversed(heads)]
            (heads,) = filter(None, writers.map(write, ("ana", "bjorn"), ways))

    assert [Log(engine).verify(number).seq for number in heads] == [heads[number].seq for number in heads]


def test_a_command_cannot_be_in_the_log_twice(engine: Engine, room_id: int):
    log, first = Log(engine), hand_raised(room_id, Head(), "ana", "c-1")
    log.append([first])

    with pytest.raises(Clash):
        log.append([hand_raised(room_id, first.head, "ana", "c-1")])


def test_tampering_breaks_the_chain_where_it_happened(engine: Engine, rooms: Rooms, evening: int):
    rooms.handle(evening, ANA, SendMessage("Jeg liker ikke mandager"))
    rooms.handle(evening, BJORN, SendMessage("Ikke jeg heller"))
    seq = rooms.open(evening).room.seq - 1
    assert rooms.log.verify(evening).seq == seq + 1

    with engine.begin() as connection:
        connection.execute(
            update(ENTRIES)
            .where(ENTRIES.c.room_id == evening, ENTRIES.c.seq == seq)
            .values(payload=fields_of(MessageSent("Jeg elsker mandager", None, "main")))
        )

    with pytest.raises(Broken) as broken:
        rooms.log.verify(evening)
    assert broken.value.seq == seq


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # PostgreSQL itself refuses the first two
@pytest.mark.parametrize("redacted_at", [None, 5])
@pytest.mark.parametrize("stored", ["", "{", "[1]", '{"text": 1}', "[" * 100_000])
def test_what_was_made_unreadable_breaks_the_chain_and_nothing_else(
    engine: Engine, room_id: int, stored: str, redacted_at: int | None
):
    addition = Addition(room_id, Head())
    addition.add(addition.numbered(1_000, "ana", [MessageSent("Hei", None, "main")]), None)
    Log(engine).append([addition])

    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE log_entry SET payload = ?, redacted_at = ?", (stored, redacted_at))

    with pytest.raises(Broken):
        Log(engine).verify(room_id)


def test_a_chain_is_walked_with_little_memory_however_long_it_is(engine: Engine, room_id: int):
    log, head = Log(engine), Head()
    for _ in range(100):
        addition = Addition(room_id, head)
        said = [MessageSent("Jeg liker mandager " * 200, None, "main")] * 200
        addition.add(addition.numbered(1_000, "ana", said), None)
        log.append([addition])
        head = addition.head
    before = most_memory_from_now()

    assert log.verify(room_id) == head

    assert most_memory() - before < 25  # the words alone are 76 MB


def most_memory_from_now() -> int:
    Path("/proc/self/clear_refs").write_text("5")
    return most_memory()


def most_memory() -> int:
    """The most this process has held, in MB."""
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024


def test_redaction_takes_the_words_and_keeps_the_chain_and_the_story(rooms: Rooms, evening: int):
    rooms.handle(evening, ANA, SendMessage("Noe privat"))
    rooms.handle(evening, BJORN, SendMessage("Takk for at du sa det"))
    before = rooms.open(evening).room

    done = rooms.log.redact(evening, 5, ENTRIES.c.by == "ana", ENTRIES.c.kind == "message_sent")

    assert done == 1
    after = fold(item.entry for item in rooms.log.read(evening))
    assert [message.text for message in after.chat.messages.values()] == ["", "Takk for at du sa det"]
    assert after.members == before.members
    assert rooms.log.verify(evening).seq == before.seq


def test_words_put_into_a_redacted_entry_are_found(engine: Engine, rooms: Rooms, evening: int):
    rooms.handle(evening, ANA, SendMessage("Noe privat"))
    seq = rooms.open(evening).room.seq
    rooms.log.redact(evening, 5)

    with engine.begin() as connection:
        connection.execute(
            update(ENTRIES)
            .where(ENTRIES.c.room_id == evening, ENTRIES.c.seq == seq)
            .values(payload=fields_of(MessageSent("Noe annet", None, "main")))
        )

    with pytest.raises(Broken):
        rooms.log.verify(evening)


def test_every_text_field_of_every_event_is_known_as_words_or_as_structure():
    unknown = {
        (KIND_OF[kind], name)
        for kind in get_args(Event)
        for name, type_ in kind.__annotations__.items()
        if "str" in str(type_) or "Text" in str(type_)
        if name not in STRUCTURE and name not in WORDS.get(KIND_OF[kind], ())
    }

    assert unknown == set()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_wholly_redacted_log_still_folds(rooms: Rooms, evening: int):
    for _step in play(rooms, evening, random.Random(7), 400):
        pass

    rooms.log.redact(evening, 5)

    logged = rooms.log.read(evening)
    assert fold(item.entry for item in logged).seq == rooms.open(evening).room.seq
    assert rooms.log.verify(evening).seq == len(logged)
    for item in logged:
        kind, payload = event_to_json(item.entry.event)[0], fields_of(item.entry.event)
        assert without_words(kind, payload) == payload


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), JSON))
def test_what_is_hashed_is_the_same_whoever_writes_the_json(fields: dict[str, Any]):
    """A chain begun with the standard library's JSON holds, and anybody can check it with that alone."""
    plain = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert canonical(fields).decode() == plain
