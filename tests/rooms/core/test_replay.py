"""For any history: only refusals, every event folds, and folding the log gives the live room, twice."""

from dataclasses import fields, replace
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.core.actors import CLOCK
from rooms.core.commands import Tick
from rooms.core.decide import decide
from rooms.core.decisions.clock import next_deadline
from rooms.core.events import Event
from rooms.core.evolve import fold
from rooms.core.kinds import GROUP, SIDE
from rooms.core.refusals import Refused
from rooms.core.state import EMPTY, Room, Standing
from tests.rooms.core.story import EVENING, MARIT, OLAV, PREPARED, written
from tests.rooms.core.wandering import any_actor, any_command, wandered

SEEDS = st.integers(0, 2**32)
STEPS = st.integers(0, 1_000)
CHANCE = st.randoms(use_true_random=False)


@settings(max_examples=150, deadline=None)
@given(SEEDS, STEPS)
def test_folding_the_log_gives_the_live_room_twice(seed, steps):
    log, live = wandered(seed, steps, EVENING)

    assert fold(log, EVENING) == live
    assert fold(log, EVENING) == live


@settings(max_examples=150, deadline=None)
@given(SEEDS, STEPS)
def test_a_room_stays_sound_whatever_happens(seed, steps):
    _, room = wandered(seed, steps, EVENING)

    assert broken(room) == []


@settings(max_examples=50, deadline=None)
@given(SEEDS, STEPS)
def test_it_holds_from_the_very_first_entry(seed, steps):
    log, live = wandered(seed, steps, PREPARED)

    assert [entry.seq for entry in log] == list(range(2, len(log) + 2))
    assert fold(log, PREPARED) == live
    assert broken(live) == []


@settings(max_examples=100, deadline=None)
@given(SEEDS, STEPS, CHANCE)
def test_deciding_twice_decides_the_same(seed, steps, chance):
    _, room = wandered(seed, steps, EVENING)
    command = any_command(chance, room)
    actor = any_actor(chance, command)

    assert outcome(room, actor, command) == outcome(room, actor, command)


@settings(max_examples=100, deadline=None)
@given(SEEDS, STEPS)
def test_the_clock_leaves_nothing_due(seed, steps):
    _, room = wandered(seed, steps, EVENING)
    due = next_deadline(room)

    while due is not None:
        room = fold(written(room, (CLOCK, Tick(), due)), room)
        earlier, due = due, next_deadline(room)
        assert due is None or due > earlier


@settings(max_examples=150, deadline=None)
@given(SEEDS, CHANCE)
def test_the_two_leaders_hold_the_same_powers(seed, chance):
    """In a room where neither stands anywhere special, what one may ask for the other may too.

    About one of the two, the other asks it about the first: some things nobody asks about oneself.
    """
    command = any_command(chance, EVENING)
    other = {MARIT.id: OLAV.id, OLAV.id: MARIT.id}
    values = ((field.name, getattr(command, field.name)) for field in fields(command))
    turned = {name: other[value] for name, value in values if isinstance(value, str) and value in other}

    assert is_allowed(EVENING, MARIT, command) == is_allowed(EVENING, OLAV, replace(command, **turned))


def test_the_histories_reach_every_event():
    logs = [wandered(seed, 400, since)[0] for seed in range(120) for since in (PREPARED, EVENING)]
    reached = {type(entry.event) for log in logs for entry in log}

    assert set(get_args(Event)) - reached == set()


def outcome(room, actor, command):
    try:
        return decide(room, actor, command, room.at)
    except Refused as refusal:
        return refusal.code


def is_allowed(room, actor, command):
    return isinstance(outcome(room, actor, command), list)


def broken(room: Room) -> list[str]:
    """Which of the facts that hold in every room do not hold in this one."""
    facts = {**facts_of_people(room), **facts_of_places(room), **facts_of_turns(room)}
    return [fact for fact, holds in facts.items() if not holds]


def facts_of_people(room):
    members = room.members.values()
    seats = [member.seat for member in members if member.seat]
    seated = {member.id for member in members if member.standing is Standing.SEATED}
    pairs = room.buddies.pairs
    stays = room.attendance.values()
    return {
        "a seat is one person's": len(seats) == len(set(seats)),
        "only those with a seat raise hands": set(room.hands) <= seated,
        "nobody has two hands up": len(room.hands) == len(set(room.hands)),
        "the pen is with somebody seated": room.note.holder in {"", *seated},
        "the word is with somebody seated": room.speaking is None or room.speaking.person in seated,
        "nobody removed is here": all(
            not member.here for member in members if member.standing is Standing.REMOVED
        ),
        "pairs are mutual": all(pairs[other] == one for one, other in pairs.items()),
        "stays end before the next begins": all(stay.left for past in stays for stay in past[:-1]),
        "whoever is here is attending": all(
            room.attendance[person][-1].left is None for person in seated if room.members[person].here
        ),
    }


def facts_of_places(room):
    members, breakouts = room.members, room.breakouts
    grouped = [person for group in breakouts.groups for person in group]
    open_rooms = {place: side for place, side in room.wellbeing.side_rooms.items() if not side.closed_at}
    aside = {person: member.place for person, member in members.items() if member.place.startswith(SIDE)}
    return {
        "nobody is in two groups": len(grouped) == len(set(grouped)),
        "nobody removed is in a group": all(
            members[person].standing is Standing.SEATED for person in grouped
        ),
        "groups are places only while open": breakouts.state == "open"
        or not any(member.place.startswith(GROUP) for member in members.values()),
        "open groups hold their people": breakouts.state != "open"
        or all(members[person].place.startswith((GROUP, SIDE)) for person in grouped),
        "a side room holds its two and no others": aside
        == {person: place for place, side in open_rooms.items() for person in (side.leader, side.person)},
    }


def facts_of_turns(room):
    going, sheet = room.round, room.run_sheet
    return {
        "it is the turn of somebody who waits": going is None
        or going.current == ""
        or going.states[going.current] == "waiting",
        "nobody waits without a turn coming": going is None
        or bool(going.current) == ("waiting" in going.states.values()),
        "a round has everybody once": going is None or sorted(going.order) == sorted(going.states),
        "nobody speaks less than nothing": all(airtime.ms >= 0 for airtime in room.balance.values()),
        "one phase runs, and none after the end": sum(time.ended_at is None for time in sheet.times.values())
        == (room.session.started_at is not None and room.session.ended_at is None),
    }


def test_an_empty_room_is_sound():
    assert broken(EMPTY) == []
