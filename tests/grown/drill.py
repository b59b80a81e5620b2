"""Kills processes, PostgreSQL and Redis under load, and asks whether anything acknowledged is missing.

    .venv/bin/python -m tests.grown.drill --kills 100 --rooms 5 --people 8

Half of the kills hit a process of wsgi.py, a quarter each PostgreSQL and Redis. Prints one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, func, select

from rooms.log import ENTRIES, Log
from tests.grown.installation import Installation, grown
from tests.services.ports import free_port

# So long a killed part is away, and so long everybody then has to come back before the next kill.
AWAY_S, BACK_S = 0.5, 5.0


@dataclass(frozen=True, slots=True)
class Load:
    """Who writes how much meanwhile."""

    rooms: int
    people: int
    per_minute: float


def drill(installation: Installation, kills: int, load: Load, rng: random.Random) -> dict[str, Any]:
    """The simulation's figures, what the database holds, and how often each part was killed."""
    server = installation.processes[0]
    simulation = server.flask(
        "simulate",
        *("--rooms", str(load.rooms), "--people", str(load.people)),
        *("--per-minute", str(load.per_minute), "--seconds", "100000"),
    )
    time.sleep(5)
    victims = (["process"] * (kills - 2 * (kills // 4))) + ["postgresql", "redis"] * (kills // 4)
    rng.shuffle(victims)
    for victim in victims:
        _kill(installation, victim, rng)
        time.sleep(BACK_S)
    simulation.send_signal(signal.SIGINT)
    out, errors = simulation.communicate(timeout=180)
    assert out, errors
    killed = {name: victims.count(name) for name in sorted(set(victims))}
    return json.loads(out.splitlines()[-1]) | _stored(installation) | {"killed": killed} | asdict(load)


def _kill(installation: Installation, victim: str, rng: random.Random) -> None:
    match victim:
        case "process":
            server = rng.choice(installation.processes)
            server.kill()
            time.sleep(AWAY_S)
            server.start()
        case "postgresql":
            installation.postgres.kill()
            time.sleep(AWAY_S)
            installation.postgres.start()
        case "redis":
            installation.redis.kill()
            time.sleep(AWAY_S)
            installation.redis.start()


def _stored(installation: Installation) -> dict[str, int]:
    """The database itself: how many messages, how many rooms whose numbers and hashes have no gap."""
    engine = create_engine(installation.database_url)
    with engine.connect() as connection:
        messages = connection.scalar(select(func.count()).where(ENTRIES.c.kind == "message_sent"))
        rooms = connection.scalars(select(ENTRIES.c.room_id).distinct()).all()
    for room_id in rooms:
        Log(engine).verify(room_id)
    engine.dispose()
    return {"stored": messages or 0, "verified_rooms": len(rooms)}


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.grown.drill", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--rooms", type=int, default=5)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--per-minute", type=float, default=60)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    load = Load(asked.rooms, asked.people, asked.per_minute)
    with (
        tempfile.TemporaryDirectory(prefix="drill-") as folder,
        grown(Path(folder), free_port(), asked.processes) as installation,
    ):
        print(json.dumps(drill(installation, asked.kills, load, random.Random())))


if __name__ == "__main__":
    main()
