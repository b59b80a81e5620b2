"""Coming into a room while the database is slow."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest
import socketio
from aiohttp import ClientSession

from elearn.app import create_app
from elearn.extensions import db
from rooms.simulation.client import Client, Ticket
from rooms.simulation.crowd import gather
from tests.rooms.clients import together
from tests.serving import Server, served


@pytest.mark.parametrize("path", ["direct", "stock"])
def test_whoever_leaves_before_the_database_answers_is_not_taken_for_connected(
    path: str, tmp_path: Path, postgres_url: str
) -> None:
    with served(tmp_path, DATABASE_URL=postgres_url, ROOM_PATH=path) as server:
        app = create_app(DATA=tmp_path, URL=server.url, DATABASE_URL=postgres_url)
        with app.app_context():
            (room,) = gather(app, db.session, server.url, rooms=1, people=3)
            db.session.commit()
            db.session.close()
            for engine in db.engines.values():
                engine.dispose()
        with psycopg.connect(postgres_url.replace("+psycopg", "")) as locked:
            locked.execute("LOCK TABLE sign_in IN ACCESS EXCLUSIVE MODE")
            together(lambda: dialled_and_gone(room.tickets[0]))
            locked.rollback()

        together(lambda: seated_alone(room.tickets[1]))

        assert watched(server) == 0


async def dialled_and_gone(ticket: Ticket) -> None:
    """Knock, and hang up before anybody has answered."""
    async with ClientSession() as line:
        socket = socketio.AsyncClient(reconnection=False, http_session=line)
        await socket.connect(
            ticket.url,
            headers={"Cookie": ticket.cookie, "Origin": ticket.url},
            auth={"room": ticket.room, "token": ticket.token},
            transports=["websocket"],
            wait=False,
        )
        await asyncio.sleep(0.5)  # until the question has reached the database, which answers nobody
        await socket.eio.disconnect(abort=True)


async def seated_alone(ticket: Ticket) -> None:
    """Somebody else comes and goes meanwhile: what was locked is answered."""
    client = Client(ticket)
    await client.start()
    await client.stop()


def watched(server: Server) -> float:
    """In how many rooms the server takes somebody for connected, once that has settled."""
    until = time.monotonic() + 10
    while True:
        text = urlopen(f"{server.url}/metrics", timeout=5).read().decode()
        found = [line for line in text.splitlines() if line.startswith("mestringsrom_rooms_watched ")]
        count = sum(float(line.split()[-1]) for line in found)
        assert found
        if count == 0 or time.monotonic() > until:
            return count
        time.sleep(0.2)
