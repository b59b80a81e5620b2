"""A member who stops reading while the room goes on: what the others feel of it, and what the member gets."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.contest import IN_FLIGHT, WARM_UP_S, Effort, log_errors
from tests.bench.contestants import Start, node_storing_nothing, ours
from tests.bench.faults import phase_faults
from tests.bench.generator import Generator, generating
from tests.bench.measures import Aim, Figures, Measure
from tests.bench.plans import PEOPLE_PER_ROOM, write_plan

# A first look needs so many that the kernel cannot keep them all for the member.
MESSAGES, MESSAGES_QUICK = 20_000, 6_000
AFTER_S = 1.0


def silence(start: Start, program: Path, effort: Effort) -> Figures:
    """One room; a while at the even load, then the same without the member's reading, then it reads again."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as name,
        start(Path(name), PEOPLE_PER_ROOM) as contestant,
    ):
        plan = write_plan(Path(name), contestant.plan)
        with generating(program, plan, contestant.placing.generator) as generator:
            phases = _phases(generator, effort)
            before_kb = contestant.server.rss_kb()
            generator.deafen()
            phases["deaf"] = generator.trickle(_messages(effort) / _rate(effort), _rate(effort))
            after_kb = contestant.server.rss_kb()
            phases["back"] = generator.hark()
            phases["after"] = generator.trickle(AFTER_S, _rate(effort))
        faults = [*_faults(phases), *log_errors(Path(name) / "server.log")]
        return _figures(phases) | {"server MB more": (after_kb - before_kb) / 1e3, "faults": faults}


def _phases(generator: Generator, effort: Effort) -> dict[str, Any]:
    generator.connect()
    generator.seat()
    generator.saturate(WARM_UP_S, IN_FLIGHT)
    return {"before": generator.trickle(effort.seconds, _rate(effort))}


def _figures(phases: dict[str, Any]) -> Figures:
    before, deaf, back = phases["before"], phases["deaf"], phases["back"]
    return {
        "messages": deaf["sent"],
        "p50 ms before": before["p50_ms"],
        "p50 ms": deaf["p50_ms"],
        "p95 ms before": before["p95_ms"],
        "p95 ms": deaf["p95_ms"],
        "p99 ms before": before["p99_ms"],
        "p99 ms": deaf["p99_ms"],
        "late p99": deaf["late_p99_ms"],
        "generator share": deaf["cpu_share"],
        "read from the line": back["deliveries"],
        "told to catch up": back["behind"],
        "cut, came back": back["gone"],
        "back s": back["wall_s"],
        "missing": back["missing"] + back["lost"] + back["repeated"],
    }


def _faults(phases: dict[str, Any]) -> Iterator[str]:
    for name in ("before", "deaf", "after"):
        yield from (f"{name}: {fault}" for fault in phase_faults(phases[name]))


def _messages(effort: Effort) -> int:
    return MESSAGES_QUICK if effort.is_quick else MESSAGES


def _rate(effort: Effort) -> float:
    return effort.even_deliveries_per_s / PEOPLE_PER_ROOM


SILENCE = Measure(
    "One of 20 stops reading while the room goes on; latency is that of the others, before it and meanwhile",
    {"ours": partial(silence, ours), "node": partial(silence, node_storing_nothing)},
    (
        Aim(
            "p50 of the others beside a silent reader",
            "ours",
            "before it",
            1.2,
            lambda cases: cases["ours"]["p50 ms"] / cases["ours"]["p50 ms before"],
        ),
        Aim(
            "p95 of the others beside a silent reader",
            "ours",
            "before it",
            1.2,
            lambda cases: cases["ours"]["p95 ms"] / cases["ours"]["p95 ms before"],
        ),
        Aim(
            "messages the silent reader misses at last",
            "ours",
            "(a number)",
            0.0,
            lambda cases: float(cases["ours"]["missing"]),
        ),
    ),
)
