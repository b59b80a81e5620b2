"""Sound in a room whose people are connected to two processes, on PostgreSQL and Redis."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from elearn.app import create_app
from elearn.extensions import db
from rooms.simulation.client import Client, Ticket
from rooms.simulation.crowd import gather
from tests.rooms.clients import ANA, BJORN, LEADER, OTHER_LEADER, seated, together
from tests.rooms.media.devices import Device, taking_part, until
from tests.services.redis import RedisServer, private_redis
from tests.serving import Server, served


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with private_redis() as server:
        yield server


@pytest.fixture
def servers(tmp_path: Path, postgres_url: str, redis: RedisServer) -> Iterator[list[Server]]:
    settings = {"DATABASE_URL": postgres_url, "REDIS_URL": redis.url, "MEDIA_DIRECT": "1"}
    with ExitStack() as stack:
        yield [stack.enter_context(served(tmp_path, **settings)) for _ in range(2)]


@pytest.fixture
def tickets(servers: list[Server], postgres_url: str) -> Iterator[list[Ticket]]:
    """A room of four: the first of each kind comes to the first process, the second to the second."""
    app = create_app(DATA=servers[0].data, URL=servers[0].url, DATABASE_URL=postgres_url)
    with app.app_context():
        (room,) = gather(app, db.session, servers[0].url, rooms=1, people=4)
        db.session.commit()
        for engine in db.engines.values():
            engine.dispose()
    yield [replace(ticket, url=servers[number % 2].url) for number, ticket in enumerate(room.tickets)]


def me(device: Device) -> str:
    return str(device.client.view["me"]["id"])


def test_people_hear_each_other_whichever_process_they_are_connected_to(
    tickets: list[Ticket], servers: list[Server]
):
    async def meet() -> None:
        clients = await seated(tickets)
        leader, other, ana, bjorn = await taking_part(clients)

        assert await ana.offer(bjorn) == {"ok": True}
        assert await bjorn.signal(ana.party, candidate=None) == {"ok": True}
        assert await until(lambda: [each["from"] for each in bjorn.heard] == [ana.party])
        assert await until(lambda: [each["from"] for each in ana.heard] == [bjorn.party])
        assert await ana.ask("speaking", speaking=True) == {"ok": True}
        assert await until(lambda: bjorn.company[ana.party]["speaking"] is True)
        assert await ana.ask("state", picture=True) == {"ok": True}
        assert await until(lambda: bjorn.company[ana.party]["picture"] is True)
        clients[LEADER].do("stop_picture", person=me(ana))
        assert await until(lambda: bjorn.company[ana.party]["picture"] is False)

        clients[LEADER].do("prepare_breakouts", method="by_hand", size=2, minutes=5)
        clients[LEADER].do("assign_to_breakout", person=me(ana), group=1)
        clients[LEADER].do("open_breakouts")
        assert await bjorn.knows(leader, other)
        assert await ana.knows()
        assert await bjorn.offer(ana) == {"ok": False, "code": "bad_signal"}
        clients[LEADER].do("close_breakouts", seconds=0)
        assert await ana.knows(leader, other, bjorn)

        clients[OTHER_LEADER].do("remove_member", person=me(ana), reason="ut")
        assert await until(lambda: ana.off == ["removed"])
        assert await bjorn.knows(leader, other)
        for client in clients:
            await client.stop()

    together(meet)
    for server in servers:
        assert "Traceback" not in server.log()


def test_a_newer_device_takes_over_from_one_at_the_other_process(
    tickets: list[Ticket], servers: list[Server]
):
    async def change() -> None:
        clients = await seated(tickets)
        leader, ana, bjorn = await taking_part([clients[LEADER], clients[ANA], clients[BJORN]])
        tablet = Client(replace(tickets[ANA], url=servers[1].url))
        await tablet.start()
        on_tablet = Device(tablet)

        assert (await on_tablet.enter())["ok"]
        assert await until(lambda: ana.off == ["other_device"])
        assert await leader.knows(on_tablet, bjorn)
        assert await bjorn.knows(leader, on_tablet)
        assert (await ana.enter())["ok"]
        assert await until(lambda: on_tablet.off == ["other_device"])
        assert await bjorn.knows(leader, ana)
        for client in (*clients, tablet):
            await client.stop()

    together(change)


def test_without_redis_each_process_goes_on_and_what_was_known_stays(
    tickets: list[Ticket], redis: RedisServer
):
    async def lose() -> None:
        clients = await seated(tickets)
        leader, other, ana = await taking_part([clients[LEADER], clients[OTHER_LEADER], clients[ANA]])
        redis.kill()
        bjorn = Device(clients[BJORN])

        assert (await bjorn.enter())["ok"]
        assert await bjorn.knows(leader, other, ana)
        assert await other.knows(leader, ana, bjorn)
        assert await bjorn.offer(other) == {"ok": True}
        assert await until(lambda: [each["from"] for each in other.heard] == [bjorn.party])
        assert set(leader.company) == {other.party, ana.party}

        redis.start()
        assert await leader.knows(other, ana, bjorn)
        assert await bjorn.offer(ana) == {"ok": True}
        assert await until(lambda: [each["from"] for each in ana.heard] == [bjorn.party])
        for client in clients:
            await client.stop()

    together(lose)


def test_devices_of_a_process_that_was_killed_are_gone_and_come_back(
    tickets: list[Ticket], servers: list[Server]
):
    async def kill() -> None:
        clients = await seated(tickets)
        leader, _other, ana = await taking_part([clients[LEADER], clients[OTHER_LEADER], clients[ANA]])

        await asyncio.to_thread(servers[1].kill)
        assert await until(lambda: set(leader.company) == {ana.party}, 40)
        await asyncio.to_thread(servers[1].start)
        clients[OTHER_LEADER].do("send_message", text="Tilbake")
        assert await clients[OTHER_LEADER].drained(30)
        back = Device(clients[OTHER_LEADER])
        assert (await back.enter())["ok"]
        assert await leader.knows(ana, back)
        assert await back.knows(leader, ana)
        for client in clients:
            await client.stop()

    together(kill)


def test_captions_reach_readers_in_the_other_process_and_no_other_place(tickets: list[Ticket]):
    async def read() -> None:
        clients = await seated(tickets)
        leader, other, ana, bjorn = await taking_part(clients)
        line = {"id": "1", "text": "Jeg sov godt", "final": True}
        assert (await ana.ask("caption", **line))["code"] == "captions_off"

        await bjorn.ask("captions", on=True)
        assert await until(lambda: any(each.get("on") for each in ana.told if each["kind"] == "captions"))
        assert await ana.ask("caption", **line) == {"ok": True}
        said = {"kind": "caption", "person": me(ana), **line}
        assert await until(lambda: said in bjorn.told)
        await leader.ask("refuse_captions", on=True)
        assert await until(lambda: _unwritten(bjorn) == {me(leader): "refused"})

        clients[LEADER].do("open_side_room", person=me(ana))
        assert await until(lambda: _is_read(ana) is False)
        assert (await ana.ask("caption", **line | {"id": "2"}))["code"] == "captions_off"
        assert await until(lambda: _unwritten(bjorn) == {})
        assert [each for each in other.told if each["kind"] == "caption"] == []
        for client in clients:
            await client.stop()

    together(read)


def _is_read(device: Device) -> bool | None:
    told = [each["on"] for each in device.told if each["kind"] == "captions"]
    return told[-1] if told else None


def _unwritten(device: Device) -> dict[str, str]:
    told = [each["unwritten"] for each in device.told if each["kind"] == "captions"]
    return dict(told[-1]) if told else {}
