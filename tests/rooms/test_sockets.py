"""The room over real sockets: who is let in, what is refused, who is let out, and nothing lost by a kill."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import socketio
from aiohttp import ClientSession
from flask import Flask
from socketio.exceptions import ConnectionError as NoConnection
from sqlalchemy import delete, func, select

from elearn.accounts.models import Person, RoleAssignment, SignIn
from elearn.accounts.service import sign_out_everywhere
from elearn.app import create_app
from elearn.clock import now
from elearn.enrolment.models import Enrolment
from elearn.extensions import db
from rooms.models import LogEntry, Room
from rooms.simulation.client import Client, Ticket
from rooms.simulation.crowd import RoomOfTickets, gather
from rooms.tokens import page_token
from tests.conftest import DATABASE
from tests.rooms.clients import ANA, BJORN, LEADER, seated, together
from tests.serving import Server, served

BACK_WITHIN_S = 5


@pytest.fixture(params=["direct", "stock"])
def server(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> Iterator[Server]:
    """A running server on each of the two ways that messages can travel."""
    shutil.copy(empty_database, tmp_path / DATABASE)
    with served(tmp_path, ROOM_PATH=request.param) as server:
        yield server


@pytest.fixture
def beside(server: Server) -> Flask:
    """The same installation from another process, as the command line sees it."""
    return create_app(DATA=server.data, URL=server.url)


@pytest.fixture
def rooms(server: Server, beside: Flask) -> list[RoomOfTickets]:
    """Two rooms with two leaders and two participants each, nobody in them yet."""
    with beside.app_context():
        rooms = gather(beside, db.session, server.url, rooms=2, people=4)
        db.session.commit()
    return rooms


async def refused_to_connect(ticket: Ticket, **changes: Any) -> str:
    """What a connection is refused with: our code, or the engine's own words."""
    told: list[str] = []
    headers = {"Cookie": ticket.cookie, "Origin": ticket.url} | changes.pop("headers", {})
    async with ClientSession() as line:  # the client leaves its own open when it is refused
        socket = socketio.AsyncClient(reconnection=False, http_session=line)
        socket.on("connect_error", lambda data: told.append(str(data)))
        with pytest.raises(NoConnection):
            await socket.connect(
                ticket.url,
                headers={name: value for name, value in headers.items() if value},
                auth={"room": ticket.room, "token": ticket.token} | changes,
                transports=["websocket"],
                wait_timeout=5,
            )
    return " ".join(told)


def test_only_a_member_on_the_rooms_own_page_is_let_in(rooms: list[RoomOfTickets]):
    ana, stranger = rooms[0].tickets[ANA], rooms[1].tickets[ANA]

    async def knock() -> None:
        assert "signed_out" in await refused_to_connect(ana, headers={"Cookie": ""})
        assert "no_such_room" in await refused_to_connect(ana, room="nowhere")
        assert "no_such_room" in await refused_to_connect(ana, room={"$ne": ""})
        assert "no_such_room" in await refused_to_connect(ana, room="\ud800")
        assert "page_too_old" in await refused_to_connect(ana, token="\ud800")
        assert "page_too_old" in await refused_to_connect(ana, token="forged")
        assert "page_too_old" in await refused_to_connect(ana, token=stranger.token)
        assert "page_too_old" in await refused_to_connect(stranger, room=ana.room)
        assert await refused_to_connect(ana, headers={"Origin": "https://evil.example"})
        assert "page_too_old" in await refused_to_connect(ana, headers={"Origin": ""})

    together(knock)


def test_a_member_of_another_room_is_refused_also_with_a_token_of_this_one(
    beside: Flask, rooms: list[RoomOfTickets]
):
    stranger = rooms[1].tickets[ANA]
    with beside.app_context():
        sign_in = db.session.scalars(select(SignIn).order_by(SignIn.id.desc())).first()
        assert sign_in is not None
        forged = page_token(rooms[0].room, sign_in.id)
    ticket = Ticket(stranger.url, rooms[1].tickets[-1].cookie, rooms[0].room, forged)

    async def knock() -> None:
        assert "not_in_room" in await refused_to_connect(ticket)

    together(knock)


