"""Medians and spread of all repeats, as tables to read and as one JSON file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.goals import NOT_HERE, Run, ratios

PHASES = ("arrival", "seating", "saturation", "moderate", "storm")
COUNTED = ("failed", "refused", "lost", "repeated", "reordered", "strays", "behind", "gone")

# Title, decimals, and where a run keeps it.
Column = tuple[str, int, Callable[[Run], float | None]]
TABLES: dict[str, tuple[Column, ...]] = {
    "Saturation: four messages under way in each room": (
        ("deliveries/s", 0, lambda run: run["saturation"]["deliveries_per_s"]),
        ("CPU us/delivery", 2, lambda run: run["saturation"]["server_cpu_us"]),
        ("database us", 2, lambda run: run["saturation"].get("database_cpu_us")),
        ("messages/frame", 1, lambda run: _per_frame(run["saturation"])),
        ("p50 ms", 1, lambda run: run["saturation"]["p50_ms"]),
        ("p99 ms", 1, lambda run: run["saturation"]["p99_ms"]),
        ("server share", 2, lambda run: _server_share(run["saturation"])),
        ("generator share", 2, lambda run: run["saturation"]["cpu_share"]),
    ),
    "Even load: latency counts from the intended time; 'late' is the generator's own part of it": (
        ("asked/s", 0, lambda run: run["moderate"]["asked_per_s"]),
        ("CPU us/delivery", 2, lambda run: run["moderate"]["server_cpu_us"]),
        ("database us", 2, lambda run: run["moderate"].get("database_cpu_us")),
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
        ("kB/person", 1, lambda run: run["kb_per_person"]),
        ("MB before", 0, lambda run: run["kb_before"] / 1e3),
        ("MB at the end", 0, lambda run: run["kb_after_storm"] / 1e3),
    ),
}


def printed(runs: list[Run]) -> str:
    """Everything there is to read, ratios and what went wrong last."""
    return "\n".join([*_tables(runs), *_ratio_lines(runs), *_slower(runs), *faults(runs)])


def faults(runs: list[Run]) -> list[str]:
    """Whatever makes a figure worthless: somebody who did not get in, a message that did not arrive."""
    return [
        f"FAULT {run['contestant']} {run['people']} people, {where}: {fault}"
        for run in runs
        for where, fault in (
            *((name, fault) for name in PHASES for fault in _faults(run[name])),
            *(("server log", line[:300]) for line in run["log_errors"]),
        )
    ]


def write(path: Path, runs: list[Run], about: dict[str, Any]) -> None:
    """The same as data, with every single run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"about": about, "medians": _summary(runs), "ratios": ratios(runs), "runs": runs}
    path.write_text(json.dumps(content, indent=1) + "\n")


def _tables(runs: list[Run]) -> Iterator[str]:
    for people in sorted({run["people"] for run in runs}):
        for title, columns in TABLES.items():
            yield f"\n{people} people in rooms of 20. {title}"
            rows = [["", *(name for name, _, _ in columns)]]
            for who in dict.fromkeys(run["contestant"] for run in runs):
                same = [run for run in runs if run["contestant"] == who and run["people"] == people]
                if same:
                    rows.append([who, *(_cell(same, column) for column in columns)])
            yield from _aligned(rows)


def _ratio_lines(runs: list[Run]) -> Iterator[str]:
    rows = [["ours / peer", "people", "goal", "ratio", "at most", "spread", ""]]
    for ratio in ratios(runs):
        low, high = ratio["spread"]
        pair, reached = f"{ratio['ours']} / {ratio['peer']}", "reached" if ratio["is_reached"] else "MISSED"
        values = [f"{ratio['ratio']:.2f}", f"{ratio['limit']:.2f}", f"{low:.2f}-{high:.2f}"]
        rows.append([pair, str(ratio["people"]), ratio["goal"], *values, reached])
    yield "\nGoals, as ratios within this run"
    yield from _aligned(rows)
    yield f"\nNot measured here: {'; '.join(NOT_HERE)}."


def _slower(runs: list[Run]) -> Iterator[str]:
    """Who could not be given the even load, so that it is compared with nobody's."""
    wanted = max(run["moderate"]["asked_per_s"] for run in runs)
    slower = {
        f"{run['contestant']} ({run['people']})" for run in runs if run["moderate"]["asked_per_s"] < wanted
    }
    if slower:
        names = ", ".join(sorted(slower))
        yield f"Does not reach {wanted:,.0f}/s, so even load is half of what it does reach: {names}."


def _cell(same: list[Run], column: Column) -> str:
    _, decimals, value = column
    values = [found for run in same if (found := value(run)) is not None]
    if not values:
        return "-"
    middle = f"{median(values):,.{decimals}f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):,.{decimals}f}-{max(values):,.{decimals}f})"


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        first, *others = [
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join([first, *others]).rstrip()


def _summary(runs: list[Run]) -> dict[str, Any]:
    """Median, least and most of every number, by contestant and people."""
    groups: dict[str, list[dict[str, float]]] = {}
    for run in runs:
        groups.setdefault(f"{run['contestant']}/{run['people']}", []).append(dict(_numbers(run)))
    return {
        group: {name: _spread([numbers[name] for numbers in alike]) for name in alike[0]}
        for group, alike in groups.items()
    }


def _numbers(run: Run, before: str = "") -> Iterator[tuple[str, float]]:
    for name, value in run.items():
        if isinstance(value, dict):
            yield from _numbers(value, f"{before}{name}.")
        elif isinstance(value, int | float) and name not in ("people", "repeat"):
            yield before + name, value


def _spread(values: list[float]) -> dict[str, float]:
    return {"median": median(values), "least": min(values), "most": max(values)}


def _faults(figures: dict[str, Any]) -> Iterator[str]:
    yield from (f"{figures[name]} {name}" for name in COUNTED if figures[name])
    if figures["acked"] != figures["sent"]:
        yield f"{figures['sent'] - figures['acked']} messages without a good answer"
    if figures["deliveries"] != figures["due"]:
        yield f"{figures['deliveries']} deliveries instead of {figures['due']}"
    if figures["trouble"]:
        yield f"first trouble: {figures['trouble']}"


def _per_frame(figures: dict[str, Any]) -> float:
    return float(figures["deliveries"] / max(1, figures["frames"]))


def _server_share(figures: dict[str, Any]) -> float:
    return float(figures["server_cpu_s"] / figures["wall_s"])
