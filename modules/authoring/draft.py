"""A module while it is written: its pages, their blocks, and every passage of text in each language.

The stored form of a passage is Markdown as a module's file holds it; `markdown_form` makes files of them.
Pages and blocks are the same in all languages, so that an answer means the same in each; passages differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

# What there is one of in a module, beside the passages of its pages and blocks.
TITLE, SUMMARY = "title", "summary"
# Facts say the same in every language: they stand under no language.
MINUTES, OPENS, DUE = "minutes", "opens", "due"
FACTS = (MINUTES, OPENS, DUE)
NO_LANGUAGE = ""

Passages: TypeAlias = "dict[str, dict[str, Passage]]"


@dataclass(frozen=True, slots=True)
class Passage:
    """Text in one language.

    `revision` is the number of the edit that wrote it, or that said that it still holds. A translation holds
    in `of` the revision of the main language's passage that it was written after.
    """

    text: str
    revision: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block: `key` is its name within the module, for one that is answered also the id of its answers."""

    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A page: its title is the passage named `page:<id>`."""

    id: str
    blocks: tuple[DraftBlock, ...] = ()

    @property
    def title_key(self) -> str:
        return title_key(self.id)


@dataclass(frozen=True, slots=True)
class CameFrom:
    """Where a module was brought in from, and the number it was published as there, 0 for a draft."""

    origin: str
    version: int


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole of it. `passages`: {key: {language: Passage}}."""

    languages: tuple[str, ...] = ("nb", "nn")
    main: str = "nb"
    pages: tuple[DraftPage, ...] = ()
    passages: Passages = field(default_factory=dict)
    came_from: CameFrom | None = None

    def text(self, key: str, language: str) -> str:
        """The passage as it stands, or nothing."""
        passage = self.passages.get(key, {}).get(language)
        return passage.text if passage else ""

    def page(self, id: str) -> DraftPage | None:
        return next((page for page in self.pages if page.id == id), None)

    def page_of(self, key: str) -> DraftPage | None:
        """The page on which the block stands."""
        return next((page for page in self.pages if any(block.key == key for block in page.blocks)), None)

    def block(self, key: str) -> DraftBlock | None:
        return next((block for page in self.pages for block in page.blocks if block.key == key), None)

    def knows(self, key: str) -> bool:
        """True for what may hold a passage: the module's own, a page's title, a block."""
        if key in (TITLE, SUMMARY, *FACTS):
            return True
        return any(page.title_key == key for page in self.pages) or self.block(key) is not None

    def is_behind(self, key: str, language: str) -> bool:
        """True when the main language has changed since this passage was written, or it was never written."""
        first = self.passages.get(key, {}).get(self.main)
        if first is None or language in (self.main, NO_LANGUAGE) or not first.text:
            return False
        other = self.passages[key].get(language)
        return other is None or not other.text or other.of < first.revision


def title_key(page_id: str) -> str:
    """The name of a page's title among the passages."""
    return f"page:{page_id}"
