"""HTML as a tree, however it is written: what was never closed is closed, what is too deep is flat."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

ALONE = frozenset(
    {"br", "img", "hr", "input", "meta", "link", "source", "track", "wbr", "col", "embed", "area"}
)
# Where one of these begins, an open one of them ends.
FOLLOWS = {"li": ("li",), "p": ("p",), "tr": ("tr", "td", "th"), "td": ("td", "th"), "th": ("td", "th"),
           "dt": ("dt", "dd"), "dd": ("dt", "dd")}  # fmt: skip
HOLDS = frozenset({"ul", "ol", "table", "dl", "blockquote", "div", "section"})
DEEPEST = 40

Node: TypeAlias = "str | Element"


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    def text(self) -> str:
        """Every word inside."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def every(self, tag: str) -> list[Element]:
        """All elements of that name, at any depth."""
        inside = [child for child in self.children if isinstance(child, Element)]
        return [
            found for child in inside for found in ([child] if child.tag == tag else []) + child.every(tag)
        ]


def tree(html: str) -> Element:
    """The root of the whole text."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_what_this_follows(tag)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in ALONE and len(self._open) < DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._open[-1].tag == tag and tag not in ALONE:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _end_what_this_follows(self, tag: str) -> None:
        ends = FOLLOWS.get(tag, ())
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag in ends:
                del self._open[place:]
                return
            if self._open[place].tag in HOLDS:
                return
