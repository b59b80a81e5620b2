"""Rules for text: headings follow each other, links say where they lead, tables have heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from modules.problems import Problem

DEEPEST = 4
# Of these blocks the text comes right after the page's own; all others have a heading of their own before it.
WITHOUT_HEADING = frozenset({"prose", "experience", "sound", "video", "picture", "file"})
# Said alone they lead nowhere for the one who goes from link to link.
EMPTY_WORDS = frozenset(
    {"her", "klikk her", "trykk her", "her.", "link", "lenke", "lenkje", "here", "click here"}
)
WITHOUT_WORDS = ("http:", "https:")


@dataclass(slots=True)
class Outline:
    """How deep the headings have come on a page: its title is the first level, those of blocks the second."""

    level: int = 1

    def enter(self, kind: str) -> None:
        """A block begins."""
        if kind not in WITHOUT_HEADING:
            self.level = 2

    def problems(self, tokens: Sequence[Token], highest: int = 2) -> Iterator[Problem]:
        """Headings that leave a level out, or stand above `highest`; it goes on from the last one."""
        for token in tokens:
            if token.type == "heading_open":
                level = int(token.tag[1:])
                deepest = min(DEEPEST, max(self.level + 1, highest))
                if not highest <= level <= deepest:
                    marks = " or ".join(f"`{'#' * each}`" for each in range(highest, deepest + 1))
                    yield Problem(f"A heading here begins with {marks}: no level is left out.", _line(token))
                self.level = level


def highest_in(kind: str) -> int:
    """The highest level a heading inside such a block may have."""
    return 2 if kind in WITHOUT_HEADING else 3


def link_problems(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Links without words of their own."""
    for token in tokens:
        for words, address in _links(token.children or []):
            if words.lower() in EMPTY_WORDS or not words or words.startswith(WITHOUT_WORDS):
                said = f'"{words}"' if words else f"The link to {address}"
                yield Problem(f"{said} does not say where the link leads: write plain words.", _line(token))


def table_problems(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Columns without a head."""
    row = 1
    for place, token in enumerate(tokens):
        if token.type == "tr_open":
            row = _line(token)  # cells do not know theirs
        if token.type == "th_open" and not tokens[place + 1].content.strip():
            yield Problem("Each column of a table needs words at its head.", row)


def _links(children: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """The words and the address of each link in a line."""
    words, address = "", None
    for child in children:
        if child.type == "link_open":
            words, address = "", str(child.attrs.get("href", ""))
        elif child.type == "link_close" and address is not None:
            yield words.strip(), address
            address = None
        else:
            words += child.content


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
