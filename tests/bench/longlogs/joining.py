"""Joining a room that nobody has opened since the server started: of 100 entries, and of 10,000."""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import delete, select

from elearn.app import create_app
from elearn.extensions import Model, db
from rooms import keeping, models
from rooms.core import commands as c
from rooms.core.actors import Actor, Part
from rooms.engine import engine
from rooms.queries import enrolled, leaders_of
from rooms.service import Rooms
from rooms.simulation.client import Ticket
from rooms.simulation.crowd import gather
from tests.bench.cores import placed
from tests.bench.longlogs.cpu import cpu_ms
from tests.bench.longlogs.databases import database
from tests.bench.longlogs.line import line_to
from tests.bench.processes import Process, pinned_to, started
from tests.rooms.filled import WORDS
from tests.services.ports import free_port

YOUNG, OLD = 100, 10_000
PEOPLE = 8
# What is kept is at most so many entries old when a server dies.
TAIL = keeping.EVERY
WARM_UP, FOLDED = 4, 4
# A join's whole work is done by then, also what others are told of it.
AFTER_S = 0.15

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """Rooms that are alike: how long their logs are, and how much of that came after they were kept."""

    name: str
    entries: int
    tail: int = 0
    is_kept: bool = True


KINDS = (
    Kind("young", YOUNG),
    Kind("old", OLD),
    Kind(f"old, {TAIL} entries after its snapshot", OLD, TAIL),
    Kind("old, without a snapshot", OLD, is_kept=False),
)
WARM = Kind("to warm up", YOUNG)


@dataclass(frozen=True, slots=True)
class Join:
    """One person's coming in: from dialling to seeing the room, and all that the server did for it."""

    wall_ms: float
    cpu_ms: float
    kb: float


