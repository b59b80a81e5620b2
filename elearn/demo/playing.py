"""Playing a written evening through the engine, with a clock that stands at that evening."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseSession
from elearn.demo.script import Evening, Step
from elearn.demo.stage import Stage, wanted
from rooms.core.actors import CLOCK, Actor
from rooms.core.commands import Tick
from rooms.core.decisions.clock import next_deadline
from rooms.live import LiveRoom
from rooms.members import actor_in
from rooms.models import Room
from rooms.preparing import open_room
from rooms.service import Rooms

OPENS_BEFORE_MS = 30 * 60 * 1000
TALKS_FOR = 0.8  # of a turn; the rest is a breath


class PastClock:
    """A clock that stands where it was last set. Milliseconds since 1970."""

    def __init__(self) -> None:
        self.at = 0

    def __call__(self) -> int:
        return self.at


def play(
    session: Session,
    rooms: Rooms,
    clock: PastClock,
    meeting: CourseSession,
    people: dict[str, Person],
    evening: Evening,
    before: Evening | None,
) -> Room:
    """Have the evening happen in the meeting's room. What has happened already is not done again. Commits."""
    start = int(meeting.starts_at.timestamp() * 1000)
    clock.at = start - OPENS_BEFORE_MS
    room = open_room(session, rooms, meeting)
    actors = {name: _actor(session, room, people[name]) for name in sorted(evening.people)}
    stage = Stage(evening, before, actors)
    room_id = room.id
    session.rollback()
    for step in _in_time(rooms.open(room_id), stage):
        clock.at = start + step.at
        _let_time_pass(rooms, room_id, clock)
        _do(rooms, rooms.open(room_id), stage, step)
    return room


def _in_time(live: LiveRoom, stage: Stage) -> Iterator[Step]:
    """The steps in order; a round becomes the turns of those who sit in it when it begins."""
    steps = [(step.at, number, step) for number, step in enumerate(stage.evening.steps)]
    number = len(steps)
    while steps:
        _, _, step = heapq.heappop(steps)
        if step.verb != "round":
            yield step
            continue
        for turn in _turns(live, stage, step):
            number += 1
            heapq.heappush(steps, (turn.at, number, turn))


def _turns(live: LiveRoom, stage: Stage, step: Step) -> Iterator[Step]:
    kind, seconds_each = step.args
    names = {actor.id: name for name, actor in stage.actors.items()}
    order = live.room.round.order if live.room.round else ()
    for place, person in enumerate(order):
        name, at = names[person], step.at + place * seconds_each * 1000
        words = stage.evening.rounds[kind].get(name, "")
        end = at + int(seconds_each * TALKS_FOR) * 1000
        if words:
            yield Step(at + 2000, name, "says", (words,), key=f"{step.key}-{person}-says")
        yield Step(end, name, "finishes" if words else "passes", key=f"{step.key}-{person}")


def _let_time_pass(rooms: Rooms, room_id: int, clock: PastClock) -> None:
    """What the clock does by itself between two steps: groups end, a forgotten pen is put down."""
    now = clock.at
    while (due := next_deadline(rooms.open(room_id).room)) is not None and due < now:
        clock.at = due
        rooms.handle(room_id, CLOCK, Tick())
    clock.at = now


def _do(rooms: Rooms, live: LiveRoom, stage: Stage, step: Step) -> None:
    actor = stage.actors[step.who]
    for number, command in enumerate(wanted(stage, live.room, step)):
        # Its own id, so that a load that was broken off goes on where it stopped.
        seq = rooms.handle(live.id, actor, command, f"{step.key}-{number}")
        if step.name:
            stage.made[step.name] = seq


def _actor(session: Session, room: Room, person: Person) -> Actor:
    actor = actor_in(session, room, person)
    if actor is None:
        raise LookupError(person.given_name)
    return actor
