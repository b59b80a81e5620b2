"""Medians and spread of all repeats, as tables to read and as one JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.faults import phase_faults
from tests.bench.goals import Run
from tests.bench.ratios import Ratio, ratios, unspoken
from tests.bench.table import aligned
from tests.bench.tables import contest_tables, measure_tables

PHASES = ("arrival", "seating", "saturation", "moderate", "storm")


def printed(runs: list[Run], findings: list[Run], remarks: Sequence[str]) -> str:
    """Everything there is to read, what went wrong and the goals last."""
    found = ratios(runs, findings)
    return "\n".join(
        [
            *contest_tables(runs),
            *measure_tables(findings),
            *_slower(runs),
            *faults(runs, findings),
            *_goal_lines(found),
            *remarks,
            f"Not measured in this run: {'; '.join(unspoken(found)) or 'nothing'}.",
        ]
    )


def faults(runs: list[Run], findings: list[Run]) -> list[str]:
    """Whatever makes a figure worthless: somebody who did not get in, a message that did not arrive."""
    contested = [
        f"FAULT {run['contestant']} {run['people']} people, {where}: {fault}"
        for run in runs
        for where, fault in (
            *((name, fault) for name in PHASES for fault in phase_faults(run[name])),
            *(("server log", line[:300]) for line in run["log_errors"]),
        )
    ]
    measured = [
        f"FAULT {run['measure']}, {run['case']}: {fault}"
        for run in findings
        for fault in run["figures"].get("faults", [])
    ]
    return contested + measured


def write(path: Path, runs: list[Run], findings: list[Run], about: dict[str, Any]) -> None:
    """The same as data, with every single run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "about": about,
        "goals": ratios(runs, findings),
        "medians": _summary(runs, "contestant", "people") | _summary(findings, "measure", "case"),
        "runs": runs,
        "measures": findings,
    }
    path.write_text(json.dumps(content, indent=1) + "\n")


def _goal_lines(found: list[Ratio]) -> Iterator[str]:
    rows = [["goal", "ours / peer", "people", "ratio", "spread", "wanted", "reached"]]
    for ratio in found:
        low, high = ratio["spread"]
        wanted = f"{'at least' if ratio['is_least'] else 'at most'} {ratio['limit']:.2f}"
        pair, people = f"{ratio['ours']} / {ratio['peer']}", str(ratio["people"] or "")
        values = [f"{ratio['ratio']:.2f}", f"{low:.2f}-{high:.2f}", wanted]
        rows.append([ratio["goal"], pair, people, *values, _verdict(ratio)])
    yield "\nGoals, as ratios within this run"
    yield from aligned(rows, left=2)


def _verdict(ratio: Ratio) -> str:
    if not ratio["is_reached"]:
        return "NO"
    return "yes, and beyond" if ratio.get("is_beyond") else "yes"


def _slower(runs: list[Run]) -> Iterator[str]:
    """Who could not be given the even load, so that it is compared with nobody's."""
    slower = dict.fromkeys(
        f"{run['contestant']} ({run['people']})"
        for run in runs
        if run["moderate"]["asked_per_s"] < run["moderate"]["wanted_per_s"]
    )
    if slower:
        names, wanted = ", ".join(slower), runs[0]["moderate"]["wanted_per_s"]
        yield f"Does not reach {wanted:,.0f}/s, so even load is half of what it does reach: {names}."


def _summary(runs: list[Run], *group: str) -> dict[str, Any]:
    """Median, least and most of every number, of the runs that are alike in what `group` names."""
    groups: dict[str, list[dict[str, float]]] = {}
    for run in runs:
        groups.setdefault("/".join(str(run[name]) for name in group), []).append(dict(_numbers(run)))
    return {
        name: {number: _spread([numbers[number] for numbers in alike]) for number in alike[0]}
        for name, alike in groups.items()
    }


def _numbers(run: Run, before: str = "") -> Iterator[tuple[str, float]]:
    for name, value in run.items():
        if isinstance(value, dict):
            yield from _numbers(value, f"{before}{name}.")
        elif isinstance(value, int | float) and name not in ("people", "repeat"):
            yield before + name, value


def _spread(values: list[float]) -> dict[str, float]:
    return {"median": median(values), "least": min(values), "most": max(values)}
