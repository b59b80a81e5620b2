"""Clients of a running server that act together: what the tests over real sockets share."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from rooms.simulation.client import Client, Ticket

LEADER, OTHER_LEADER, ANA, BJORN = range(4)


def together(*doing: Callable[[], Awaitable[None]], seconds: float = 120) -> None:
    """Let the clients act, in a thread with an event loop of its own: the browsers' tests hold this one's."""
    with ThreadPoolExecutor(1) as thread:
        for act in doing:
            thread.submit(asyncio.run, asyncio.wait_for(act(), seconds)).result()  # type: ignore[arg-type]


async def seated(tickets: list[Ticket]) -> list[Client]:
    """Everybody in their seat, the session begun."""
    clients = [Client(ticket) for ticket in tickets]
    for client in clients:
        await client.start()
    for client in clients[ANA:]:
        client.do("accept_ground_rules")
        client.do("enter")
        assert await client.drained(20)
    clients[LEADER].do("admit_all")
    clients[LEADER].do("start_session")
    assert await clients[LEADER].drained(20)
    return clients
