"""Who takes part and what they say: the generator's plan, for our protocol and for a bare one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from elearn.app import create_app
from elearn.extensions import Model, db
from rooms.simulation.crowd import RoomOfTickets, gather

PEOPLE_PER_ROOM = 20

JOIN = ["join", {"after": 0, "sight": ""}]
CATCH_UP = ["catch_up", {"after": 0, "sight": ""}]
SAY = ["do", {"id": "$id", "name": "send_message", "fields": {"text": "$text"}}]


def our_plan(port: int, people: int, **settings: Any) -> str:
    """Make the tables and the people, signed in and with their pages, before the server starts."""
    app = create_app(**settings)
    with app.app_context():
        Model.metadata.create_all(db.engine)
        rooms = gather(app, db.session, settings["URL"], people // PEOPLE_PER_ROOM, PEOPLE_PER_ROOM)
        db.session.commit()
        for engine in db.engines.values():
            engine.dispose()
    return room_plan(port, rooms)


def room_plan(port: int, rooms: list[RoomOfTickets]) -> str:
    """People who are signed in and have their pages, in our protocol."""
    steps = [
        _step("guests", "accept_ground_rules"),
        _step("guests", "enter"),
        _step("leader", "admit_all"),
        _step("leader", "start_session", reason="bench"),
    ]
    return _plan(port, JOIN, SAY, [f"catch_up {_json(CATCH_UP)}", *steps], _ticket_lines(rooms))


def bare_plan(port: int, people: int) -> str:
    """People without names for a server that asks for none."""
    lines = (
        _person(index // PEOPLE_PER_ROOM, {"room": f"room-{index // PEOPLE_PER_ROOM}"})
        for index in range(people)
    )
    return _plan(port, JOIN, ["chat", "$text"], [], lines)


def xmpp_plan(port: int, people: int) -> str:
    """People without names in rooms of XEP-0045."""
    rooms = (index // PEOPLE_PER_ROOM for index in range(people))
    lines = (
        f"person {room}\t\t\troom-{room}@conference.localhost/p{index}" for index, room in enumerate(rooms)
    )
    return "\n".join(["protocol xmpp", f"port {port}", "path /ws", *lines]) + "\n"


def write_plan(folder: Path, plan: str) -> Path:
    """Put the plan where the generator finds it."""
    path = folder / "plan.txt"
    path.write_text(plan, "ascii")
    return path


def _plan(port: int, join: Any, say: Any, steps: Iterable[str], people: Iterable[str]) -> str:
    lines = [f"port {port}", f"join {_json(join)}", f"say {_json(say)}", *steps, *people]
    return "\n".join(lines) + "\n"


def _step(who: str, name: str, **fields: Any) -> str:
    return f"step {who} {_json(['do', {'id': '$id', 'name': name, 'fields': fields}])}"


def _ticket_lines(rooms: list[RoomOfTickets]) -> Iterable[str]:
    for number, room in enumerate(rooms):
        for ticket in room.tickets:
            auth = {"room": ticket.room, "token": ticket.token}
            # As the browser: nginx leads everybody in a room to the same process by this.
            yield _person(number, auth, ticket.cookie, ticket.url, f"&room={ticket.room}")


def _person(room: int, auth: dict[str, str], cookie: str = "", origin: str = "", query: str = "") -> str:
    return f"person {room}\t{cookie}\t{origin}\t{_json(auth)}\t{query}"


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
