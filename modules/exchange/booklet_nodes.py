"""Rendered text as nodes for the typesetter: words, and what they stand in."""

from __future__ import annotations

from typing import Any, TypeAlias

from modules.exchange.html_tree import Element, Node, tree

Data: TypeAlias = "dict[str, Any]"
HEADINGS = ("h2", "h3", "h4")
# Between what they hold there are only line breaks.
HOLDERS = frozenset({"", "ul", "ol", "blockquote", "div"})
ASIDE = {"cell--middle": "center", "cell--end": "right"}


class Headings:
    """How deep a heading may be, from what came before it in the same block."""

    def __init__(self) -> None:
        self._before = 1

    def level(self, tag: str) -> int:
        self._before = min(HEADINGS.index(tag) + 2, self._before + 1)
        return self._before


def nodes(html: str, headings: Headings) -> list[Any]:
    """What the text says, in its order."""
    return [_node(child, headings) for child in _children(tree(html))]


def _node(node: Node, headings: Headings) -> Any:
    if isinstance(node, str):
        return node.replace("\n", " ")
    if node.tag == "table":
        return _table(node, headings)
    said: Data = {"tag": node.tag, "inside": [_node(child, headings) for child in _children(node)]}
    if node.tag in HEADINGS:
        said |= {"tag": "heading", "level": headings.level(node.tag)}
    if node.tag == "a":
        said["href"] = node.attributes.get("href", "")
    if node.tag == "ol":
        start = node.attributes.get("start", "1")
        said["start"] = int(start) if start.isdigit() and len(start) < 6 else 1
    return said


def _table(table: Element, headings: Headings) -> Data:
    """Heads, and rows of as many cells; where the words of a column stand is said by its head."""
    heads = table.every("th")
    cells = [[_inside(cell, headings) for cell in row.every("td")] for row in table.every("tr")]
    return {
        "tag": "table",
        "aside": [ASIDE.get(head.attributes.get("class", ""), "left") for head in heads],
        "heads": [_inside(head, headings) for head in heads],
        "rows": [row for row in cells if row],
    }


def _inside(cell: Element, headings: Headings) -> list[Any]:
    return [_node(child, headings) for child in cell.children]


def _children(element: Element) -> list[Node]:
    """Without the line breaks between points of a list."""
    if element.tag not in HOLDERS:
        return element.children
    return [child for child in element.children if not (isinstance(child, str) and not child.strip())]
