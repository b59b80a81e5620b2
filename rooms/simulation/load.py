"""Rooms full of people who write, and the figures that tell whether everything arrived once and in order."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import signal
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from rooms.simulation.client import Client
from rooms.simulation.crowd import RoomOfTickets

SETTLE_S = 30


async def run(
    rooms: list[RoomOfTickets], seconds: float, per_minute: float, ledger: Path | None = None
) -> dict[str, Any]:
    """Let every room write for `seconds`, each person `per_minute` messages; the figures afterwards.

    Ctrl-C ends the writing early, and the figures come all the same. `ledger`: a file that gets a line of
    JSON for each message: its text, when it was sent, acknowledged, and on the last screen of its room (None:
    never), in seconds of the machine's clock that never jumps.
    """
    groups = [[Client(ticket) for ticket in room.tickets] for room in rooms]
    await asyncio.gather(*(_seat(group) for group in groups))
    enough = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, enough.set)
    asyncio.get_running_loop().call_later(seconds, enough.set)
    await asyncio.gather(*(_write(client, enough, per_minute) for group in groups for client in group))
    everyone = [client for group in groups for client in group]
    await asyncio.gather(*(client.drained(SETTLE_S) for client in everyone))
    await _settle(groups)
    figures = _figures(groups)
    if ledger:
        ledger.write_text("".join(json.dumps(line) + "\n" for group in groups for line in _ledger(group)))
    await asyncio.gather(*(client.stop() for client in everyone))
    return figures


async def _seat(group: list[Client]) -> None:
    """The leaders come first, everybody accepts the rules and is let in, the session begins."""
    for client in group:
        await client.start()
    for client in group[2:]:
        client.do("accept_ground_rules")
        client.do("enter")
    await asyncio.gather(*(client.drained(SETTLE_S) for client in group))
    group[0].do("admit_all")
    group[0].do("start_session", reason="simulation")
    await group[0].drained(SETTLE_S)


async def _write(client: Client, enough: asyncio.Event, per_minute: float) -> None:
    """Write now and then, as people do: the pauses are random, their mean is set."""
    for count in itertools.count(1):
        pause = random.expovariate(per_minute / 60)
        with suppress(TimeoutError):
            await asyncio.wait_for(enough.wait(), pause)
        if enough.is_set():
            return
        client.do("send_message", text=f"{id(client):x}.{count}")


async def _settle(groups: list[list[Client]]) -> None:
    """Wait until everybody in a room has the same number, or give up: what is missing then is lost."""
    until = time.monotonic() + SETTLE_S
    while time.monotonic() < until:
        if all(len({client.seq for client in group}) == 1 for group in groups):
            return
        await asyncio.sleep(0.2)


def _figures(groups: list[list[Client]]) -> dict[str, Any]:
    totals: Counter[str] = Counter()
    latencies: list[float] = []
    away: list[float] = []
    for group in groups:
        totals.update(_room_figures(group, latencies))
        away += [gone for client in group for gone in client.seen.away_s]
    everyone = [client for group in groups for client in group]
    refused = Counter(code for client in everyone for code in client.seen.refused)
    return {
        "rooms": len(groups),
        "people": sum(len(group) for group in groups),
        **{name: totals[name] for name in ("sent", "acked", "delivered", "lost", "duplicated", "reordered")},
        **_percentiles(latencies),
        "refused": dict(refused),
        "reconnects": len(away),
        "longest_away_s": round(max(away, default=0), 2),
        "longest_silence_s": round(max(map(_silence, everyone), default=0), 2),
    }


def _silence(client: Client) -> float:
    """The longest time between two messages on one screen, in seconds, whether others wrote or not."""
    return max((later - earlier for earlier, later in pairwise(client.seen.first_seen.values())), default=0.0)


def _ledger(group: list[Client]) -> Iterator[dict[str, Any]]:
    for client in group:
        for id, text in client.seen.written.items():
            seen = [other.seen.first_seen.get(text) for other in group]
            yield {
                "text": text,
                "sent": client.seen.sent[id],
                "acked": client.seen.acked.get(id),
                "seen": None if None in seen else max(at for at in seen if at is not None),
            }


def _room_figures(group: list[Client], latencies: list[float]) -> Counter[str]:
    acked: set[str] = set()
    sent_at: dict[str, float] = {}
    for client in group:
        written = client.seen.written
        acked |= {written[id] for id in client.seen.acked if id in written}
        sent_at |= {text: client.seen.sent[id] for id, text in written.items()}
    totals = Counter(sent=len(sent_at), acked=len(acked))
    for client in group:
        shown = [client.seen.messages[key]["text"] for key in client.seen.order]
        totals["delivered"] += len(shown)
        totals["lost"] += len(acked - set(shown))
        totals["duplicated"] += len(shown) - len(set(shown))
        totals["reordered"] += _reordered(client.seen.order) + _out_of_order(shown)
        latencies += [at - sent_at[text] for text, at in client.seen.first_seen.items() if text in sent_at]
    return totals


def _reordered(numbers: list[int]) -> int:
    """How often a message came before one with a lower number."""
    return sum(1 for before, after in pairwise(numbers) if after < before)


def _out_of_order(texts: Iterable[str]) -> int:
    """How often one author's messages stand in another order than they were written."""
    last: dict[str, int] = {}
    wrong = 0
    for text in texts:
        author, _, count = text.partition(".")
        wrong += int(count) < last.get(author, 0)
        last[author] = int(count)
    return wrong


def _percentiles(latencies: list[float]) -> dict[str, float]:
    """p50, p95 and p99 in milliseconds, from a command's sending to each screen."""
    ordered = sorted(latencies)
    if not ordered:
        return {"p50_ms": 0.0, "p95_ms": 0.0, "p99_ms": 0.0}
    pick = {name: ordered[min(len(ordered) - 1, int(len(ordered) * part))] for name, part in _PARTS.items()}
    return {name: round(value * 1000, 1) for name, value in pick.items()}


_PARTS = {"p50_ms": 0.50, "p95_ms": 0.95, "p99_ms": 0.99}
