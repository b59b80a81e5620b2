"""Janus behind the room's own socket: what a device is told, and that the room lives without Janus."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from elearn.app import create_app
from elearn.extensions import db
from rooms.simulation.client import Client, Ticket
from rooms.simulation.crowd import gather
from tests.conftest import DATABASE
from tests.rooms.clients import ANA, LEADER, seated, together
from tests.rooms.media.devices import OFFER, Device, until
from tests.services.janus import JanusServer
from tests.serving import Server, served


@pytest.fixture
def server(tmp_path: Path, empty_database: Path, janus: JanusServer) -> Iterator[Server]:
    shutil.copy(empty_database, tmp_path / DATABASE)
    with served(tmp_path, **janus.config) as server:
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


async def publishes(device: Device) -> bool:
    """It offers to send, and Janus' answer comes back to it alone."""
    before = len(device.heard)
    said = await device.signal("publish", description={"type": "offer", "sdp": OFFER})
    return said == {"ok": True} and await until(
        lambda: (
            [(each["from"], each["description"]["type"]) for each in device.heard[before:]]
            == [("publish", "answer")]
        )
    )


async def hear_of_it(*devices: Device, up: bool) -> bool:
    """All of them are told that Janus is there, or that it is away."""
    last = {"kind": "carrier", "up": up}
    return await until(lambda: all(device.told[-1:] == [last] for device in devices))


def told(server: Server) -> tuple[Any, float]:
    """What whoever watches the server is told of Janus."""
    with urlopen(f"{server.url}/healthz", timeout=10) as health:
        well = json.load(health)
    with urlopen(f"{server.url}/metrics", timeout=10) as figures:
        (connected,) = re.findall(
            r"^mestringsrom_janus_connected (.+)$", figures.read().decode(), re.MULTILINE
        )
    return well, float(connected)


def test_a_device_sends_to_janus_by_way_of_the_room(tickets: list[Ticket]) -> None:
    async def meet() -> None:
        clients = await seated(tickets)
        leader, ana = Device(clients[LEADER]), Device(clients[ANA])

        entered = await ana.enter()
        assert (entered["carrier"], entered["relay_only"], entered["ice"]) == ("janus", False, [])
        assert entered["most"] == {"voices": 25, "pictures": 25}
        await leader.enter()

        assert await publishes(ana)
        assert await publishes(leader)
        assert await ana.signal("publish", candidate=None) == {"ok": True}
        clients[LEADER].do("stop_voice", person=clients[ANA].view["me"]["id"])
        assert await until(lambda: leader.company[ana.party]["voice"] is False)
        await part(clients)

    together(meet)


def test_what_makes_no_sense_is_refused_and_harms_nobody(tickets: list[Ticket]) -> None:
    async def stumble() -> None:
        clients = await seated(tickets)
        ana = Device(clients[ANA])
        await ana.enter()

        for to, said in (
            ("publish", {"description": {"type": "answer", "sdp": OFFER}}),
            ("subscribe", {"description": {"type": "offer", "sdp": OFFER}}),
            ("subscribe", {"description": {"type": "answer", "sdp": OFFER}}),
            ("subscribe", {"candidate": None}),
            ("somebody", {"description": {"type": "offer", "sdp": OFFER}}),
            (
                "publish",
                {"description": {"type": "offer", "sdp": "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\n"}},
            ),
            ("publish", {"description": {"type": "offer", "sdp": OFFER.replace("m=audio", "m=nonsense")}}),
        ):
            assert await ana.signal(to, **said) == {"ok": False, "code": "bad_signal"}, (to, said)
        assert await publishes(ana)
        await part(clients)

    together(stumble)


def test_without_janus_the_room_goes_on_and_sound_comes_back(
    tickets: list[Ticket], server: Server, janus: JanusServer
) -> None:
    async def lose() -> None:
        clients = await seated(tickets)
        leader, ana = Device(clients[LEADER]), Device(clients[ANA])
        await ana.enter()
        assert await publishes(ana)
        assert told(server) == ({"status": "ok", "database": "ok", "janus": "ok"}, 1)

        janus.kill()
        assert await hear_of_it(leader, ana, up=False)
        assert (await ana.signal("publish", candidate=None))["code"] == "media_off"
        assert (await leader.enter())["code"] == "media_off"
        assert told(server) == ({"status": "ok", "database": "ok", "janus": "away"}, 0)
        clients[ANA].do("send_message", text="Jeg hører ingen.")
        assert await clients[ANA].drained(20)

        janus.start()
        assert await hear_of_it(leader, ana, up=True)
        for device in (leader, ana):
            assert (await device.enter())["ok"]
            assert await publishes(device)
        assert await leader.knows(ana)
        assert told(server) == ({"status": "ok", "database": "ok", "janus": "ok"}, 1)
        await part(clients)

    together(lose)
    assert "Traceback" not in server.log()
