"""`python -m tests.bench`: contestants and measures in one run, interleaved, each server on its own core."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench import peers
from tests.bench.compiling import compiled
from tests.bench.contest import EVEN_DELIVERIES_PER_S, IN_FLIGHT, Effort, contest
from tests.bench.cores import ALL
from tests.bench.everybody import CONTESTANTS
from tests.bench.goals import Run
from tests.bench.measures.all import MEASURES
from tests.bench.peers.absence import absent
from tests.bench.progress import Progress
from tests.bench.report import faults, printed, write

RESULT = Path(__file__).resolve().parents[2] / "artefacts" / "bench.json"
PEOPLE = (200, 1_000)
NAMES = [*CONTESTANTS, *MEASURES]


def main() -> int:
    """Run, print, write. 1 when something was lost, repeated or refused: its figures mean nothing then."""
    asked = _asked()
    if len(ALL) < 2:
        sys.exit("The benchmark needs two cores: one for the server, one for everybody else.")
    who = [name for name in asked.only if name in CONTESTANTS]
    what = [(name, case) for name in asked.only if name in MEASURES for case in MEASURES[name].cases]
    reasons = dict.fromkeys(absent(name) for name in (*who, *(case for _, case in what)))
    missing = [reason for reason in reasons if reason]
    for reason in missing:
        print(f"NOT HERE: {reason}", file=sys.stderr)
    contests = [(people, name) for people in asked.people for name in who if not absent(name)]
    cases = [(name, case) for name, case in what if not absent(case)]
    runs, findings, broken = _runs(asked, contests, cases)
    about = _about(asked) | {"not_here": missing, "broken": broken}
    write(asked.out, runs, findings, about)
    print(printed(runs, findings, [*(f"NOT HERE: {reason}" for reason in missing), *broken]))
    print(f"\n{json.dumps(about)}\nEverything, with every single run: {asked.out}")
    return 1 if broken or faults(runs, findings) else 0


def _runs(
    asked: argparse.Namespace, contests: list[tuple[int, str]], cases: list[tuple[str, str]]
) -> tuple[list[Run], list[Run], list[str]]:
    runs: list[Run] = []
    findings: list[Run] = []
    broken: list[str] = []
    effort = Effort(asked.seconds, asked.even, asked.quick)
    progress = Progress(asked.repeats * (len(contests) + len(cases)))
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        program = compiled(Path(name), "generator")
        # Interleaved: what disturbs the machine for a while disturbs everybody.
        for repeat in range(asked.repeats):
            for people, who in contests:
                with progress.step(f"{who}, {people} people, repeat {repeat + 1}", broken):
                    figures = contest(CONTESTANTS[who], people, program, effort)
                    runs.append({"contestant": who, "people": people, "repeat": repeat, **figures})
            for measure, case in cases:
                with progress.step(f"{measure}, {case}, repeat {repeat + 1}", broken):
                    figures = MEASURES[measure].cases[case](program, effort)
                    findings.append({"measure": measure, "case": case, "repeat": repeat, "figures": figures})
    return runs, findings, broken


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="2 s of each load, once, 200 people")
    parser.add_argument("--repeats", type=int, help="default 3")
    parser.add_argument("--seconds", type=float, help="of each load, default 8")
    parser.add_argument("--people", type=_numbers, help="default 200,1000; in rooms of 20")
    parser.add_argument("--even", type=float, default=EVEN_DELIVERIES_PER_S, help="deliveries/s of even load")
    parser.add_argument("--only", type=_names, default=list(NAMES), help=",".join(NAMES))
    parser.add_argument("--out", type=Path, default=RESULT, help="where the JSON file goes")
    asked = parser.parse_args()
    asked.repeats = asked.repeats or (1 if asked.quick else 3)
    asked.seconds = asked.seconds or (2.0 if asked.quick else 8.0)
    asked.people = asked.people or (PEOPLE[:1] if asked.quick else PEOPLE)
    return asked


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(NAMES):
        raise argparse.ArgumentTypeError(f"nobody is called {', '.join(sorted(unknown))}")
    return names


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _about(asked: argparse.Namespace) -> dict[str, Any]:
    """The machine and the versions, without which the figures say little."""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    return {
        "repeats": asked.repeats,
        "seconds": asked.seconds,
        "in_flight_per_room": IN_FLIGHT,
        "cores": len(ALL),
        # More than the benchmark itself explains: somebody else was at work on this machine.
        "load_average": os.getloadavg()[0],
        "kernel": platform.release(),
        "python": platform.python_version(),
        "node": node,
        **{name: version(name) for name in ("flask-socketio", "eventlet", "sqlalchemy")},
        **json.loads((peers.HERE / "package.json").read_text())["dependencies"],
    }


sys.exit(main())