HOSTILE: list[tuple[Any, str]] = [
    ("text", "malformed"),
    ([1, 2, 3], "malformed"),
    (None, "malformed"),
    ({"name": "send_message", "fields": {"text": "no id"}}, "malformed"),
    ({"id": "x", "name": "raise_hand"}, "malformed"),
    ({"id": "a" * 41, "name": "raise_hand"}, "malformed"),
    ({"id": 12345678, "name": "raise_hand"}, "malformed"),
    ({"id": "\0" * 8, "name": "raise_hand"}, "malformed"),
    ({"id": "\ud800" * 8, "name": "raise_hand"}, "malformed"),
    ({"id": "c-0000001", "name": "open_round", "fields": {"kind": "\ud800"}}, "malformed"),
    ({"id": "c-0000001", "name": "fly"}, "unknown_command"),
    ({"id": "c-0000001", "name": ["raise_hand"]}, "unknown_command"),
    ({"id": "c-0000001", "name": "tick"}, "unknown_command"),
    ({"id": "c-0000001", "name": "prepare_room"}, "unknown_command"),
    ({"id": "c-0000001", "name": "send_message", "fields": []}, "malformed"),
    ({"id": "c-0000001", "name": "send_message", "fields": {}}, "malformed"),
    ({"id": "c-0000001", "name": "send_message", "fields": {"text": 7}}, "malformed"),
    ({"id": "c-0000001", "name": "send_message", "fields": {"text": "a", "by": "ana"}}, "malformed"),
    ({"id": "c-0000001", "name": "send_message", "fields": {"text": "a" * 10_000}}, "too_long"),
    ({"id": "c-0000001", "name": "send_message", "fields": {"text": "\u202e\u200b"}}, "empty"),
    (
        {"id": "c-0000001", "name": "send_message", "fields": {"text": "a", "reply_to": 10**30}},
        "no_such_message",
    ),
    ({"id": "c-0000001", "name": "react", "fields": {"message": 1, "reaction": "heart"}}, "no_such_message"),
    ({"id": "c-0000001", "name": "start_session"}, "leaders_only"),
    ({"id": "c-0000001", "name": "mute_member", "fields": {"person": "nobody"}}, "leaders_only"),
]


def test_hostile_commands_get_a_code_and_the_next_good_one_is_done(
    server: Server, rooms: list[RoomOfTickets]
):
    async def attack() -> None:
        clients = await seated(rooms[0].tickets)
        ana = clients[ANA]
        for data, code in HOSTILE:
            assert await call(ana, "do", data) == {"ok": False, "code": code}, data
        for after in (-1, "7", True, 2**60, [], {}):
            assert await call(ana, "catch_up", {"after": after}) == {"ok": False, "code": "malformed"}
        answer = await call(ana, "do", message("Fortsatt her 💚 \ud800"))
        assert answer["ok"], answer
        for client in clients:
            await client.stop()

    together(attack)
    assert '"level": "error"' not in server.log()


async def call(client: Client, event: str, data: Any) -> Any:
    assert client.socket is not None
    return await client.socket.call(event, data, timeout=5)


def message(text: str, id: str = "c-message-1") -> dict[str, Any]:
    return {"id": id, "name": "send_message", "fields": {"text": text}}


def test_a_flood_from_one_is_slowed_and_the_others_go_on(rooms: list[RoomOfTickets]):
    async def flood() -> None:
        clients = await seated(rooms[0].tickets)
        answers = [await call(clients[ANA], "do", message("!", f"c-flood-{n}")) for n in range(120)]
        assert {"ok": False, "code": "too_fast"} in answers
        started = time.monotonic()
        assert (await call(clients[BJORN], "do", message("Hei")))["ok"]
        assert time.monotonic() - started < 1
        for client in clients:
            await client.stop()

    together(flood)


def test_a_frame_larger_than_any_command_ends_that_connection_only(rooms: list[RoomOfTickets]):
    async def oversize() -> None:
        clients = await seated(rooms[0].tickets)
        ana = clients[ANA]
        assert ana.socket is not None
        await ana.socket.emit("do", message("a" * 300_000))
        await asyncio.sleep(1)
        await ana.drained(10)
        assert (await call(clients[BJORN], "do", message("Hei")))["ok"]
        for client in clients:
            await client.stop()

    together(oversize)


