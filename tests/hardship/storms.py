"""A thousand people come at once, leave at once, and come again: what does the server's memory do?

    .venv/bin/python -m tests.hardship.storms               # five storms: about a minute

Each storm is a connection, a sign-in and a whole view for everybody at the same time; then all lines are cut.
Prints the memory after each, with everybody there and when all have gone.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.bench.compiling import compiled
from tests.bench.processes import Process
from tests.hardship.crowds import IDLE_PER_ROOM, complaints, crowd, holding
from tests.hardship.telling import Figures, progress, report
from tests.serving import Server

# After a cut the server is to be done with those who left; after a storm with what it has sent.
SETTLE_S = 3.0


def storms(server: Server, program: Path, people: int, times: int) -> Figures:
    """The memory after each storm, in MB, and how long it took. `server` is not started yet."""
    rooms = crowd(server, max(1, people // IDLE_PER_ROOM), min(IDLE_PER_ROOM, people))
    server.start()
    process = Process(server.pid)
    empty_mb = _mb(process)
    rows = []
    with holding(program, server, rooms) as (generator, _process):
        for number in range(times):
            busy = process.cpu_s()
            came = generator.connect()
            assert not came["failed"], came
            if not number:
                generator.seat()
            generator.sit(SETTLE_S)
            there_mb, cpu_s = _mb(process), process.cpu_s() - busy
            generator.leave()
            time.sleep(SETTLE_S)
            row = {
                "storm": number + 1,
                "all_in_s": came["busy_s"],
                "cpu_ms_each": round(1e3 * cpu_s / people, 2),
            }
            rows.append(row | {"there_mb": there_mb, "gone_mb": _mb(process)})
            progress(f"storm {number + 1}: {there_mb} MB with everybody, {rows[-1]['gone_mb']} MB when gone")
    return {
        "people": people,
        "empty_mb": empty_mb,
        "first_mb": rows[0]["there_mb"],
        "last_mb": rows[-1]["there_mb"],
        "growth_after_first_mb": round(rows[-1]["there_mb"] - rows[0]["there_mb"], 1),
        "log": complaints(server),
        "storms": rows,
    }


def _mb(process: Process) -> float:
    return round(process.rss_kb() / 1024, 1)


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.hardship.storms", description=__doc__)
    parser.add_argument("--people", type=int, default=1_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--path", choices=("direct", "stock"), default="direct")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="storms-") as name:
        server = Server(Path(name), ROOM_PATH=asked.path)
        try:
            figures = storms(server, compiled(Path(name), "generator"), asked.people, asked.times)
        finally:
            server.stop()
    report(f"Storms, {asked.path} path", figures)


if __name__ == "__main__":
    main()
