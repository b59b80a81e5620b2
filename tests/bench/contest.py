"""One contest: everybody comes to a fresh server, writes at full speed, then evenly, leaves, comes back."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.contestants import Contestant, Start
from tests.bench.generator import Figures, Generator, generating
from tests.bench.plans import PEOPLE_PER_ROOM, write_plan

IN_FLIGHT = 4
WARM_UP_S, SETTLE_S = 1.0, 2.0
COMPLAINTS = ("Traceback", '"level": "error"', '"level": "critical"', "Error:")
# The same for everybody, unless they do not reach it: then this part of what they do reach.
EVEN_DELIVERIES_PER_S, BELOW_ITS_MOST = 20_000, 0.5


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how fast: `seconds` of each load; `is_quick` where a first look is enough."""

    seconds: float
    even_deliveries_per_s: float = EVEN_DELIVERIES_PER_S
    is_quick: bool = False


def contest(start: Start, people: int, program: Path, effort: Effort) -> dict[str, Any]:
    """The figures of all phases, with the CPU time that the server (and its database) took for each."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, start(Path(name), people) as contestant:
        plan = write_plan(Path(name), contestant.plan)
        with generating(program, plan, contestant.placing.generator) as generator:
            figures = _phases(contestant, generator, people, effort)
        placing = contestant.placing
        about = {"cores": placing.told, "servers": len(placing.servers)}
        return figures | about | {"log_errors": log_errors(Path(name) / "server.log")}


def _phases(contestant: Contestant, generator: Generator, people: int, effort: Effort) -> dict[str, Any]:
    before_kb = contestant.server.rss_kb()
    arrival = measured(contestant, generator.connect)
    generator.sit(SETTLE_S)
    after_kb = contestant.server.rss_kb()
    seating = generator.seat()
    generator.saturate(WARM_UP_S, IN_FLIGHT)
    saturation = measured(contestant, generator.saturate, effort.seconds, IN_FLIGHT)
    most, even = saturation["deliveries_per_s"], effort.even_deliveries_per_s
    even = even if most >= even else most * BELOW_ITS_MOST
    moderate = measured(contestant, generator.trickle, effort.seconds, even / PEOPLE_PER_ROOM)
    generator.leave()
    # The server is to be done with those who left before they are back.
    time.sleep(SETTLE_S)
    storm = measured(contestant, generator.connect)
    return {
        "arrival": arrival,
        "seating": seating,
        "saturation": saturation,
        "moderate": moderate | {"asked_per_s": even, "wanted_per_s": effort.even_deliveries_per_s},
        "storm": storm,
        "kb_before": before_kb,
        "kb_per_person": (after_kb - before_kb) / people,
        "kb_after_storm": contestant.server.rss_kb(),
    }


def log_errors(log: Path) -> list[str]:
    """The first lines in which the server complains: a figure is worth nothing then."""
    lines = log.read_text("utf-8", "replace").splitlines()
    return [line for line in lines if any(sign in line for sign in COMPLAINTS)][:5]


def measured(contestant: Contestant, phase: Any, *how: float) -> Figures:
    """A phase's figures with the server's CPU time beside them, in seconds, and per piece in microseconds."""
    processes = {"server": contestant.server, **contestant.beside}
    before = {name: process.cpu_s() for name, process in processes.items()}
    figures: Figures = phase(*how)
    pieces = figures["deliveries"] if figures["sent"] else figures["joined"]
    for name, process in processes.items():
        figures[f"{name}_cpu_s"] = round(process.cpu_s() - before[name], 3)
        figures[f"{name}_cpu_us"] = round(figures[f"{name}_cpu_s"] * 1e6 / max(1, pieces), 2)
    return figures
