"""Two processes on PostgreSQL and Redis: one room, whoever is connected to which of them."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask
from redis import Redis

from elearn.app import create_app
from elearn.extensions import db
from rooms.neighbours import CHANNEL, LONGEST_BACK_OFF_S
from rooms.simulation.client import Client, Ticket
from rooms.simulation.crowd import gather
from tests.rooms.clients import BJORN, LEADER, OTHER_LEADER, seated, together
from tests.services.redis import RedisServer, private_redis
from tests.serving import Server, served


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """A Redis of this test's own: it may be killed."""
    with private_redis() as server:
        yield server


@pytest.fixture
def servers(tmp_path: Path, postgres_url: str, redis: RedisServer) -> Iterator[list[Server]]:
    with ExitStack() as stack:
        yield [
            stack.enter_context(served(tmp_path, DATABASE_URL=postgres_url, REDIS_URL=redis.url))
            for _ in range(2)
        ]


@pytest.fixture
def beside(servers: list[Server], postgres_url: str) -> Iterator[Flask]:
    app = create_app(DATA=servers[0].data, URL=servers[0].url, DATABASE_URL=postgres_url)
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def tickets(servers: list[Server], beside: Flask) -> list[Ticket]:
    """A room of four: the first of each kind comes to the first process, the second to the second."""
    with beside.app_context():
        (room,) = gather(beside, db.session, servers[0].url, rooms=1, people=4)
        db.session.commit()
    return [replace(ticket, url=servers[number % 2].url) for number, ticket in enumerate(room.tickets)]


async def until(holds: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        await asyncio.sleep(0.05)
    return holds()


def said(client: Client) -> list[str]:
    return [client.seen.messages[number]["text"] for number in client.seen.order]


def here(client: Client) -> list[bool]:
    return [person["here"] for person in client.view["people"].values()]


async def talk(clients: list[Client], name: str, count: int = 10) -> list[str]:
    """Everybody writes at once; what was written."""
    texts = [f"{name}.{who}.{number}" for number in range(count) for who in range(len(clients))]
    for text in texts:
        clients[int(text.split(".")[1])].do("send_message", text=text)
        await asyncio.sleep(0.03)
    for client in clients:
        assert await client.drained(30)
    return texts


async def all_have(clients: list[Client], texts: list[str]) -> bool:
    return await until(lambda: all(sorted(said(client)) == sorted(texts) for client in clients))


def same_everywhere(clients: list[Client]) -> bool:
    return len({tuple(client.seen.order) for client in clients}) == 1


def test_what_is_said_in_one_process_is_heard_in_the_other_once_and_in_order(tickets: list[Ticket]):
    async def meet() -> None:
        clients = await seated(tickets)
        texts = await talk(clients, "a")

        assert await all_have(clients, texts)
        assert same_everywhere(clients)
        for client in clients:
            await client.stop()

    together(meet)


def test_people_in_the_other_process_are_not_taken_for_gone(tickets: list[Ticket]):
    async def stay() -> None:
        clients = await seated(tickets)
        await asyncio.sleep(22)  # longer than the grace, and than two looks at who is absent
        assert here(clients[LEADER]) == here(clients[OTHER_LEADER]) == [True] * 4

        await clients[BJORN].stop()
        assert await until(lambda: here(clients[LEADER]).count(True) == 3, 40)
        for client in clients[:BJORN]:
            await client.stop()

    together(stay)


def test_who_is_back_within_the_grace_is_not_missed_by_a_process_that_never_had_them(tickets: list[Ticket]):
    async def stumble() -> None:
        clients = await seated(tickets)
        missed: list[int] = []
        for number in range(7):
            clients[BJORN].pause()
            if await until(lambda: here(clients[LEADER]) != [True] * 4, 6):
                missed.append(number)
            clients[BJORN].resume()
            await asyncio.sleep(2)

        assert missed == []
        for client in clients:
            await client.stop()

    together(stumble)


def told(server: Server) -> tuple[dict[str, str], float]:
    """What whoever watches a process is told: its health, and Prometheus' figure of Redis."""
    with urlopen(f"{server.url}/healthz", timeout=10) as health:
        well = json.load(health)
    with urlopen(f"{server.url}/metrics", timeout=10) as figures:
        (connected,) = re.findall(
            r"^mestringsrom_redis_connected (.+)$", figures.read().decode(), re.MULTILINE
        )
    return well, float(connected)


def test_without_redis_the_room_goes_on_and_nothing_is_missed(
    tickets: list[Ticket], servers: list[Server], redis: RedisServer
):
    async def lose() -> None:
        clients = await seated(tickets)
        texts = await talk(clients, "before")
        assert told(servers[0]) == ({"status": "ok", "database": "ok", "redis": "ok"}, 1)
        redis.kill()
        texts += await talk(clients, "away")
        assert await all_have(clients, texts)
        assert told(servers[0]) == ({"status": "ok", "database": "ok", "redis": "away"}, 0)

        redis.start()
        texts += await talk(clients, "back")
        # It is looked for again within the longest back-off.
        all_well = ({"status": "ok", "database": "ok", "redis": "ok"}, 1)
        assert await until(lambda: told(servers[0]) == all_well, 3 * LONGEST_BACK_OFF_S)
        assert await all_have(clients, texts)
        assert same_everywhere(clients)
        for client in clients:
            await client.stop()

    together(lose)


def test_a_hint_that_makes_no_sense_is_left_out_and_the_next_is_heard(
    tickets: list[Ticket], redis: RedisServer
):
    """As from a newer version, while processes are started anew one after the other."""

    async def hear() -> None:
        clients = await seated(tickets)
        with Redis.from_url(redis.url) as newer:
            for hint in (
                "{}",
                "[]",
                "not JSON",
                '{"by": "newer", "news": [["x"]]}',
                '{"by": "newer", "news": 1}',
            ):
                assert newer.publish(CHANNEL, hint) == 2

        for number in range(3):
            clients[LEADER].do("send_message", text=f"{number}")
            heard = [f"{each}" for each in range(number + 1)]
            # Told, not found by the look that each process takes at the log now and then.
            assert await until(lambda: said(clients[OTHER_LEADER]) == heard, 2)  # noqa: B023
        for client in clients:
            await client.stop()

    together(hear)


def test_a_process_that_ends_gently_loses_and_repeats_nothing(tickets: list[Ticket], servers: list[Server]):
    """Its people come to the other one; here they go on asking for their own, which is started anew."""

    async def restart() -> None:
        clients = await seated(tickets)
        talking = asyncio.create_task(talk(clients, "all the time", 60))
        for server in servers:
            await asyncio.sleep(1)
            await asyncio.to_thread(server.stop)
            await asyncio.to_thread(server.start)

        texts = await talking
        assert await all_have(clients, texts)
        assert same_everywhere(clients)
        assert [len(client.seen.away_s) for client in clients] == [1] * 4
        for client in clients:
            await client.stop()

    together(restart)
    for server in servers:
        assert "Traceback" not in server.log()
