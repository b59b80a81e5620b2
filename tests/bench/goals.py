"""What ours is to reach, as ratios to peers in the same run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Run = dict[str, Any]
Value = Callable[[Run], float]

JUDGED = ("ours", "ours-postgres")


@dataclass(frozen=True, slots=True)
class Goal:
    """The value of each of `whose` divided by `peer`'s is at most `limit`, or at least that.

    `is_even`: holds only where both had the same load. `beyond`: what would be better still.
    """

    name: str
    value: Value
    peer: str
    limit: float
    whose: tuple[str, ...] = JUDGED
    is_even: bool = False
    is_least: bool = False
    beyond: float | None = None


def saturation(run: Run) -> float:
    """Server CPU per delivery, in microseconds."""
    return float(run["saturation"]["server_cpu_us"])


def even(run: Run) -> float:
    """Server CPU per delivery, in microseconds."""
    return float(run["moderate"]["server_cpu_us"])


def even_p50(run: Run) -> float:
    """From the intended sending to each receipt, in milliseconds."""
    return float(run["moderate"]["p50_ms"])


def even_p99(run: Run) -> float:
    """The same."""
    return float(run["moderate"]["p99_ms"])


def memory(run: Run) -> float:
    """In kB, of those who have joined and are silent."""
    return float(run["kb_per_person"])


def storm_wall(run: Run) -> float:
    """From the first dialling to the last one in, in seconds."""
    return float(run["storm"]["busy_s"])


def storm_cpu(run: Run) -> float:
    """Server CPU per person, in microseconds."""
    return float(run["storm"]["server_cpu_us"])


def throughput(run: Run) -> float:
    """Deliveries a second at saturation, with whatever shares the servers' cores."""
    return float(run["saturation"]["deliveries_per_s"])


def capacity(run: Run) -> float:
    """Deliveries a second if each server process had a core to itself: from its CPU time alone."""
    return float(run["servers"] * 1e6 / run["saturation"]["server_cpu_us"])


GOALS = (
    Goal("CPU per delivery, saturation", saturation, "node", 0.5),
    Goal("CPU per delivery, saturation", saturation, "flask-socketio", 0.1),
    Goal("CPU per delivery, even load", even, "node", 1.0, is_even=True),
    Goal("CPU per delivery, even load", even, "node-sqlite", 0.75, is_even=True),
    Goal("p50, even load", even_p50, "node", 2.0, is_even=True),
    Goal("p99, even load", even_p99, "node-sqlite", 0.5, is_even=True),
    Goal("price of durability, saturation", saturation, "ours-no-log", 1.3),
    Goal("price of durability, even load", even, "ours-no-log", 1.3, is_even=True),
    Goal("distance to physics, saturation", saturation, "c", 2.0, ("ours-bare",)),
    Goal("distance to physics, even load", even, "c", 2.0, ("ours-bare",), is_even=True),
    Goal("memory per person", memory, "node", 1.0, beyond=0.5),
    Goal("all join at once, wall", storm_wall, "node", 1.2, beyond=0.5),
    Goal("all join at once, CPU", storm_cpu, "node", 1.2, beyond=0.5),
    Goal("two processes, deliveries/s", throughput, "grown-1", 1.7, ("grown-2",), is_least=True),
    Goal("two processes, by their CPU alone", capacity, "grown-1", 1.7, ("grown-2",), is_least=True),
)
