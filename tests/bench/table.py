"""Rows of text in columns, and repeats in one cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median


def cell(values: Sequence[float], decimals: int) -> str:
    """The median, with the least and the most beside it when there are several."""
    if not values:
        return "-"
    middle = f"{median(values):,.{decimals}f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):,.{decimals}f}-{max(values):,.{decimals}f})"


def aligned(rows: list[list[str]], left: int = 1) -> Iterator[str]:
    """Lines; the first `left` columns are words."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        cells = [
            text.ljust(width) if index < left else text.rjust(width)
            for index, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
