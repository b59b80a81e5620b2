"""A long evening: 300 people in 25 rooms write for half an hour while a thousand sit silent beside them.

    .venv/bin/python -m tests.hardship.soak                # 30 minutes and about two more
    .venv/bin/python -m tests.hardship.soak --minutes 2

The server is `wsgi.py` as it is run, embedded, in a process of its own with the limits it ships with. Prints
a row for each minute, a table, and one line of JSON; writes a drawing. Needs gcc for the generator.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rooms.simulation.crowd import RoomOfTickets
from tests.bench.compiling import compiled
from tests.bench.generator import Generator
from tests.bench.processes import Process
from tests.hardship.chart import draw
from tests.hardship.crowds import (
    IDLE_PER_ROOM,
    Silent,
    complaints,
    crowd,
    holding,
    stored_messages,
    verified,
)
from tests.hardship.telling import Figures, progress, report
from tests.serving import Server

COUNTED = ("sent", "acked", "refused", "deliveries", "due", "lost", "repeated", "reordered", "behind", "gone")
TIMES = ("p50_ms", "p95_ms", "p99_ms", "max_ms", "late_p99_ms")


@dataclass(frozen=True, slots=True)
class Evening:
    """How many rooms with how many people each write how much in all, and how many sit silent beside them."""

    rooms: int = 25
    people: int = 12
    per_second: float = 60.0
    minutes: int = 30
    idle: int = 1_000
    minute_s: float = 60.0


def soak(server: Server, program: Path, evening: Evening) -> Figures:
    """The figures of every minute and of all together. `server` is not started yet."""
    writers = crowd(server, evening.rooms, evening.people)
    silent = crowd(server, max(1, evening.idle // IDLE_PER_ROOM), min(IDLE_PER_ROOM, evening.idle))
    server.start()
    pid, process = server.pid, Process(server.pid)
    empty_mb = _mb(process)
    with (
        _silent(program, server, silent) as idle,
        holding(program, server, writers) as (generator, generators),
    ):
        came = _arrived(generator)
        progress(
            f"{came} people in {evening.rooms} rooms, {sum(len(each.tickets) for each in silent)} silent"
        )
        rows = [_minute(generator, generators, process, evening, number) for number in range(evening.minutes)]
    return {
        **_summary(rows, evening),
        "silent": sum(len(each.tickets) for each in silent),
        "silent_gone": idle.counted["gone"],
        "memory_empty_mb": empty_mb,
        "memory_first_minute_mb": rows[0]["memory_mb"],
        "memory_last_minute_mb": rows[-1]["memory_mb"],
        "memory_growth_mb": round(rows[-1]["memory_mb"] - rows[0]["memory_mb"], 1),
        "stored": stored_messages(server),
        "verified": verified(server),
        "same_process": server.pid == pid and Path(f"/proc/{pid}").exists(),
        "log": complaints(server),
        "minutes": rows,
    }


def faults(figures: Figures) -> list[str]:
    """What must not be: anything lost, twice, out of order, refused, or unsaid to somebody."""
    wrong = ["refused", "lost", "repeated", "reordered", "behind", "gone", "silent_gone"]
    found = [f"{figures[name]} {name}" for name in wrong if figures[name]]
    if not figures["sent"] == figures["acked"] == figures["stored"]:
        found.append(f"{figures['sent']} sent, {figures['acked']} acked, {figures['stored']} stored")
    if figures["deliveries"] != figures["due"]:
        found.append(f"{figures['deliveries']} deliveries instead of {figures['due']}")
    return found + [f"{count} {name} in the log" for name, count in figures["log"].items() if count]


def drawn(path: Path, figures: Figures) -> None:
    """Write the minutes as a drawing."""
    rows = figures["minutes"]
    title = f"{figures['people']} people in {figures['rooms']} rooms, {figures['per_second']:g} messages/s"
    times = {name[:3]: [row[name] for row in rows] for name in ("p50_ms", "p95_ms", "p99_ms")}
    panels = {
        "From writing to every screen, ms": times,
        "Memory of the server, MB": {"RSS": [row["memory_mb"] for row in rows]},
        "CPU, share of a core": {
            "server": [row["server_cpu_share"] for row in rows],
            "generator": [row["generator_cpu_share"] for row in rows],
        },
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    draw(path, title, "minute", panels)


@contextmanager
def _silent(program: Path, server: Server, rooms: list[RoomOfTickets]) -> Iterator[Silent]:
    with holding(program, server, rooms) as (generator, _process):
        _arrived(generator)
        with Silent(generator).sitting() as silent:
            yield silent


def _arrived(generator: Generator) -> int:
    """Everybody connects at once and is seated; how many that were."""
    came = generator.connect()
    assert not came["failed"], came
    seated = generator.seat()
    assert not seated["refused"], seated
    return int(came["joined"])


def _minute(
    generator: Generator, generators: Process, process: Process, evening: Evening, number: int
) -> Figures:
    busy, own = process.cpu_s(), generators.cpu_s()
    figures = generator.trickle(evening.minute_s, evening.per_second)
    row: Figures = {"minute": number + 1, **{name: figures[name] for name in (*COUNTED, *TIMES)}}
    row["memory_mb"] = _mb(process)
    row["server_cpu_share"] = round((process.cpu_s() - busy) / figures["wall_s"], 3)
    row["generator_cpu_share"] = round((generators.cpu_s() - own) / figures["wall_s"], 3)
    progress(
        f"minute {number + 1}: p50 {row['p50_ms']} ms, p95 {row['p95_ms']} ms, p99 {row['p99_ms']} ms, "
        f"{row['acked']} of {row['sent']} acknowledged, {row['memory_mb']} MB, "
        f"server {row['server_cpu_share']:.0%} of a core, generator {row['generator_cpu_share']:.0%}"
    )
    return row


def _summary(rows: list[Figures], evening: Evening) -> Figures:
    """Sums over the minutes; of the times the median minute and the worst one."""
    return {
        "rooms": evening.rooms,
        "people": evening.rooms * evening.people,
        "per_second": evening.per_second,
        "seconds": round(evening.minutes * evening.minute_s),
        **{name: sum(row[name] for row in rows) for name in COUNTED},
        **{name: round(median(row[name] for row in rows), 2) for name in TIMES},
        "p95_worst_minute_ms": max(row["p95_ms"] for row in rows),
        "p99_worst_minute_ms": max(row["p99_ms"] for row in rows),
        "server_cpu_share": round(median(row["server_cpu_share"] for row in rows), 3),
        "generator_cpu_share": round(median(row["generator_cpu_share"] for row in rows), 3),
    }


def _mb(process: Process) -> float:
    return round(process.rss_kb() / 1024, 1)


def main() -> int:
    """From the command line; 1 when anything was lost, repeated, refused or cut."""
    usual = Evening()
    parser = argparse.ArgumentParser(prog="python -m tests.hardship.soak", description=__doc__)
    parser.add_argument("--minutes", type=int, default=usual.minutes)
    parser.add_argument("--rooms", type=int, default=usual.rooms)
    parser.add_argument("--people", type=int, default=usual.people, help="in each room")
    parser.add_argument("--per-second", type=float, default=usual.per_second, help="messages, in all rooms")
    parser.add_argument("--idle", type=int, default=usual.idle, help="connections that say nothing")
    parser.add_argument("--chart", type=Path, default=Path("artefacts/soak.svg"))
    asked = parser.parse_args()
    evening = Evening(asked.rooms, asked.people, asked.per_second, asked.minutes, asked.idle)
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        server = Server(Path(name))
        try:
            figures = soak(server, compiled(Path(name), "generator"), evening)
        finally:
            server.stop()
    drawn(asked.chart, figures)
    figures["chart"], found = str(asked.chart), faults(figures)
    report("A long evening", figures | {"faults": found})
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
