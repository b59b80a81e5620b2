"""Kills processes, PostgreSQL and Redis under load, and asks whether anything acknowledged is missing.

    .venv/bin/python -m tests.grown.drill --kills 100 --messages 100000     # about 20 minutes
    .venv/bin/python -m tests.grown.drill --kills 0 --restarts 3            # rolling restarts instead

Half of the kills hit a process of wsgi.py, a quarter each PostgreSQL and Redis. A ledger outside of all of
them holds what was sent, acknowledged and seen; it is compared with the database and with every screen.
Prints its progress, a table, and one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, func, select
from sqlalchemy.exc import OperationalError

from rooms.log import ENTRIES, Log
from tests.grown.installation import Installation, grown
from tests.grown.recovery import Kill, recoveries, worst
from tests.hardship.telling import Figures, progress, report
from tests.services.ports import free_port

# So long a killed part is away, and so long everybody then has to come back before the next kill.
AWAY_S, BACK_S = 0.5, 5.0
# So long it is quiet at the beginning: what times are usual is seen then.
CALM_S = 10.0
# A process that has ended is started anew; then its people come back before the next one ends.
BETWEEN_S = 3.0


@dataclass(frozen=True, slots=True)
class Load:
    """Who writes how much meanwhile."""

    rooms: int
    people: int
    per_minute: float


@dataclass(slots=True)
class Written:
    """What the simulation told at its end: its figures, and its ledger with a line for each message."""

    figures: Figures = field(default_factory=dict)
    ledger: list[dict[str, Any]] = field(default_factory=list)


def drill(
    installation: Installation, kills: int, load: Load, rng: random.Random, messages: int = 0
) -> Figures:
    """The simulation's figures, what the database holds, and how long it took after each kill to be well.

    After the last kill people go on writing until the database holds so many `messages`.
    """
    victims = (["process"] * (kills - 2 * (kills // 4))) + ["postgresql", "redis"] * (kills // 4)
    rng.shuffle(victims)
    moments = []
    with _writing(installation, load) as written:
        calm_from = time.monotonic()
        time.sleep(CALM_S)
        for number, victim in enumerate(victims):
            at = time.monotonic()
            _kill(installation, victim, rng)
            moments.append(Kill(victim, at, time.monotonic()))
            time.sleep(BACK_S)
            progress(f"kill {number + 1} of {kills}: {victim}; {_count(installation):,} messages stored")
        while (count := _count(installation)) < messages:
            time.sleep(5)
            progress(f"{count:,} of {messages:,} messages stored")
    killed = dict(sorted(Counter(victims).items()))
    recovered = recoveries(written.ledger, calm_from, moments)
    return (
        written.figures
        | _compared(installation, written.ledger)
        | {"killed": killed}
        | worst(recovered)
        | asdict(load)
        | {"recoveries": [asdict(each) for each in recovered]}
    )


def rolling_restarts(installation: Installation, times: int, load: Load) -> Figures:
    """The simulation's figures over so many restarts of all processes, one after the other."""
    with _writing(installation, load) as written:
        for number in range(times):
            for server in installation.processes:
                server.stop()
                server.start()
                time.sleep(BETWEEN_S)
            progress(f"restart {number + 1} of {times}")
    compared = _compared(installation, written.ledger)
    return written.figures | compared | {"restarted": times * len(installation.processes)} | asdict(load)


@contextmanager
def _writing(installation: Installation, load: Load) -> Iterator[Written]:
    """Everybody is seated and writes until the block ends, and is given the time to catch up."""
    path, written = installation.data / f"ledger-{time.monotonic_ns()}", Written()
    simulation = installation.processes[0].flask(
        "simulate",
        *("--rooms", str(load.rooms), "--people", str(load.people)),
        *("--per-minute", str(load.per_minute), "--seconds", "100000", "--ledger", str(path)),
    )
    try:
        _wait_for_words(installation, simulation)
        yield written
        simulation.send_signal(signal.SIGINT)
        out, errors = simulation.communicate(timeout=300)
    finally:
        simulation.kill()
    assert out, errors
    written.figures = json.loads(out.splitlines()[-1])
    written.ledger = [json.loads(line) for line in path.read_text().splitlines()]


def _wait_for_words(installation: Installation, simulation: subprocess.Popen[str]) -> None:
    """Until the first of the simulation has written."""
    before, until = _count(installation), time.monotonic() + 120
    while _count(installation) == before:
        assert simulation.poll() is None, simulation.communicate()
        assert time.monotonic() < until, "nobody wrote anything"
        time.sleep(0.5)


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


def _count(installation: Installation) -> int:
    """How many messages the database holds; 0 while it is still coming back."""
    engine = create_engine(installation.database_url)
    try:
        with engine.connect() as connection:
            count = connection.scalar(select(func.count()).where(ENTRIES.c.kind == "message_sent"))
    except OperationalError:
        return 0
    finally:
        engine.dispose()
    return count or 0


def _compared(installation: Installation, ledger: list[dict[str, Any]]) -> dict[str, int]:
    """The ledger against the database itself, and every room's numbers and hashes, which may have no gap."""
    engine = create_engine(installation.database_url)
    with engine.connect() as connection:
        payloads = connection.scalars(select(ENTRIES.c.payload).where(ENTRIES.c.kind == "message_sent"))
        stored = Counter(payload["text"] for payload in payloads)
        rooms = connection.scalars(select(ENTRIES.c.room_id).distinct()).all()
        numbers = select(func.max(ENTRIES.c.seq) - func.count()).group_by(ENTRIES.c.room_id)
        gaps = sum(connection.scalars(numbers).all())
    for room_id in rooms:
        Log(engine).verify(room_id)
    engine.dispose()
    texts = [line["text"] for line in ledger]
    return {
        "stored": sum(stored[text] for text in texts),
        "acked_but_not_stored": sum(1 for line in ledger if line["acked"] and not stored[line["text"]]),
        "stored_twice": sum(1 for text in texts if stored[text] > 1),
        "gaps": gaps,
        "verified_rooms": len(rooms),
    }


def main() -> int:
    """From the command line; 1 when anything is lost, doubled, out of order or refused."""
    parser = argparse.ArgumentParser(prog="python -m tests.grown.drill", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--messages", type=int, default=0, help="go on until the database holds so many")
    parser.add_argument("--restarts", type=int, default=0, help="rolling restarts of all processes, instead")
    parser.add_argument("--rooms", type=int, default=10)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--per-minute", type=float, default=90)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    load = Load(asked.rooms, asked.people, asked.per_minute)
    with (
        tempfile.TemporaryDirectory(prefix="drill-") as folder,
        grown(Path(folder), free_port(), asked.processes) as installation,
    ):
        if asked.restarts:
            figures = rolling_restarts(installation, asked.restarts, load)
        else:
            figures = drill(installation, asked.kills, load, random.Random(), asked.messages)
        # All processes write into the same file.
        tracebacks = installation.processes[0].log().count("Traceback")
    report("The grown installation", figures | {"tracebacks": tracebacks})
    wrong = ("lost", "duplicated", "reordered", "refused", "acked_but_not_stored", "stored_twice", "gaps")
    return 1 if any(figures[name] for name in wrong) else 0


if __name__ == "__main__":
    raise SystemExit(main())
