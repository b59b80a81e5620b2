"""A hundred thousand hostile frames, a flooder, and one who reads a byte a second, while other rooms chat.

    .venv/bin/python -m tests.hardship.hostile                     # about ten minutes
    .venv/bin/python -m tests.hardship.hostile --frames 5000 --seed 7

The frames are random but the same for the same seed. The other rooms' times are taken before and during the
attack in the same run; attackers, other rooms and server share this machine's cores. Needs gcc.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from rooms.simulation.client import Ticket
from tests.bench.compiling import compiled
from tests.bench.generator import Generator
from tests.bench.processes import Process
from tests.hardship.attackers import Attackers, a_flooder, a_slow_reader, many_silent
from tests.hardship.crowds import complaints, crowd, holding, stored_messages, verified
from tests.hardship.telling import Figures, progress, report
from tests.rooms.direct.member import Member
from tests.serving import Server

COUNTED = ("sent", "acked", "refused", "deliveries", "due", "lost", "repeated", "reordered", "behind", "gone")
COUNTERS = ("lines_behind", "lines_cut", "lines_slowed")


@dataclass(frozen=True, slots=True)
class Attack:
    """How many frames, from how many threads; how long it is calm before; who chats meanwhile."""

    frames: int = 100_000
    seed: int = 1
    frames_per_second: float = 250.0
    strangers: int = 4
    members: int = 4
    silent: int = 1_000
    ill_rooms: int = 10
    rooms: int = 10
    people: int = 12
    per_second: float = 40.0
    calm_s: float = 60.0
    look_s: float = 5.0


def attacked(server: Server, program: Path, attack: Attack) -> Figures:
    """Everything that came of it. `server` is not started yet."""
    others = crowd(server, attack.rooms, attack.people)
    ill = crowd(server, attack.ill_rooms, 25)
    server.start()
    pid, process = server.pid, Process(server.pid)
    with holding(program, server, others) as (generator, generators):
        assert not generator.connect()["failed"]
        generator.seat()
        calm = [_look(generator, process, attack) for _ in range(round(attack.calm_s / attack.look_s))]
        progress(f"calm: p95 {_p95(calm)} ms")
        busy, own, began = process.cpu_s(), generators.cpu_s(), time.monotonic()
        rows, attackers, slow = _under_attack(
            server, [ticket for room in ill for ticket in room.tickets], generator, process, attack
        )
        seconds = time.monotonic() - began
        busy, own = process.cpu_s() - busy, generators.cpu_s() - own
        generator.sit(min(attack.calm_s, 5))
        after = _look(generator, process, attack)
    summed = {name: sum(row[name] for row in (*calm, *rows, after)) for name in COUNTED}
    return {
        "frames": sum(attackers.sent.values()),
        "seed": attack.seed,
        "lines": attackers.lines,
        "seconds": round(seconds, 1),
        "others_p95_calm_ms": _p95(calm),
        "others_p95_attacked_ms": _p95(rows),
        "others_p95_worst_ms": max(row["p95_ms"] for row in rows),
        "times_slower": round(_p95(rows) / _p95(calm), 2),
        "others_p99_calm_ms": round(median(row["p99_ms"] for row in calm), 2),
        "others_p99_attacked_ms": round(median(row["p99_ms"] for row in rows), 2),
        "generator_late_p99_ms": round(median(row["late_p99_ms"] for row in rows), 2),
        "server_cpu_share": round(busy / seconds, 2),
        "generator_cpu_share": round(own / seconds, 3),
        "others": summed,
        "memory_calm_mb": calm[-1]["memory_mb"],
        "memory_most_mb": max(row["memory_mb"] for row in rows),
        "memory_after_mb": after["memory_mb"],
        "same_process": server.pid == pid and Path(f"/proc/{pid}").exists(),
        "server_errors_over_http": sum(
            count for status, count in attackers.statuses.items() if status.isdigit() and int(status) >= 500
        ),
        "slow_reader": dict(slow),
        "server_counted": _counted(server),
        "stored": stored_messages(server),
        "verified": verified(server),
        "log": complaints(server),
        "over_http": dict(sorted(attackers.statuses.items())),
        "sent": [{"kind": kind, "frames": count} for kind, count in sorted(attackers.sent.items())],
        "came": [{"answer": what, "times": count} for what, count in attackers.came.most_common()],
    }


def faults(figures: Figures) -> list[str]:
    """What must not be. How much slower the others may get is a question for a quiet machine: not here."""
    others = figures["others"]
    wrong = ("refused", "lost", "repeated", "reordered", "behind", "gone")
    found = [f"others: {others[name]} {name}" for name in wrong if others[name]]
    if others["sent"] != others["acked"] or others["deliveries"] != others["due"]:
        found.append(f"others: {others}")
    if not figures["same_process"]:
        found.append("the process died")
    if figures["server_errors_over_http"]:
        found.append(f"over HTTP: {figures['over_http']}")
    return found + [f"{count} {name} in the log" for name, count in figures["log"].items() if count]


def _under_attack(
    server: Server, ill: list[Ticket], generator: Generator, process: Process, attack: Attack
) -> tuple[list[Figures], Attackers, Counter[str]]:
    attackers = Attackers(server.port, ill[1:], attack.frames, attack.seed, attack.frames_per_second)
    rows = []
    with ExitStack() as stack:
        _begun(server, ill[:3])
        stack.enter_context(many_silent(server.port, attack.silent))
        slow = stack.enter_context(a_slow_reader(ill[1], server.port))
        stack.enter_context(a_flooder(ill[0], server.port))
        threads = stack.enter_context(attackers.attacking(attack.strangers, attack.members))
        while any(thread.is_alive() for thread in threads):
            rows.append(_look(generator, process, attack))
            progress(
                f"{sum(attackers.sent.values()):,} of {attack.frames:,} frames on {attackers.lines:,} lines: "
                f"others' p95 {rows[-1]['p95_ms']} ms, {rows[-1]['memory_mb']} MB"
            )
    return rows, attackers, slow


def _begun(server: Server, tickets: list[Ticket]) -> None:
    """The flooder's room is open: what it writes is heard by those who are in it."""
    leader, other, guest = (Member(ticket, server.port) for ticket in tickets)
    guest.do("accept_ground_rules")
    guest.do("enter")
    leader.do("admit_all")
    assert leader.do("start_session", reason="drill")["ok"]
    for member in (leader, other, guest):
        member.line.sock.close()


