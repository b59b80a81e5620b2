"""A draft that is written from a file of others: pages, prose, pictures, questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from modules.authoring.draft import (
    MINUTES,
    NO_LANGUAGE,
    SUMMARY,
    TITLE,
    Draft,
    DraftBlock,
    DraftPage,
    Passage,
    Passages,
    title_key,
)
from modules.authoring.editing import LONGEST_PASSAGE, MOST_BLOCKS, MOST_PAGES
from modules.exchange.brought import BroughtModule
from modules.exchange.folder_form import OUR_OWN
from modules.exchange.markdown_text import attribute, slug
from modules.prose_checking import highest_in

# Every module needs these; what is brought in is in one of them, or in another one beside them.
NEEDED = ("nb", "nn")
# About how long somebody reads a page, in minutes: the author says it better afterwards.
MINUTES_A_PAGE, MOST_MINUTES = 3, 120
HEADING = re.compile(r"^( {0,3})#{1,6}(?=\s)", re.MULTILINE)


class Full(Exception):
    """The module holds as much as a module may; `code` says what of."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(slots=True)
class _Page:
    id: str
    blocks: list[DraftBlock] = field(default_factory=list)


class ModuleWriter:
    """Writes one module in one language, page after page."""

    def __init__(self, title: str, language: str) -> None:
        self.title, self.language = title, language
        self.media: dict[str, Path] = {}
        self._pages: list[_Page] = []
        self._passages: Passages = {}
        self._taken: set[str] = set(OUR_OWN)

    @property
    def has_pages(self) -> bool:
        return bool(self._pages)

    @property
    def page_is_empty(self) -> bool:
        return not self._pages or not self._pages[-1].blocks

    def page(self, title: str) -> None:
        """Begin the next page. Raises `Full`."""
        if len(self._pages) >= MOST_PAGES:
            raise Full("too_many_pages")
        page = _Page(self._name(slug(title, "page")))
        self._pages.append(page)
        self._write(title_key(page.id), " ".join(title.split())[:200] or "–")

    def prose(self, markdown: str) -> None:
        """Text; it follows on text before it. Raises `Full`."""
        page = self._pages[-1]
        if page.blocks and page.blocks[-1].kind == "prose":
            before = self._passages[page.blocks[-1].key][self.language].text
            if len(before) + len(markdown) + 2 <= LONGEST_PASSAGE:
                self._write(page.blocks[-1].key, f"{before}\n\n{markdown}")
                return
        self._block("prose", f"{page.id[:48]}-text", markdown)

    def block(self, kind: str, body: str, attributes: Mapping[str, str] | None = None, id: str = "") -> None:
        """A block of that kind; with an `id` it is answered. Raises `Full`."""
        key = self._name(id or f"{self._pages[-1].id[:40]}-{kind}")
        said = [*([f"#{key}"] if id else []), *_said(attributes or {})]
        opening = f"::: {kind} {{{' '.join(said)}}}" if said else f"::: {kind}"
        lines = [opening, _headed(body.strip(), highest_in(kind)), ":::"]
        self._block(kind, key, "\n".join(filter(None, lines)), is_named=True)

    def written(self, wanted: str) -> BroughtModule:
        """The module, under the name it would like to have."""
        languages = (self.language, *(code for code in NEEDED if code != self.language))
        minutes = min(MOST_MINUTES, MINUTES_A_PAGE * max(1, len(self._pages)))
        passages: Passages = {
            **self._passages,
            TITLE: {self.language: Passage(self.title)},
            SUMMARY: {},
            MINUTES: {NO_LANGUAGE: Passage(str(minutes))},
        }
        pages = tuple(DraftPage(page.id, tuple(page.blocks)) for page in self._pages)
        return BroughtModule(wanted, Draft(languages, self.language, pages, passages), self.media)

    def _block(self, kind: str, key: str, text: str, is_named: bool = False) -> None:
        page = self._pages[-1]
        if len(page.blocks) >= MOST_BLOCKS:
            raise Full("too_many_blocks")
        if len(text) > LONGEST_PASSAGE:
            raise Full("too_long")
        key = key if is_named else self._name(key)
        page.blocks.append(DraftBlock(key, kind))
        self._write(key, text)

    def _write(self, key: str, text: str) -> None:
        self._passages[key] = {self.language: Passage(text)}

    def _name(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name


def _headed(body: str, level: int) -> str:
    """Headings inside a block stand under its own, which is where readers who listen look for them."""
    return HEADING.sub(rf"\1{'#' * level}", body)


def _said(attributes: Mapping[str, str]) -> Sequence[str]:
    return [f'{name}="{attribute(value)}"' for name, value in attributes.items() if value]
