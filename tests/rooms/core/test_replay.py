"""For any history: only refusals, every event folds, and folding the log gives the live room, twice."""

from dataclasses import fields
from typing import Literal, get_args, get_origin

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rooms.core import commands as c
from rooms.core.actors import CLOCK, LEADERS
from rooms.core.commands import Command
from rooms.core.decide import decide
from rooms.core.decisions.clock import next_deadline
from rooms.core.evolve import fold
from rooms.core.refusals import Refused
from rooms.core.state import EMPTY, Standing
from tests.rooms.core.story import (
    ANA,
    BJORN,
    CECILIE,
    DAG,
    EVENING,
    GERD,
    HARALD,
    INGER,
    MARIT,
    OLAV,
    PREPARE,
    RUN_SHEET,
    START,
    SUNNIVA,
    TOVE,
    VIDAR,
    written,
)

ACTORS = (ANA, BJORN, CECILIE, DAG, GERD, HARALD, INGER, VIDAR, MARIT, OLAV, TOVE, SUNNIVA, CLOCK)
PEOPLE = [actor.id for actor in ACTORS] + ["", "nobody"]
TEXTS = ["", "Hei", "  ", "x" * 2_001, "\u202eHei\x00", "https://a.no/", "<script>", "👩‍👧"]

# Sensible values for most fields, so that histories come far; odd ones now and then.
BY_NAME = {
    "person": st.sampled_from(PEOPLE),
    "about": st.sampled_from(PEOPLE),
    "place": st.sampled_from(["group-1", "group-2", "group-9", "side-1", "side-2", "main", ""]),
    "reaction": st.sampled_from(["heart", "smile", "skull"]),
    "options": st.sampled_from([("Ja", "Nei"), ("Ja",), ("Ja", "Ja")]),
    "phases": st.sampled_from([RUN_SHEET, RUN_SHEET[:4], RUN_SHEET[1:], ()]),
    "index": st.integers(-1, 8),
    "after": st.integers(-1, 8),
    "group": st.integers(-1, 4),
    "size": st.integers(1, 7),
    "option": st.integers(-1, 2),
    "seconds": st.integers(-1, 90),
    "minutes": st.integers(-5, 20),
    "confidence": st.integers(-1, 11),
}
# Numbers of entries: the evening's own history is some thirty long, and each step adds to it.
NUMBERS = st.integers(EVENING.seq - 2, EVENING.seq + 25)


def values(name, kind):
    if name in BY_NAME:
        return BY_NAME[name]
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if kind is bool:
        return st.booleans()
    if kind is str:
        return st.sampled_from(TEXTS)
    return st.none() | NUMBERS if kind == int | None else NUMBERS


def commands_of(kind):
    if kind is c.PrepareRoom:
        return st.just(PREPARE)
    return st.builds(kind, **{field.name: values(field.name, field.type) for field in fields(kind)})


COMMANDS = st.one_of([commands_of(kind) for kind in get_args(Command)])
STEPS = st.tuples(st.sampled_from(ACTORS), COMMANDS, st.integers(0, 90_000))
# Leaders and those with a seat come up more often, or most of a history would be refusals.
LIKELY = st.tuples(st.sampled_from((MARIT, OLAV, ANA, BJORN, CECILIE)), COMMANDS, st.integers(0, 90_000))
HISTORIES = st.lists(LIKELY | STEPS, min_size=20, max_size=60)


def lived(history, room):
    """The log that grows out of a history, and the live room at its end."""
    log, now = [], max(room.at, START)
    for actor, command, pause in history:
        now += pause
        try:
            entries = written(room, (actor, command, now))
        except Refused:
            continue
        room = fold(entries, room)
        log += entries
    return log, room


def is_sound(room):
    """What holds in every room, whatever has happened in it."""
    people, seats = room.members, [member.seat for member in room.members.values() if member.seat]
    grouped = [person for group in room.breakouts.groups for person in group]
    belongs = {person for person, member in people.items() if member.standing is Standing.SEATED}
    return {
        "a seat is one person's": len(seats) == len(set(seats)),
        "hands are of people with a seat": set(room.hands) <= belongs
        and len(room.hands) == len(set(room.hands)),
        "the pen is in a hand that belongs here": room.note.holder == "" or room.note.holder in belongs,
        "the word is with somebody who belongs here": room.speaking is None
        or room.speaking.person in belongs,
        "nobody is in two groups": len(grouped) == len(set(grouped)) and set(grouped) <= belongs,
        "groups are places only while open": room.breakouts.state == "open"
        or not any(member.place.startswith("group-") for member in people.values()),
        "side rooms hold the two they are for": all(
            person in (side.leader, side.person)
            for person, member in people.items()
            for side in [room.wellbeing.side_rooms.get(member.place)]
            if side is not None
        ),
        "a round knows whose turn it is": room.round is None
        or room.round.current == ""
        or room.round.states[room.round.current] == "waiting",
        "a round has everybody once": room.round is None
        or sorted(room.round.order) == sorted(room.round.states),
        "nobody removed is here": not any(
            member.here for member in people.values() if member.standing is Standing.REMOVED
        ),
        "nobody speaks less than nothing": all(airtime.ms >= 0 for airtime in room.balance.values()),
        "pairs are mutual": all(
            room.buddies.pairs[other] == one for one, other in room.buddies.pairs.items()
        ),
        "stays are over before the next begins": all(
            stay.left is not None for stays in room.attendance.values() for stay in stays[:-1]
        ),
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES)
def test_folding_the_log_gives_the_live_room_twice(history):
    log, live = lived(history, EVENING)

    assert fold(log, EVENING) == live
    assert fold(log, EVENING) == live


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES)
def test_a_room_stays_sound_whatever_happens(history):
    _, room = lived(history, EVENING)

    assert [fact for fact, holds in is_sound(room).items() if not holds] == []


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=40))
def test_it_holds_from_the_very_first_entry(history):
    log, live = lived([(CLOCK, PREPARE, 0), *history], EMPTY)

    assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
    assert fold(log) == live
    assert [fact for fact, holds in is_sound(live).items() if not holds] == []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES, STEPS)
def test_deciding_twice_decides_the_same(history, step):
    _, room = lived(history, EVENING)
    actor, command, pause = step

    assert outcome(room, actor, command, room.at + pause) == outcome(room, actor, command, room.at + pause)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES)
def test_the_clock_leaves_nothing_due(history):
    _, room = lived(history, EVENING)
    due = next_deadline(room)

    if due is not None:
        later = fold(written(room, (CLOCK, c.Tick(), due)), room)
        assert next_deadline(later) is None or next_deadline(later) > due


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES, COMMANDS)
def test_the_two_leaders_hold_the_same_powers(history, command):
    """Where neither has done anything of their own, what one may the other may."""
    _, room = lived([step for step in history if step[0].part not in LEADERS], EVENING)

    assert allowed(room, MARIT, command) == allowed(room, OLAV, command)


def outcome(room, actor, command, at):
    try:
        return decide(room, actor, command, at)
    except Refused as refusal:
        return refusal.code


def allowed(room, actor, command):
    return isinstance(outcome(room, actor, command, room.at), list)
