"""What a drill tells: its progress while it runs, then its figures as a table and as one line of JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from typing import Any

_BEGAN = time.monotonic()

Figures = dict[str, Any]


def progress(words: str) -> None:
    """Say on the side what goes on; the figures alone come on standard output."""
    minutes, seconds = divmod(int(time.monotonic() - _BEGAN), 60)
    print(f"{minutes:3d}:{seconds:02d}  {words}", file=sys.stderr, flush=True)


def report(title: str, figures: Mapping[str, Any]) -> None:
    """Print the figures, first to read, last as one line of JSON. Lists of rows become tables."""
    print(f"\n{title}\n{'=' * len(title)}")
    simple = {name: value for name, value in figures.items() if not _is_rows(value)}
    for line in aligned([[name.replace("_", " "), _said(value)] for name, value in simple.items()]):
        print(line)
    for name, rows in figures.items():
        if _is_rows(rows):
            print(f"\n{name.replace('_', ' ')}")
            for line in aligned([[*rows[0]], *([_said(value) for value in row.values()] for row in rows)]):
                print(line)
    print()
    print(json.dumps(figures), flush=True)


def aligned(rows: list[list[str]]) -> list[str]:
    """Rows as lines: the first column to the left, the others to the right."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _said(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case float():
            return f"{value:,.2f}"
        case dict():
            return ", ".join(f"{name} {_said(held)}" for name, held in value.items()) or "-"
        case list():
            return ", ".join(map(_said, value)) or "-"
        case _:
            return str(value)
