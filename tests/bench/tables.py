"""The tables of all figures: one for each phase of the contests, one for each measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.bench.goals import Run
from tests.bench.measures.all import MEASURES
from tests.bench.table import aligned, cell

# Title, decimals, and where a run keeps it.
Column = tuple[str, int, Callable[[Run], float | None]]
TABLES: dict[str, tuple[Column, ...]] = {
    "Saturation: four messages under way in each room": (
        ("deliveries/s", 0, lambda run: run["saturation"]["deliveries_per_s"]),
        ("CPU us/delivery", 2, lambda run: run["saturation"]["server_cpu_us"]),
        ("beside us", 2, lambda run: _beside(run["saturation"])),
        ("messages/frame", 1, lambda run: _per_frame(run["saturation"])),
        ("p50 ms", 1, lambda run: run["saturation"]["p50_ms"]),
        ("p99 ms", 1, lambda run: run["saturation"]["p99_ms"]),
        ("server share", 2, lambda run: _server_share(run["saturation"])),
        ("generator share", 2, lambda run: run["saturation"]["cpu_share"]),
    ),
    "Even load: latency counts from the intended time; 'late' is the generator's own part of it": (
        ("asked/s", 0, lambda run: run["moderate"]["asked_per_s"]),
        ("CPU us/delivery", 2, lambda run: run["moderate"]["server_cpu_us"]),
        ("beside us", 2, lambda run: _beside(run["moderate"])),
        ("server share", 2, lambda run: _server_share(run["moderate"])),
        ("messages/frame", 1, lambda run: _per_frame(run["moderate"])),
        ("bytes/delivery", 0, lambda run: run["moderate"]["bytes"] / max(1, run["moderate"]["deliveries"])),
        ("p50 ms", 2, lambda run: run["moderate"]["p50_ms"]),
        ("p95 ms", 2, lambda run: run["moderate"]["p95_ms"]),
        ("p99 ms", 2, lambda run: run["moderate"]["p99_ms"]),
        ("late p99", 2, lambda run: run["moderate"]["late_p99_ms"]),
        ("generator share", 2, lambda run: run["moderate"]["cpu_share"]),
    ),
    "Coming all at once: first to a fresh server, then back after the load": (
        ("first s", 2, lambda run: run["arrival"]["busy_s"]),
        ("CPU ms/join", 2, lambda run: run["arrival"]["server_cpu_us"] / 1e3),
        ("half back s", 2, lambda run: run["storm"]["join_p50_ms"] / 1e3),
        ("all back s", 2, lambda run: run["storm"]["busy_s"]),
        ("CPU ms/join", 2, lambda run: run["storm"]["server_cpu_us"] / 1e3),
        ("generator share", 2, lambda run: run["storm"]["cpu_share"]),
        ("kB/person", 1, lambda run: run["kb_per_person"]),
        ("MB before", 0, lambda run: run["kb_before"] / 1e3),
        ("MB at the end", 0, lambda run: run["kb_after_storm"] / 1e3),
    ),
}


def contest_tables(runs: list[Run]) -> Iterator[str]:
    """For each number of people; a row for each contestant."""
    for people in sorted({run["people"] for run in runs}):
        for title, columns in TABLES.items():
            yield f"\n{people} people in rooms of 20. {title}"
            rows = [["", *(name for name, _, _ in columns)]]
            for who in dict.fromkeys(run["contestant"] for run in runs):
                same = [run for run in runs if run["contestant"] == who and run["people"] == people]
                if same:
                    rows.append([who, *(_of(same, column) for column in columns)])
            yield from aligned(rows)
    for cores in dict.fromkeys(run["cores"] for run in runs):
        whose = dict.fromkeys(run["contestant"] for run in runs if run["cores"] == cores)
        yield f"\n{cores} ({', '.join(whose)})"


def measure_tables(findings: list[Run]) -> Iterator[str]:
    """A row for each case, a column for each figure that any of them has."""
    for name in dict.fromkeys(run["measure"] for run in findings):
        yield f"\n{MEASURES[name].title}"
        same = [run for run in findings if run["measure"] == name]
        named = (figure for run in same for figure in run["figures"])
        columns = [figure for figure in dict.fromkeys(named) if figure != "faults"]
        rows = [["", *columns]]
        for case in dict.fromkeys(run["case"] for run in same):
            figures = [run["figures"] for run in same if run["case"] == case]
            rows.append([case, *(_alike(figures, column) for column in columns)])
        yield from aligned(rows)


def _of(same: list[Run], column: Column) -> str:
    _, decimals, value = column
    return cell([found for run in same if (found := value(run)) is not None], decimals)


def _alike(figures: list[dict[str, Any]], column: str) -> str:
    """As many decimals as its size asks for."""
    values = [float(found) for each in figures if (found := each.get(column)) is not None]
    most = max(values, default=0.0)
    return cell(values, 0 if most >= 1_000 or all(value.is_integer() for value in values) else 2)


def _beside(figures: dict[str, Any]) -> float | None:
    """What PostgreSQL, Redis and nginx took together, where there are any."""
    beside = [
        value for name, value in figures.items() if name.endswith("_cpu_us") and name != "server_cpu_us"
    ]
    return sum(beside) if beside else None


def _per_frame(figures: dict[str, Any]) -> float:
    return float(figures["deliveries"] / max(1, figures["frames"]))


def _server_share(figures: dict[str, Any]) -> float:
    return float(figures["server_cpu_s"] / figures["wall_s"])
