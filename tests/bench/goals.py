"""What ours is to reach, as ratios to peers in the same run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

Run = dict[str, Any]
Value = Callable[[Run], float]

JUDGED = ("ours", "ours-postgres")
# Loads that differ by more than this are not equal.
EVEN_TOLERANCE = 0.02
# Measured elsewhere, or not yet: said in the report, so that nobody takes silence for success.
NOT_HERE = (
    "price of durability (needs the log switched off)",
    "distance to physics (needs the C server)",
    "a member who stops reading",
    "two processes behind nginx",
    "joining and appending with long logs (python -m tests.bench.longlogs)",
    "a module page against Kolibri",
    "ejabberd",
)


@dataclass(frozen=True, slots=True)
class Goal:
    """Ours divided by `peer`'s is at most `limit`. `is_even`: holds only where both had the same load."""

    name: str
    value: Value
    peer: str
    limit: float
    is_even: bool = False


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


GOALS = (
    Goal("CPU per delivery, saturation", saturation, "node", 0.5),
    Goal("CPU per delivery, saturation", saturation, "flask-socketio", 0.1),
    Goal("CPU per delivery, even load", even, "node", 1.0, is_even=True),
    Goal("CPU per delivery, even load", even, "node-sqlite", 0.75, is_even=True),
    Goal("p50, even load", even_p50, "node", 2.0, is_even=True),
    Goal("p99, even load", even_p99, "node-sqlite", 0.5, is_even=True),
    Goal("memory per person", memory, "node", 1.0),
    Goal("all join at once, wall", storm_wall, "node", 1.2),
    Goal("all join at once, CPU", storm_cpu, "node", 1.2),
)


def ratios(runs: list[Run]) -> list[dict[str, Any]]:
    """Each goal for each of ours and each number of people: a ratio per repeat, their median and spread."""
    whose = [name for name in JUDGED if any(run["contestant"] == name for run in runs)]
    sizes = sorted({run["people"] for run in runs})
    found = [_ratio(runs, goal, who, people) for people in sizes for who in whose for goal in GOALS]
    return [ratio for ratio in found if ratio]


def _ratio(runs: list[Run], goal: Goal, who: str, people: int) -> dict[str, Any] | None:
    ours, peers = (
        {run["repeat"]: run for run in runs if run["contestant"] == name and run["people"] == people}
        for name in (who, goal.peer)
    )
    each = [
        goal.value(run) / goal.value(peers[repeat])
        for repeat, run in ours.items()
        if repeat in peers and goal.value(peers[repeat]) and (not goal.is_even or _alike(run, peers[repeat]))
    ]
    if not each:
        return None
    return {
        "goal": goal.name,
        "ours": who,
        "peer": goal.peer,
        "people": people,
        "limit": goal.limit,
        "ratio": round(median(each), 3),
        "spread": [round(min(each), 3), round(max(each), 3)],
        "is_reached": median(each) <= goal.limit,
    }


def _alike(one: Run, other: Run) -> bool:
    asked = one["moderate"]["asked_per_s"], other["moderate"]["asked_per_s"]
    return abs(asked[0] - asked[1]) <= EVEN_TOLERANCE * max(asked)
