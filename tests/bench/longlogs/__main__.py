"""`python -m tests.bench.longlogs`: joining and appending, embedded and with PostgreSQL, and the ratios."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.bench.longlogs.appending import appending
from tests.bench.longlogs.joining import joining

RESULT = Path(__file__).resolve().parents[3] / "artefacts" / "longlogs.json"
DATABASES = ("sqlite", "postgresql")
ROWS, ROWS_QUICK = 20_000_000, 200_000
# So many rooms of each length are opened; so many rounds of commits go to each log.
TIMES, TIMES_QUICK = 40, 8


def main() -> int:
    """Measure, print, write. 1 when a goal was missed."""
    asked = _asked()
    found: dict[str, Any] = {"load_average": os.getloadavg()[0], "rows": asked.rows}
    for database in asked.databases:
        if "join" in asked.parts:
            found[f"join, {database}"] = _told(joining(database, asked.times))
        if "append" in asked.parts:
            found[f"append, {database}"] = _told(appending(database, asked.rows, asked.times))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(found, indent=1) + "\n")
    print(f"Load average at the beginning {found['load_average']:.1f}. Everything: {asked.out}")
    return any(
        ratio > limit for part in found.values() if isinstance(part, dict) for ratio, limit in _goals(part)
    )


def _told(figures: dict[str, Any]) -> dict[str, Any]:
    for name, value in figures.items():
        print(f"{name}: {value:,.3f}" if isinstance(value, float) else f"{name}: {value}", flush=True)
    return figures


def _goals(figures: dict[str, Any]) -> list[tuple[float, float]]:
    return [(value, 1.2) for name, value in figures.items() if name.startswith("ratio of CPU")]


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.longlogs", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="200,000 rows and few repeats")
    parser.add_argument("--rows", type=int, help="of the long log, default 20,000,000")
    parser.add_argument("--times", type=int, help="repeats of everything, default 40")
    parser.add_argument("--parts", default="join,append", type=lambda text: text.split(","))
    parser.add_argument("--databases", default=DATABASES, type=lambda text: text.split(","))
    parser.add_argument("--out", type=Path, default=RESULT, help="where the JSON file goes")
    asked = parser.parse_args()
    asked.rows = asked.rows or (ROWS_QUICK if asked.quick else ROWS)
    asked.times = asked.times or (TIMES_QUICK if asked.quick else TIMES)
    return asked


sys.exit(main())
