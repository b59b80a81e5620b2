"""What has changed between what is published and what is reviewed, block by block, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from modules.authoring.draft import FACTS, NO_LANGUAGE, SUMMARY, TITLE, Draft

WORDS = re.compile(r"\s+|\w+|[^\w\s]")

Change = Literal["same", "new", "changed", "gone"]
Kept = Literal["kept", "new", "gone"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that stayed, came or went."""

    what: Kept
    text: str


@dataclass(frozen=True, slots=True)
class BlockDifference:
    """A title, a page's title or a block, and what has become of its words. `kind` is "" for titles."""

    key: str
    kind: str
    change: Change
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return self.change != "same"


def differences(before: Draft, after: Draft, language: str) -> list[BlockDifference]:
    """Everything that either of the two says, in the order of the newer one, what went last on its page."""
    spoken = [(key, kind, language) for key, kind in _in_order(before, after)]
    facts = [(key, "", NO_LANGUAGE) for key in FACTS]
    return [
        _difference(key, kind, before.text(key, code), after.text(key, code))
        for key, kind, code in (*spoken[:2], *facts, *spoken[2:])
        if before.text(key, code) or after.text(key, code)
    ]


def pieces_of(before: str, after: str) -> tuple[Piece, ...]:
    """The words of both, so that what went stands before what came in its place."""
    ours, theirs = WORDS.findall(before), WORDS.findall(after)
    found: list[Piece] = []
    for tag, start, end, to, until in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("kept", "".join(ours[start:end])))
            continue
        if start < end:
            found.append(Piece("gone", "".join(ours[start:end])))
        if to < until:
            found.append(Piece("new", "".join(theirs[to:until])))
    return tuple(found)


def _difference(key: str, kind: str, before: str, after: str) -> BlockDifference:
    if before == after:
        return BlockDifference(key, kind, "same", (Piece("kept", after),))
    change: Change = "new" if not before else "gone" if not after else "changed"
    return BlockDifference(key, kind, change, pieces_of(before, after))


def _in_order(before: Draft, after: Draft) -> Iterator[tuple[str, str]]:
    yield TITLE, ""
    yield SUMMARY, ""
    now = {block.key for page in after.pages for block in page.blocks}
    for page in after.pages:
        yield page.title_key, ""
        yield from ((block.key, block.kind) for block in page.blocks)
        was = before.page(page.id)
        if was:
            yield from ((block.key, block.kind) for block in was.blocks if block.key not in now)
    for page in before.pages:
        if after.page(page.id) is None:
            yield page.title_key, ""
            yield from ((block.key, block.kind) for block in page.blocks if block.key not in now)
