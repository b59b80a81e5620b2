"""A room on a real database, and random histories of it: what the tests of the shell share."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from contextlib import suppress
from itertools import count

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from elearn.courses.models import CourseSession
from rooms.codec import COMMANDS
from rooms.core import commands as c
from rooms.core import state as core
from rooms.core.actors import CLOCK, Actor
from rooms.core.permissions import PERMISSIONS
from rooms.core.refusals import Refused
from rooms.core.run_sheet import Phase
from rooms.models import Room
from rooms.service import Rooms
from tests.cast import gather
from tests.rooms.core.story import GROUP, INGER, MARIT, OLAV, PREPARE, START, SUNNIVA, TOVE

PEOPLE = (*GROUP, INGER, MARIT, OLAV, TOVE)
LEADING = (MARIT, OLAV)
# What empties or ends an evening happens seldom, else little else would.
RARE = {c.EndSession, c.LeaveRoom, c.RemoveMember, c.TakeBreak, c.LockRoom, c.CloseChat, c.MuteMember}
TEXTS = ("Hei", "Jeg kjenner meg igjen 💚", "‮snudd", "x" * 3_000, "  ", "<script>alert(1)</script>")


def a_room(engine: Engine, number: int = 0) -> int:
    """A row for the room of one of the course's sessions; the course is made when there is none."""
    with Session(engine) as session:
        evenings = session.scalars(select(CourseSession).order_by(CourseSession.id)).all()
        evening = (evenings or gather(session).course.sessions)[number]
        room = Room(session_id=evening.id, course_run_id=evening.course_run_id, created_at=evening.starts_at)
        session.add(room)
        session.commit()
        return room.id


def rooms_at(engine: Engine) -> Rooms:
    """A process with its own memory; its clock goes on by a second each time it is read."""
    ticking = count(START, 1_000)
    return Rooms(engine, clock=lambda: next(ticking))


def begin(rooms: Rooms, room_id: int) -> None:
    """Everybody comes, and the session starts."""
    rooms.handle(room_id, CLOCK, PREPARE)
    for person in PEOPLE:
        if person is not INGER:
            rooms.handle(room_id, person, c.Enter())
    rooms.handle(room_id, MARIT, c.AdmitAll())
    rooms.handle(room_id, MARIT, c.StartSession())


def random_step(rng: random.Random, room: core.Room) -> tuple[Actor, c.Command]:
    """Somebody asks for something: mostly what they may, of somebody and something that is there."""
    kind = rng.choice([kind for kind in COMMANDS.values() if kind not in RARE or rng.random() < 0.05])
    fields = {field.name: _value(rng, field.name, field.type, room) for field in dataclasses.fields(kind)}
    audience = PERMISSIONS[kind].audience
    fitting = LEADING if "leaders" in audience or rng.random() < 0.1 else PEOPLE
    return rng.choice(fitting if rng.random() < 0.95 else (*PEOPLE, SUNNIVA)), kind(**fields)


def play(rooms: Rooms, room_id: int, rng: random.Random, steps: int) -> Iterator[None]:
    """Take random steps; a refused one changes nothing. Hands over after each."""
    for _step in range(steps):
        actor, command = random_step(rng, rooms.open(room_id).room)
        with suppress(Refused):
            rooms.handle(room_id, actor, command)
        if rng.random() < 0.05:
            rooms.handle(room_id, CLOCK, c.Tick())
        yield


def _value(rng: random.Random, name: str, type_: object, room: core.Room) -> object:
    """Something for a field of that name: mostly fitting, so that histories go somewhere."""
    people = [person.id for person in PEOPLE]
    latest = room.seq
    choices: dict[str, list[object]] = {
        "person": [*people, *people, "nobody", ""],
        "about": [*people, ""],
        "kind": ["opening", "closing", "free"],
        "reply_to": [None, None, max(1, latest - rng.randrange(20))],
        "reaction": ["heart", "thumbs_up", "thanks", "dynamite"],
        "method": ["random", "choice", "by_hand", "as_before"],
        "place": ["group-1", "group-2", *room.wellbeing.side_rooms, "main"],
        "options": [("Ja", "Nei"), ("Ja", "Nei", "Vet ikke"), ("Ja",)],
        "phases": [PREPARE.run_sheet, (*PREPARE.run_sheet, Phase("welcome", {"nb": "Mer"}, 5))],
        "silent": [(), (rng.choice(people),)],
        "how_it_went": ["done", "partly", "not_yet", "changed"],
        "outcome": ["no_action", "talked", "hidden"],
        "url": ["https://helsenorge.no/", "javascript:alert(1)"],
        "anonymous": [True, False],
        "index": list(range(-1, 8))
        if not room.run_sheet.current
        else [room.run_sheet.current, rng.randrange(8)],
        "after": [room.run_sheet.current or 0, 3],
        "size": [3, 4, 9],
        "minutes": [-5, 1, 5, 10],
        "seconds": [0, 10, 30, 999],
        "seconds_each": [0, 60],
        "group": [0, 1, 2, 7],
        "option": [0, 1, 5],
        "revision": [room.debrief.revision, 0],
        **{name: [0, 5, 10, 11] for name in ("heard", "relevant", "time_to_share", "belief", "confidence")},
        "message": [*list(room.chat.messages)[-5:], latest],
        "question": [*list(room.questions)[-3:], latest],
        "poll": [*list(room.polls)[-2:], latest],
        "item": [*list(room.items)[-3:], latest],
        "task": [*room.wellbeing.tasks, latest],
        "report": [*room.reports, latest],
    }
    text = name not in choices or (name == "question" and type_ is str)
    return rng.choice(list(TEXTS) if text else choices[name])
