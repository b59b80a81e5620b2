"""Sound and picture over real sockets, on each of the two ways that messages can travel."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from elearn.accounts.models import Person
from elearn.accounts.service import sign_out_everywhere
from elearn.app import create_app
from elearn.extensions import db
from rooms.simulation.client import Client, Ticket
from rooms.simulation.crowd import gather
from tests.conftest import DATABASE
from tests.rooms.clients import ANA, BJORN, LEADER, OTHER_LEADER, seated, together
from tests.rooms.media.devices import OFFER, Device, taking_part, until
from tests.serving import Server, served

RELAY = {"MEDIA": "mesh", "TURN_URLS": "turn:127.0.0.1:3478?transport=udp", "TURN_SECRET": "shared"}
CECILIE, DAG = 4, 5


@pytest.fixture(params=["direct", "stock"])
def server(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> Iterator[Server]:
    shutil.copy(empty_database, tmp_path / DATABASE)
    with served(tmp_path, ROOM_PATH=request.param, **RELAY) as server:
        yield server


@pytest.fixture
def beside(server: Server) -> Flask:
    """The same installation from another process."""
    return create_app(DATA=server.data, URL=server.url)


@pytest.fixture
def tickets(server: Server, beside: Flask) -> list[Ticket]:
    """Two leaders and four participants."""
    with beside.app_context():
        (room,) = gather(beside, db.session, server.url, rooms=1, people=6)
        db.session.commit()
    return room.tickets


def me(device: Device) -> str:
    return str(device.client.view["me"]["id"])


def takes_part(seen_by: Client, device: Device) -> bool:
    return bool(seen_by.view["people"][me(device)]["in_media"])


async def part(clients: list[Client]) -> None:
    for client in clients:
        await client.stop()


def test_devices_come_and_go_and_pass_signals(tickets: list[Ticket]):
    async def meet() -> None:
        clients = await seated(tickets)
        leader, ana = Device(clients[LEADER]), Device(clients[ANA])

        answer = await leader.enter(picture=True)
        assert (answer["company"], answer["carrier"], answer["relay_only"]) == ([], "mesh", True)
        assert answer["most"] == {"voices": 10, "pictures": 6}
        assert answer["ice"][0]["urls"] == ["turn:127.0.0.1:3478?transport=udp"]
        assert (await ana.enter(rung="sound"))["company"] == [
            {"party": leader.party, "person": me(leader), "rung": "all"}
            | {"voice": True, "picture": True, "screen": False, "speaking": False}
        ]
        assert await leader.knows(ana)

        assert await ana.offer(leader) == {"ok": True}
        assert await until(lambda: len(leader.heard) == 1)
        assert leader.heard[0] == {
            "kind": "signal",
            "from": ana.party,
            "description": {"type": "offer", "sdp": OFFER.replace("127.0.0.1", "0.0.0.0")},
        }
        assert await leader.signal(ana.party, candidate=None) == {"ok": True}
        assert await until(lambda: ana.heard == [{"kind": "signal", "from": leader.party, "candidate": None}])

        assert await ana.ask("speaking", speaking=True) == {"ok": True}
        assert await until(lambda: leader.company[ana.party]["speaking"])
        assert await ana.ask("state", voice=False, rung="all") == {"ok": True}
        assert await until(lambda: leader.company[ana.party]["voice"] is False)
        assert leader.company[ana.party]["rung"] == "all"
        assert await until(lambda: takes_part(clients[LEADER], ana))

        assert (await ana.ask("leave"))["ok"]
        assert await leader.knows()
        assert await until(lambda: not takes_part(clients[LEADER], ana))
        await part(clients)

    together(meet)


def test_a_leaders_mute_holds_and_a_removed_person_is_out_within_two_seconds(tickets: list[Ticket]):
    async def lead() -> None:
        clients = await seated(tickets)
        leader, ana, bjorn = await taking_part([clients[LEADER], clients[ANA], clients[BJORN]])

        clients[OTHER_LEADER].do("stop_voice", person=me(ana))
        assert await until(lambda: bjorn.company[ana.party]["voice"] is False)
        assert await ana.ask("state", voice=True) == {"ok": True}
        clients[ANA].do("resume_voice")
        assert await until(lambda: bjorn.company[ana.party]["voice"] is True)

        began = time.monotonic()
        clients[LEADER].do("remove_member", person=me(ana), reason="ut")
        assert await until(lambda: ana.off == ["removed"])
        assert await leader.knows(bjorn)
        assert time.monotonic() - began < 2
        assert await ana.offer(bjorn) == {"ok": False, "code": "removed"}
        assert await bjorn.offer(ana) == {"ok": False, "code": "bad_signal"}
        assert await ana.enter() == {"ok": False, "code": "removed"}
        assert bjorn.heard == ana.heard == []
        await part(clients)

    together(lead)


def test_groups_hear_their_own_only_and_all_come_back(tickets: list[Ticket]):
    async def split() -> None:
        clients = await seated(tickets)
        devices = await taking_part(clients)
        leader, other, ana, bjorn, cecilie, dag = devices
        clients[LEADER].do("prepare_breakouts", method="by_hand", size=2, minutes=5)
        for device, group in ((ana, 1), (bjorn, 1), (cecilie, 2), (dag, 2)):
            clients[LEADER].do("assign_to_breakout", person=me(device), group=group)
        clients[LEADER].do("open_breakouts")

        assert await ana.knows(bjorn)
        assert await dag.knows(cecilie)
        assert await leader.knows(other)
        assert await ana.offer(cecilie) == {"ok": False, "code": "bad_signal"}
        assert await ana.offer(bjorn) == {"ok": True}
        clients[LEADER].do("visit_breakout", place="group-2")
        assert await dag.knows(cecilie, leader)
        assert await other.knows()
        clients[LEADER].do("close_breakouts", seconds=0)
        for device in devices:
            assert await device.knows(*(each for each in devices if each is not device))
        assert cecilie.heard == []
        await part(clients)

    together(split)


def test_a_second_device_takes_over_and_a_lost_line_is_no_party(tickets: list[Ticket]):
    async def change() -> None:
        clients = await seated(tickets)
        tablet = Client(tickets[ANA])
        await tablet.start()
        leader, ana = await taking_part([clients[LEADER], clients[ANA]])

        on_tablet = Device(tablet)
        assert (await on_tablet.enter())["ok"]
        assert await until(lambda: ana.off == ["other_device"])
        assert await leader.knows(on_tablet)
        await clients[ANA].stop()
        assert await leader.offer(on_tablet) == {"ok": True}
        assert await until(lambda: len(on_tablet.heard) == 1)

        await tablet.stop()
        assert await leader.knows()
        await part([each for each in clients if each is not clients[ANA]])

    together(change)


def test_who_signs_out_elsewhere_is_out_within_two_seconds(beside: Flask, tickets: list[Ticket]):
    async def leave() -> None:
        clients = await seated(tickets)
        leader, ana = await taking_part([clients[LEADER], clients[ANA]])

        with beside.app_context():
            sign_out_everywhere(
                db.session, db.session.scalars(select(Person).where(Person.public_id == me(ana))).one()
            )
            db.session.commit()
        began = time.monotonic()
        assert await leader.knows()
        assert time.monotonic() - began < 2
        await part(clients)

    together(leave)


def test_who_reads_on_without_a_device_is_written_down_after_a_while(tickets: list[Ticket]):
    async def read() -> None:
        clients = await seated(tickets)
        leader, ana = await taking_part([clients[LEADER], clients[ANA]])
        clients[ANA].pause()
        assert await leader.knows()
        clients[ANA].resume()

        assert await until(lambda: not takes_part(clients[LEADER], ana), 30)
        assert takes_part(clients[LEADER], leader)
        await part(clients)

    together(read)


LOCAL = "candidate:1 1 udp 2122260223 192.168.1.17 54321 typ host generation 0"
HOSTILE: list[Any] = [
    *("text", None, [1], {"kind": "signal"}, {"kind": ["enter"]}, {"kind": "enter", "rung": "\ud800"}),
    {"kind": "state", "voice": {"$ne": 1}},
]
BROKEN: list[dict[str, Any]] = [
    {"description": {"type": "offer", "sdp": OFFER + "a=" + "x" * 70_000}},
    {"description": {"type": "offer", "sdp": OFFER.replace("s=-", "s=\0")}},
    {"description": {"type": "offer", "sdp": "\ud800"}},
    {"description": {"type": "answer"}},
    {"description": {"type": "rollback", "sdp": ""}},
    {"candidate": {"candidate": LOCAL, "sdpMid": "0"}},
    {"candidate": {"candidate": "candidate:1", "sdpMid": "0"}},
    {"candidate": []},
]


def test_hostile_signals_get_a_code_and_the_next_good_one_passes(server: Server, tickets: list[Ticket]):
    async def attack() -> None:
        clients = await seated(tickets)
        leader, ana = await taking_part([clients[LEADER], clients[ANA]])
        for data in HOSTILE:
            answer = await ana.socket.call("media", data, timeout=10)
            assert answer == {"ok": False, "code": "bad_signal" if data == HOSTILE[3] else "malformed"}, data
        for said in BROKEN:
            assert await ana.signal(leader.party, **said) == {"ok": False, "code": "bad_signal"}, said
        for to in ("publish", "0123456789abcdef", me(leader), ana.party, None, {}):
            assert await ana.signal(to, candidate=None) == {"ok": False, "code": "bad_signal"}
        assert leader.heard == []

        assert await ana.offer(leader) == {"ok": True}
        assert await until(lambda: len(leader.heard) == 1)
        await part(clients)

    together(attack)
    assert '"level": "error"' not in server.log()


def test_a_description_of_a_megabyte_ends_that_connection_only(server: Server, tickets: list[Ticket]):
    async def oversize() -> None:
        clients = await seated(tickets)
        leader, ana, bjorn = await taking_part([clients[LEADER], clients[ANA], clients[BJORN]])
        sdp = OFFER + "a=mid:0\r\n" * 120_000
        await ana.socket.emit("media", {"kind": "signal", "to": leader.party, "description": {"sdp": sdp}})

        assert await leader.knows(bjorn)
        assert await bjorn.offer(leader) == {"ok": True}
        clients[ANA].do("raise_hand")
        assert await clients[ANA].drained(20)
        back = Device(clients[ANA])
        assert (await back.enter())["ok"]
        assert await leader.knows(bjorn, back)
        await part(clients)

    together(oversize)
    assert '"level": "error"' not in server.log()


def test_a_flood_of_signals_is_slowed_and_keeps_nobody_from_writing(tickets: list[Ticket]):
    async def flood() -> None:
        clients = await seated(tickets)
        leader, ana = await taking_part([clients[LEADER], clients[ANA]])
        long = {"type": "offer", "sdp": OFFER + "a=mid:0\r\n" * 6_000}
        answers = await asyncio.gather(*(ana.signal(leader.party, description=long) for _ in range(60)))

        # Each counts as fourteen, and two hundred pass at once.
        assert {"ok": False, "code": "too_fast"} in answers
        assert answers.count({"ok": True}) >= 14
        clients[ANA].do("raise_hand")
        assert await clients[ANA].drained(10)
        assert clients[ANA].seen.refused == []
        await part(clients)

    together(flood)
