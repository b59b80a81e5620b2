"""Every goal that this run can speak of: a ratio per repeat, their median and spread, reached or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from tests.bench.goals import GOALS, Goal, Run
from tests.bench.measures import Aim
from tests.bench.measures.all import MEASURES

# Loads that differ by more than this are not equal.
EVEN_TOLERANCE = 0.02
# Too long for every run, so they have a command of their own.
ELSEWHERE = ("joining and appending with long logs (python -m tests.bench.longlogs)",)

Ratio = dict[str, Any]


def ratios(runs: list[Run], findings: list[Run]) -> list[Ratio]:
    """In the order of the goals; `findings` are the runs of the measures."""
    sizes = sorted({run["people"] for run in runs})
    contested = (
        _contested(runs, goal, who, people) for goal in GOALS for who in goal.whose for people in sizes
    )
    aimed = (_aimed(findings, name, aim) for name, measure in MEASURES.items() for aim in measure.aims)
    return [ratio for ratio in (*contested, *aimed) if ratio]


def unspoken(found: Sequence[Ratio]) -> Iterator[str]:
    """The goals about which nothing was found out, so that nobody takes silence for success."""
    spoken = {(ratio["goal"], ratio["peer"]) for ratio in found}
    missing: dict[str, list[str]] = {}
    yield from ELSEWHERE
    goals: list[Goal | Aim] = [*GOALS, *(aim for measure in MEASURES.values() for aim in measure.aims)]
    for goal in goals:
        if (goal.name, goal.peer) not in spoken:
            missing.setdefault(goal.name, []).append(goal.peer)
    yield from (f"{name} (against {', '.join(peers)})" for name, peers in missing.items())


def _contested(runs: list[Run], goal: Goal, who: str, people: int) -> Ratio | None:
    ours, peers = (
        {run["repeat"]: run for run in runs if run["contestant"] == name and run["people"] == people}
        for name in (who, goal.peer)
    )
    each = [
        goal.value(run) / goal.value(peers[repeat])
        for repeat, run in ours.items()
        if repeat in peers and goal.value(peers[repeat]) and (not goal.is_even or _alike(run, peers[repeat]))
    ]
    judged = _judged(each, goal, who, people, goal.is_least)
    return judged | {"is_beyond": judged["ratio"] <= goal.beyond} if judged and goal.beyond else judged


def _aimed(findings: list[Run], name: str, aim: Aim) -> Ratio | None:
    by_repeat: dict[int, dict[str, Any]] = {}
    for run in findings:
        if run["measure"] == name:
            by_repeat.setdefault(run["repeat"], {})[run["case"]] = run["figures"]
    each = []
    for figures in by_repeat.values():
        try:
            each.append(aim.ratio(figures))
        except KeyError:
            continue
    return _judged(each, aim, aim.ours)


def _judged(
    each: list[float], goal: Goal | Aim, who: str, people: int | None = None, is_least: bool = False
) -> Ratio | None:
    if not each:
        return None
    middle = median(each)
    return {
        "goal": goal.name,
        "ours": who,
        "peer": goal.peer,
        "people": people,
        "limit": goal.limit,
        "is_least": is_least,
        "ratio": round(middle, 3),
        "spread": [round(min(each), 3), round(max(each), 3)],
        "is_reached": middle >= goal.limit if is_least else middle <= goal.limit,
    }


def _alike(one: Run, other: Run) -> bool:
    asked = one["moderate"]["asked_per_s"], other["moderate"]["asked_per_s"]
    return abs(asked[0] - asked[1]) <= EVEN_TOLERANCE * max(asked)
