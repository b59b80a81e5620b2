"""Tables of others as tables of ours: heads, and rows of as many cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from modules.exchange.html_tree import Element

PARTS = frozenset({"thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})
# More columns than anybody reads, and than a cell may reach over.
WIDEST = 20


def rows_of(table: Element) -> list[list[Element]]:
    """The cells of each row, without those of tables inside of cells."""
    return [row for each in _rows(table) if (row := [cell for cell in _elements(each) if cell.tag in CELLS])]


def has_heads(rows: Sequence[Sequence[Element]]) -> bool:
    return bool(rows) and all(cell.tag == "th" for cell in rows[0])


def reach(cell: Element) -> int:
    """How many columns the cell reaches over."""
    said = cell.attributes.get("colspan", "1").strip()
    return min(int(said), WIDEST) if re.fullmatch(r"[1-9]\d{0,3}", said) else 1


def is_joined(cell: Element) -> bool:
    return reach(cell) > 1 or cell.attributes.get("rowspan", "1").strip() not in ("1", "")


def written(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table in Markdown; cells are Markdown on one line each."""
    width = min(WIDEST, max(len(row) for row in (heads, *rows)))
    return "\n".join([_line(heads, width), f"|{' --- |' * width}", *(_line(row, width) for row in rows)])


def _line(cells: Sequence[str], width: int) -> str:
    """An address in a link may hold the sign between cells; in text it is escaped already."""
    whole = [re.sub(r"(?<!\\)\|", "%7C", cell) for cell in [*cells, *[""] * width][:width]]
    return f"| {' | '.join(whole)} |"


def _rows(element: Element) -> Iterator[Element]:
    for child in _elements(element):
        if child.tag == "tr":
            yield child
        elif child.tag in PARTS:
            yield from _rows(child)


def _elements(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element)]
