"""Tables for spreadsheets, in which no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the beginning of a formula, or for the end of the cell before it.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def csv_file(rows: Iterable[Sequence[object]]) -> str:
    """The rows as a file that opens in a Norwegian spreadsheet: semicolons, and a mark that says UTF-8."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(
        [safe_cell(cell) for cell in row] for row in rows
    )
    return "\ufeff" + written.getvalue()


def safe_cell(value: object) -> str:
    """The value as text; what would be read as a formula gets an apostrophe in front."""
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) or text.lstrip().startswith(DANGEROUS) else text
