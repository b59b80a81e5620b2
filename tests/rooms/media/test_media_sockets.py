"""Sound and picture over real sockets, on each of the two ways that messages can travel."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from elearn.app import create_app
from elearn.extensions import db
from rooms.simulation.client import Client, Ticket
from rooms.simulation.crowd import gather
from tests.conftest import DATABASE
from tests.rooms.clients import ANA, LEADER, seated, together
from tests.rooms.media.devices import Device, until
from tests.serving import Server, served

RELAY = {"MEDIA": "mesh", "TURN_URLS": "turn:127.0.0.1:3478?transport=udp", "TURN_SECRET": "shared"}


@pytest.fixture(params=["direct", "stock"])
def server(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> Iterator[Server]:
    shutil.copy(empty_database, tmp_path / DATABASE)
    with served(tmp_path, ROOM_PATH=request.param, **RELAY) as server:
        yield server


@pytest.fixture
def tickets(server: Server) -> list[Ticket]:
    """Two leaders and four participants."""
    beside = create_app(DATA=server.data, URL=server.url)
    with beside.app_context():
        (room,) = gather(beside, db.session, server.url, rooms=1, people=6)
        db.session.commit()
    return room.tickets


async def part(clients: list[Client]) -> None:
    for client in clients:
        await client.stop()


def test_devices_come_and_go_and_pass_signals(tickets: list[Ticket]):
    async def meet() -> None:
        clients = await seated(tickets)
        leader, ana = Device(clients[LEADER]), Device(clients[ANA])

        answer = await leader.enter(picture=True)
        assert answer["ok"] and answer["company"] == []
        assert (answer["carrier"], answer["relay_only"]) == ("mesh", True)
        assert answer["most"] == {"voices": 10, "pictures": 6}
        assert answer["ice"][0]["urls"] == ["turn:127.0.0.1:3478?transport=udp"]

        met = await ana.enter(rung="sound")
        assert met["company"] == [
            {
                "party": leader.party,
                "person": clients[LEADER].view["me"]["id"],
                "rung": "all",
                "voice": True,
                "picture": True,
                "screen": False,
                "speaking": False,
            }
        ]
        assert await leader.knows(ana)

        assert await ana.offer(leader) == {"ok": True}
        assert await until(lambda: len(leader.heard) == 1)
        assert leader.heard[0]["from"] == ana.party
        assert leader.heard[0]["description"]["type"] == "offer"
        assert await leader.signal(ana.party, candidate=None) == {"ok": True}
        assert await until(lambda: ana.heard == [{"kind": "signal", "from": leader.party, "candidate": None}])

        assert await ana.ask("speaking", speaking=True) == {"ok": True}
        assert await until(lambda: leader.company[ana.party]["speaking"])
        assert await ana.ask("state", voice=False, rung="all") == {"ok": True}
        assert await until(lambda: leader.company[ana.party]["voice"] is False)
        assert leader.company[ana.party]["rung"] == "all"
        assert await until(lambda: clients[LEADER].view["people"][clients[ANA].view["me"]["id"]]["in_media"])

        assert (await ana.ask("leave"))["ok"]
        assert await leader.knows()
        assert await until(
            lambda: not clients[LEADER].view["people"][clients[ANA].view["me"]["id"]]["in_media"]
        )
        await part(clients)

    together(meet)