@pytest.mark.parametrize("how", ["signed out everywhere", "disabled", "withdrawn", "role revoked"])
def test_who_may_no_longer_be_here_is_let_out_within_two_seconds(
    beside: Flask, rooms: list[RoomOfTickets], how: str
):
    who = LEADER if how == "role revoked" else ANA
    told: list[str] = []

    async def let_out() -> None:
        clients = await seated(rooms[0].tickets)
        person_id = clients[who].view["me"]["id"]
        assert clients[who].socket is not None
        clients[who].socket.on("gone", lambda data: told.append(data["code"]))
        change(beside, person_id, how)
        started = time.monotonic()
        while not told and time.monotonic() - started < 5:
            await asyncio.sleep(0.05)
        assert time.monotonic() - started < 2
        for client in clients:
            await client.stop()

    together(let_out)
    assert told[0] == ("not_in_room" if how in ("withdrawn", "role revoked") else "signed_out")


def change(beside: Flask, public_id: str, how: str) -> None:
    """Do it from another process, as an administrator's page in a grown installation would."""
    with beside.app_context():
        person = db.session.scalars(select(Person).where(Person.public_id == public_id)).one()
        match how:
            case "signed out everywhere":
                sign_out_everywhere(db.session, person)
            case "disabled":
                person.disabled_at = now()
            case "withdrawn":
                db.session.scalars(
                    select(Enrolment).where(Enrolment.person == person)
                ).one().withdrawn_at = now()
            case "role revoked":
                db.session.execute(delete(RoleAssignment).where(RoleAssignment.person_id == person.id))
        db.session.commit()


def test_offline_for_a_while_and_back_with_everything_once_and_in_order(rooms: list[RoomOfTickets]):
    async def drop() -> None:
        clients = await seated(rooms[0].tickets)
        leader, ana, bjorn = clients[LEADER], clients[ANA], clients[BJORN]
        ana.do("raise_hand")
        await ana.drained(5)
        ana.pause()
        for number in range(20):
            bjorn.do("send_message", text=f"b.{number}")
        await bjorn.drained(10)
        leader.do("prepare_breakouts", method="random", size=2, minutes=5)
        leader.do("open_breakouts")
        await leader.drained(10)
        ana.do("send_message", text="a.1")
        await asyncio.sleep(12)  # longer than the grace in which nobody is missed
        ana.resume()
        assert await ana.drained(10)
        await asyncio.sleep(0.5)

        assert ana.view["me"]["standing"] == "seated"
        assert ana.view["me"]["place"] == "group-1"
        assert ana.view["me"]["hand"]
        assert ana.seq == leader.seq
        assert [said["text"] for said in ana.view["messages"].values()] == ["a.1"]
        leader.do("close_breakouts", seconds=0)
        await leader.drained(10)
        await asyncio.sleep(0.5)
        assert ana.view["me"]["place"] == "main"
        assert [said["text"] for said in ana.view["messages"].values()] == [f"b.{n}" for n in range(20)]
        for client in clients:
            await client.stop()

    together(drop)


def until_somebody_has_written(beside: Flask) -> None:
    """The simulation has made its people, seated them, and begun."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with beside.app_context():
            if messages_stored():
                return
        time.sleep(0.2)
    raise AssertionError("nobody writes")


def messages_stored() -> int:
    return db.session.scalar(select(func.count()).where(LogEntry.kind == "message_sent")) or 0


def test_killing_the_server_ten_times_loses_repeats_and_reorders_nothing(server: Server, beside: Flask):
    """`kill -9` under load; what was acknowledged is in the log and on every screen, once and in order."""
    simulation = server.flask(
        "simulate", "--rooms", "3", "--people", "6", "--seconds", "600", "--per-minute", "30"
    )
    until_somebody_has_written(beside)
    downtimes = []
    for _kill in range(10):
        down = time.monotonic()
        server.kill()
        server.start()
        downtimes.append(time.monotonic() - down)
        time.sleep(BACK_WITHIN_S)
    simulation.send_signal(signal.SIGINT)
    out, err = simulation.communicate(timeout=60)
    figures = json.loads(out.splitlines()[-1]) if out else pytest.fail(err)

    print(figures, [round(t, 2) for t in downtimes])
    assert {name: figures[name] for name in ("lost", "duplicated", "reordered", "refused")} == {
        "lost": 0,
        "duplicated": 0,
        "reordered": 0,
        "refused": {},
    }
    assert figures["acked"] == figures["sent"] > 100
    # Ten times away for each: whoever had not come back before the next kill would have fewer.
    assert figures["reconnects"] == 10 * figures["people"]
    assert figures["longest_away_s"] <= max(downtimes) + BACK_WITHIN_S
    with beside.app_context():
        stored = messages_stored()
        for room in db.session.scalars(select(Room)):
            beside.extensions["room_engine"].rooms.log.verify(room.id)
    assert stored == figures["acked"]
