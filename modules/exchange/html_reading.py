"""HTML of others to our Markdown: words, headings, lists, links, pictures; nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from modules.exchange import html_tables
from modules.exchange.html_tree import Element, Node, tree
from modules.exchange.markdown_text import at_start, escaped, one_line

HEADINGS = {"h1": "##", "h2": "##", "h3": "###", "h4": "####", "h5": "####", "h6": "####"}
AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*"}
# These and everything in them stay behind; where one of them said something, the report tells of it.
QUIETLY_LEFT = frozenset({"head", "style", "script", "template", "noscript", "title", "meta", "link"})
LEFT = frozenset(
    {"iframe", "object", "embed", "video", "audio", "canvas", "svg", "math", "form", "input", "button",
     "select", "textarea", "map"}
)  # fmt: skip
BLOCKS = frozenset(
    {"html", "body", "main", "header", "footer", "nav", "section", "article", "aside", "div", "center",
     "address", "p", "pre", "blockquote", "figure", "figcaption", "fieldset", "details", "summary",
     "ul", "ol", "li", "dl", "dt", "dd", "table", "hr", *HEADINGS}
)  # fmt: skip
ADDRESS = re.compile(r"(https?://|mailto:|tel:)[^\s<>\\]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as HTML names it."""

    src: str
    alt: str


Piece: TypeAlias = "str | Image"


@dataclass(slots=True)
class Reading:
    """Prose and pictures in order; names of elements that were left, and links that lead nowhere outside."""

    pieces: list[Piece] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def read_html(html: str) -> Reading:
    """The text as Markdown, cut where pictures stand."""
    reader = _Reader()
    for block in reader.blocks(tree(html).children):
        reader.add(block)
    reader.add("")
    return reader.reading


def html_line(html: str) -> str:
    """The text on one line; pictures and everything else are gone."""
    return one_line(" ".join(piece for piece in read_html(html).pieces if isinstance(piece, str)))


class _Reader:
    def __init__(self) -> None:
        self.reading = Reading()
        self._prose: list[str] = []
        self._images: list[Image] = []

    def add(self, block: str) -> None:
        """One more block of prose; pictures that stood in it follow it. Nothing at all ends the prose."""
        if block:
            self._prose.append(block)
        if self._prose and (self._images or not block):
            self.reading.pieces.append("\n\n".join(self._prose))
            self._prose = []
        self.reading.pieces += self._images
        self._images = []

    def blocks(self, nodes: Iterable[Node]) -> Iterable[str]:
        """Blocks of Markdown, one after the other."""
        line: list[Node] = []
        for node in nodes:
            if isinstance(node, Element) and _is_block(node):
                yield from self._paragraph(line)
                line = []
                yield from self._block(node)
            else:
                line.append(node)
        yield from self._paragraph(line)

    def _paragraph(self, nodes: list[Node]) -> Iterable[str]:
        text = self._inline(nodes).strip()
        text = re.sub(r"(\\\n\s*)+$", "", text)
        if text:
            yield at_start(text)
        elif self._images:
            self.add("")

    def _block(self, element: Element) -> Iterable[str]:
        match element.tag:
            case "ul" | "ol":
                yield from self._list(element)
            case "blockquote":
                inside = "\n\n".join(self.blocks(element.children))
                yield _begun_with(inside, "> ", "> ") if inside else ""
            case "table":
                yield from self._table(element)
            case "hr":
                yield "***"
            case "dt":
                yield self._wrapped("**", self._inline(element.children)).strip()
            case tag if tag in HEADINGS:
                words = one_line(self._inline(element.children))
                yield f"{HEADINGS[tag]} {words}" if words else ""
            case _:
                yield from self.blocks(element.children)

    def _list(self, element: Element) -> Iterable[str]:
        items = [child for child in element.children if isinstance(child, Element) and child.tag == "li"]
        said = ["\n\n".join(filter(None, self.blocks(item.children))) for item in items]
        is_numbered = element.tag == "ol"
        marked = [
            _begun_with(text, f"{number}. " if is_numbered else "- ", "   " if is_numbered else "  ")
            for number, text in enumerate(filter(None, said), 1)
        ]
        yield "\n".join(marked)

    def _table(self, element: Element) -> Iterable[str]:
        """A table of one cell only holds its text together."""
        for caption in element.every("caption")[:1]:
            yield from self._paragraph(caption.children)
        rows = html_tables.rows_of(element)
        if len(rows) < 2 and len(rows[:1] and rows[0]) < 2:
            for cell in rows[0] if rows else []:
                yield from self.blocks(cell.children)
            return
        self.reading.left += (
            ["joined"] if any(html_tables.is_joined(cell) for row in rows for cell in row) else []
        )
        self.reading.left += [] if html_tables.has_heads(rows) else ["heads"]
        heads = self._cells(rows.pop(0)) if html_tables.has_heads(rows) else []
        yield html_tables.written(heads, [self._cells(row) for row in rows])

    def _cells(self, row: list[Element]) -> list[str]:
        """Each on one line; where one reaches over several columns, the others are empty."""
        said = []
        for cell in row:
            is_flat = not cell.every("table")
            words = " ".join(self.blocks(cell.children)) if is_flat else escaped(cell.text())
            said += [one_line(words), *[""] * (html_tables.reach(cell) - 1)]
        return said

    def _inline(self, nodes: Iterable[Node]) -> str:
        return "".join(self._said(node) for node in nodes)

    def _said(self, node: Node) -> str:
        if isinstance(node, str):
            return escaped(re.sub(r"\s+", " ", node))
        if node.tag in QUIETLY_LEFT:
            return ""
        if node.tag in LEFT:
            self.reading.left.append(node.tag)
            return ""
        match node.tag:
            case "br":
                return "\\\n"
            case "img":
                self._images.append(
                    Image(node.attributes.get("src", ""), node.attributes.get("alt", "").strip())
                )
                return ""
            case "a":
                return self._link(node)
            case tag if tag in AROUND:
                return self._wrapped(AROUND[tag], self._inline(node.children))
            case _:
                return self._inline(node.children)

    def _link(self, element: Element) -> str:
        words, address = self._inline(element.children), element.attributes.get("href", "").strip()
        if not words.strip():
            return words
        if ADDRESS.fullmatch(address):
            return self._wrapped("", f"[{words.strip()}](<{address}>)")
        if address:
            self.reading.left.append("link")
        return words

    def _wrapped(self, sign: str, words: str) -> str:
        """Signs close to the words: with a space between, they would be shown."""
        inner = words.strip()
        if not inner or "\n" in inner:
            return words
        start, end = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        return f"{start}{sign}{inner}{sign}{end}"


def _is_block(element: Element) -> bool:
    return element.tag in BLOCKS or (
        element.tag not in QUIETLY_LEFT
        and any(isinstance(child, Element) and _is_block(child) for child in element.children)
    )


def _begun_with(text: str, first: str, then: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        [first + lines[0], *((then + line).rstrip() if line else then.rstrip() for line in lines[1:])]
    )
