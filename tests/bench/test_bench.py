"""The benchmark itself: that its generator and its ratios can be believed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.bench.compiling import compiled
from tests.bench.contest import Effort, contest
from tests.bench.cores import ALL
from tests.bench.everybody import CONTESTANTS
from tests.bench.ratios import ratios
from tests.bench.report import faults

PEOPLE = 40


@pytest.mark.skipif(not shutil.which("gcc") or len(ALL) < 2, reason="needs gcc and two cores")
@pytest.mark.parametrize("who", ["c", "ours-bare"])
def test_a_short_contest_loses_nothing(who: str, tmp_path: Path) -> None:
    figures = contest(CONTESTANTS[who], PEOPLE, compiled(tmp_path, "generator"), Effort(0.3, 2_000))

    assert faults([{"contestant": who, "people": PEOPLE, **figures}], []) == []
    assert figures["storm"]["joined"] == PEOPLE


def run(who: str, repeat: int, cpu_us: float, deliveries_per_s: float) -> dict[str, Any]:
    phase = {"server_cpu_us": cpu_us, "deliveries_per_s": deliveries_per_s, "busy_s": 1.0}
    moderate = {**phase, "asked_per_s": 20_000, "p50_ms": 1.0, "p99_ms": 1.0}
    phases = {"saturation": phase, "moderate": moderate, "storm": phase}
    return {
        "contestant": who,
        "people": 200,
        "repeat": repeat,
        "kb_per_person": 1.0,
        "servers": 1,
        **phases,
    }


def test_a_ratio_is_the_median_of_those_of_each_repeat() -> None:
    runs = [run("ours", repeat, cpu_us, 1.0) for repeat, cpu_us in enumerate([3.0, 8.0, 4.0])]
    peers = [run("node", repeat, cpu_us, 1.0) for repeat, cpu_us in enumerate([10.0, 10.0, 20.0])]

    found = ratios([*runs, *peers], [])[0]

    assert (found["goal"], found["ratio"], found["spread"]) == (
        "CPU per delivery, saturation",
        0.3,
        [0.2, 0.8],
    )
    assert found["is_reached"]


def test_of_two_processes_more_is_better() -> None:
    runs = [run("grown-1", 0, 10.0, 100.0), run("grown-2", 0, 10.0, 160.0)]

    found = ratios(runs, [])[0]

    assert (found["ratio"], found["limit"], found["is_reached"]) == (1.6, 1.7, False)
