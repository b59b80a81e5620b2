"""Some people of a room, in a process of their own that may live behind a bad line: what each saw, as JSON.

Reads one line of JSON: `tickets`, whether the leaders are among them (`leads`), how many `people` there are
in all, a `name` for its authors, and for how many `seconds` each writes how many messages `per_minute`. Ends
`settle_s` seconds after everything that its people wrote is answered, so that what others wrote can come.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from contextlib import suppress
from typing import Any

from rooms.simulation.client import Client, Ticket

PATIENCE_S = 60.0


async def chat(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Come in, write now and then, and tell what was seen."""
    clients = [Client(Ticket(**ticket)) for ticket in asked["tickets"]]
    await asyncio.gather(*(client.start() for client in clients))
    # The first two of a room are its leaders.
    for client in clients[2:] if asked["leads"] else clients:
        client.do("accept_ground_rules")
        client.do("enter")
    if asked["leads"]:
        await _let_in(clients[0], asked["people"])
    await _begun(clients)
    until = time.monotonic() + asked["seconds"]
    await asyncio.gather(*(_write(client, asked, number, until) for number, client in enumerate(clients)))
    drained = [await client.drained(PATIENCE_S) for client in clients]
    await asyncio.sleep(asked["settle_s"])
    seen = [_seen(client) | {"drained": all(drained)} for client in clients]
    for client in clients:
        with suppress(Exception):
            await asyncio.wait_for(client.stop(), 5)
    return seen


async def _let_in(leader: Client, people: int) -> None:
    """Admit whoever has knocked until all are there, then begin."""
    until = time.monotonic() + PATIENCE_S
    while sum(person["here"] for person in leader.view["people"].values()) < people:
        assert time.monotonic() < until, "they never all came"
        leader.do("admit_all")
        await leader.drained(10)
        await asyncio.sleep(0.3)
    leader.do("start_session", reason="drill")
    assert await leader.drained(PATIENCE_S)


async def _begun(clients: list[Client]) -> None:
    """Until each has a seat in a session that has begun."""
    until = time.monotonic() + PATIENCE_S
    while not all(_is_seated(client) and client.view["room"]["state"] == "open" for client in clients):
        assert time.monotonic() < until, "it never began"
        await asyncio.sleep(0.1)


def _is_seated(client: Client) -> bool:
    return not str(client.view["sight"]).startswith("door")


async def _write(client: Client, asked: dict[str, Any], number: int, until: float) -> None:
    count = 0
    while (pause := random.expovariate(asked["per_minute"] / 60)) < until - time.monotonic():
        await asyncio.sleep(pause)
        count += 1
        client.do("send_message", text=f"{asked['name']}{number}.{count}")


def _seen(client: Client) -> dict[str, Any]:
    seen = client.seen
    return {
        "sent": {text: seen.sent[id] for id, text in seen.written.items()},
        "acked": {seen.written[id]: at for id, at in seen.acked.items() if id in seen.written},
        "first_seen": seen.first_seen,
        "screen": [(key, seen.messages[key]["text"]) for key in seen.order],
        "refused": seen.refused,
        "away_s": seen.away_s,
    }


def main() -> None:
    """From standard input to standard output."""
    print(json.dumps(asyncio.run(chat(json.loads(sys.stdin.readline())))))


if __name__ == "__main__":
    main()