def _look(generator: Generator, process: Process, attack: Attack) -> Figures:
    figures = generator.trickle(attack.look_s, attack.per_second)
    return figures | {"memory_mb": round(process.rss_kb() / 1024, 1)}


def _p95(rows: list[Figures]) -> float:
    """Of the looks the median: each is the p95 of some seconds."""
    return round(median(row["p95_ms"] for row in rows), 2)


def _counted(server: Server) -> dict[str, int]:
    """What the server itself counted of those who read slowly or ask without end."""
    with urlopen(f"{server.url}/metrics", timeout=10) as answer:
        told = answer.read().decode()
    return {
        name: int(float(re.findall(rf"^mestringsrom_{name}_total (\S+)$", told, re.MULTILINE)[0]))
        for name in COUNTERS
    }


def main() -> int:
    """From the command line; 1 when something must not be."""
    usual = Attack()
    parser = argparse.ArgumentParser(prog="python -m tests.hardship.hostile", description=__doc__)
    parser.add_argument("--frames", type=int, default=usual.frames)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--frames-per-second", type=float, default=usual.frames_per_second)
    parser.add_argument("--calm", type=float, default=usual.calm_s, help="seconds before the attack")
    asked = parser.parse_args()
    attack = Attack(asked.frames, asked.seed, asked.frames_per_second, calm_s=asked.calm)
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        server = Server(Path(name))
        try:
            figures = attacked(server, compiled(Path(name), "generator"), attack)
        finally:
            server.stop()
    found = faults(figures)
    report("Hostile frames", figures | {"faults": found})
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