def joining(kind: str, times: int) -> Figures:
    """Medians over `times` rooms of each kind, one after the other, the kinds in turn."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, database(kind, Path(name)) as place:
        port = free_port()
        settings = {"DATA": name, "URL": f"http://localhost:{port}", "LOG_FORMAT": "json"}
        if kind != "sqlite":
            settings["DATABASE_URL"] = place.url
        rooms = _prepared(settings, times)
        environment = {f"ELEARN_{key}": value for key, value in settings.items()} | {"PORT": str(port)}
        command, log = [sys.executable, "wsgi.py"], Path(name) / "server.log"
        with (
            started(command, port, placed().servers[0], log, **environment) as server,
            pinned_to(placed().generator),
        ):
            joins = _joined(server, port, rooms)
        assert '"level": "error"' not in log.read_text()
    return dict(_figures(kind, joins))


def _prepared(settings: dict[str, Any], times: int) -> list[tuple[Kind, list[Ticket]]]:
    """All rooms in the order in which they are opened, with two tickets each."""
    order = [
        *[WARM] * WARM_UP,
        *[each for number in range(times) for each in KINDS if _takes_part(each, number)],
    ]
    app = create_app(**settings, TESTING=True)
    with app.app_context():
        Model.metadata.create_all(db.engine)
        made = gather(app, db.session, settings["URL"], len(order), PEOPLE)
        db.session.commit()
        for each, room in zip(order, made, strict=True):
            _grow(app, room.room, each)
        for each in db.engines.values():
            each.dispose()
    return [(each, room.tickets[2:4]) for each, room in zip(order, made, strict=True)]


def _takes_part(kind: Kind, number: int) -> bool:
    """Folding ten thousand entries takes so long that a few times say it."""
    return kind.is_kept or number < FOLDED


def _grow(app: Flask, public_id: str, kind: Kind) -> None:
    """An evening of so many entries, put away as the server does it."""
    rooms = engine().rooms
    room = db.session.scalars(select(models.Room).where(models.Room.public_id == public_id)).one()
    leaders = [
        Actor(leader.id, leader.part, leader.name) for leader in leaders_of(db.session, room.course_run_id)
    ]
    guests = [
        Actor(person.public_id, Part.PARTICIPANT, person.room_name, accepted_rules=True)
        for person in enrolled(db.session, room.course_run_id)
    ]
    room_id = room.id
    db.session.rollback()
    for person in (*leaders, *guests):
        rooms.handle(room_id, person, c.Enter())
    rooms.handle(room_id, leaders[0], c.AdmitAll())
    rooms.handle(room_id, leaders[0], c.StartSession())
    _talk(rooms, room_id, [*leaders, *guests], kind.entries - kind.tail - len(guests))
    if kind.tail:
        keeping.keep(rooms, rooms.open(room_id))
        _talk(rooms, room_id, [*leaders, *guests], kind.entries - len(guests))
    for person in guests:
        rooms.handle(room_id, person, c.LeaveRoom())
    assert rooms.open(room_id).head.seq == kind.entries
    if not kind.tail:
        keeping.keep(rooms, rooms.open(room_id))
    if not kind.is_kept:
        with db.engine.begin() as connection:
            connection.execute(delete(models.RoomSnapshot).where(models.RoomSnapshot.room_id == room_id))
    rooms.forget(room_id)


def _talk(rooms: Rooms, room_id: int, people: list[Actor], until: int) -> None:
    """Messages of a sentence or two and hearts for them, until the log is that long."""
    rng = random.Random(until)
    outcomes: list[object] = []
    while (length := rooms.open(room_id).head.seq) < until:
        for number in range(min(100, until - length)):
            text = " ".join(rng.choices(WORDS, k=rng.randrange(3, 40)))
            person = rng.choice(people)
            if number % 4 == 3:
                last = next(rooms.open(room_id).room.chat.messages.down_from(length), 0)
                wish: c.Command = c.React(last, "heart") if last else c.SendMessage(text)
            else:
                wish = c.SendMessage(text)
            rooms.submit(room_id, person, wish, f"command-{rng.getrandbits(64):x}", outcomes.append)
        rooms.turn()


def _joined(server: Process, port: int, rooms: list[tuple[Kind, list[Ticket]]]) -> dict[str, list[Join]]:
    joins: dict[str, list[Join]] = {}
    for kind, tickets in rooms:
        for ticket, state in zip(tickets, ("cold", "warm"), strict=True):
            joins.setdefault(f"{kind.name}, {state}", []).append(_join(server, port, ticket))
    return joins


def _join(server: Process, port: int, ticket: Ticket) -> Join:
    """What the server does anyhow in that time is taken off."""
    before = cpu_ms(server)
    time.sleep(AFTER_S)
    idle = cpu_ms(server) - before
    before, began = cpu_ms(server), time.perf_counter()
    with line_to(port, ticket.cookie, ticket.url) as line:
        line.send("40" + json.dumps({"room": ticket.room, "token": ticket.token}))
        line.until("40")
        line.send('420["join",{"after":0,"sight":""}]')
        answer = line.until("430")
        wall = time.perf_counter() - began
        time.sleep(AFTER_S)
        spent = cpu_ms(server) - before - idle
    (told,) = json.loads(answer.removeprefix("430"))
    assert told["ok"]
    assert "messages" in told["view"]
    return Join(wall * 1e3, spent, len(answer) / 1e3)


def _figures(kind: str, joins: dict[str, list[Join]]) -> Iterator[tuple[str, Any]]:
    def middle(name: str, figure: str) -> float:
        return median(getattr(join, figure) for join in joins[name])

    for name, each in joins.items():
        if not name.startswith(WARM.name):
            yield f"{kind}, {name}: rooms", len(each)
            yield f"{kind}, {name}: server CPU ms", middle(name, "cpu_ms")
            yield f"{kind}, {name}: wall ms", middle(name, "wall_ms")
            yield f"{kind}, {name}: kB told", middle(name, "kb")
    for figure, words in (("cpu_ms", "CPU"), ("wall_ms", "wall")):
        for state in ("cold", "warm"):
            ratio = middle(f"old, {state}", figure) / middle(f"young, {state}", figure)
            yield f"ratio of {words}, {kind}, old / young, {state}", ratio
