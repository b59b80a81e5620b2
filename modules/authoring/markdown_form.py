"""A draft to the Markdown of a module's file and back: the form in which modules ship and travel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from markdown_it.token import Token

from modules import markdown
from modules.authoring.draft import Draft, DraftBlock, DraftPage, Passage, Passages, title_key
from modules.parsing import attributes_of

PROSE = "prose"
# A file is named by an attribute of a block.
NAMED = re.compile(r'\b(?:src|captions|poster)="([^"]+)"')
# As the parser has it, but for a page whose title is not written yet: it keeps its name.
TITLE = re.compile(r"(?P<title>.*?)\s*\{#(?P<id>[^}]*)\}\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """A block as it stands in a file; `id` is that of its answers, if it has any."""

    kind: str
    id: str
    text: str


@dataclass(slots=True)
class Sheet:
    """A page as it stands in a file."""

    id: str
    title: str
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """From which line on a file speaks of a page's title or a block."""

    number: int
    key: str


def file_of(draft: Draft, language: str) -> tuple[str, list[Line]]:
    """The module's file in that language, and which lines belong to what. What is empty is left out."""
    lines: list[str] = []
    places: list[Line] = []
    for page in draft.pages:
        title = draft.text(page.title_key, language)
        blocks = [(block.key, draft.text(block.key, language)) for block in page.blocks]
        if not any(text.strip() for text in (title, *(text for _key, text in blocks))):
            continue
        texts = [(page.title_key, f"# {title} {{#{page.id}}}"), *blocks]
        for key, text in texts:
            if text.strip():
                places.append(Line(len(lines) + 1, key))
                lines += [*text.strip("\n").split("\n"), ""]
    return "\n".join(lines).rstrip("\n") + "\n", places


def files_in(draft: Draft) -> set[str]:
    """The names of all files that stand in it, in whatever language."""
    texts = (passage.text for texts in draft.passages.values() for passage in texts.values())
    return {name for text in texts for name in NAMED.findall(text)}


def draft_of(files: Mapping[str, str], main: str = "nb") -> Draft:
    """The draft whose files are these, {language: Markdown}; the main language says what stands where.

    What only another language has is kept, at the end of the page. Text before the first page is not.
    """
    sheets = {main: [], **{language: list(sheets_of(text)) for language, text in files.items()}}
    pages: list[DraftPage] = []
    passages: Passages = {}
    taken = {page.id for page in sheets[main]}
    for number, page in enumerate(sheets[main]):
        beside = {
            language: _same_page(page, number, others)
            for language, others in sheets.items()
            if language != main
        }
        pages.append(_page(page, beside, main, passages, taken))
    return Draft((main, *(language for language in files if language != main)), main, tuple(pages), passages)


def _same_page(page: Sheet, number: int, others: list[Sheet]) -> Sheet:
    named = next((other for other in others if other.id == page.id), None)
    return named or (others[number] if number < len(others) else Sheet(page.id, ""))


def _page(
    page: Sheet, beside: Mapping[str, Sheet], main: str, passages: Passages, taken: set[str]
) -> DraftPage:
    passages[title_key(page.id)] = {
        language: Passage(sheet.title) for language, sheet in {main: page, **beside}.items() if sheet.title
    }
    rows: list[dict[str, Part]] = [{main: part} for part in page.parts]
    for language, sheet in beside.items():
        _set_beside(rows, language, sheet.parts, main)
    blocks = [_block(page.id, place, row, passages, taken) for place, row in enumerate(rows, 1)]
    return DraftPage(page.id, tuple(blocks))


def _set_beside(rows: list[dict[str, Part]], language: str, parts: list[Part], main: str) -> None:
    """Each part of another language beside the one that it says the same as."""
    ours = [(row[main].kind, row[main].id) if main in row else None for row in rows]
    theirs = [(part.kind, part.id) for part in parts]
    left = set(range(len(parts)))
    for first, second, length in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        for step in range(length):
            rows[first + step][language] = parts[second + step]
            left.discard(second + step)
    rows.extend({language: parts[place]} for place in sorted(left))


def _block(
    page_id: str, place: int, row: Mapping[str, Part], passages: Passages, taken: set[str]
) -> DraftBlock:
    first = next(iter(row.values()))
    wanted = first.id if first.id and first.id not in taken else f"{page_id[:48]}-{place}"
    key = next(name for name in _names(wanted) if name not in taken)
    taken.add(key)
    passages[key] = {language: Passage(part.text) for language, part in row.items()}
    return DraftBlock(key, first.kind)


def _names(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1


def sheets_of(text: str) -> Iterator[Sheet]:
    """The pages of one file as they stand there, whether or not what is written in them is right."""
    lines = text.splitlines()
    sheet: Sheet | None = None
    prose: list[tuple[int, int]] = []
    for part in markdown.parts(markdown.parser().parse(text)):
        first = part[0]
        is_page, is_block = first.type == "heading_open" and first.tag == "h1", _is_block(first)
        if sheet and prose and (is_page or is_block):
            sheet.parts.append(_prose(lines, prose))
            prose = []
        if is_page:
            if sheet:
                yield sheet
            sheet = _sheet(part[1].content)
        elif sheet and is_block:
            sheet.parts.append(_part(first, lines))
        elif sheet and first.map:
            prose.append((first.map[0], first.map[1]))
    if sheet:
        if prose:
            sheet.parts.append(_prose(lines, prose))
        yield sheet


def _is_block(token: Token) -> bool:
    return token.type == "container_block_open"


def _sheet(heading: str) -> Sheet:
    match = TITLE.fullmatch(heading)
    return Sheet(match["id"], match["title"]) if match else Sheet("", heading)


def _prose(lines: list[str], spans: list[tuple[int, int]]) -> Part:
    return Part(PROSE, "", "\n".join(lines[spans[0][0] : spans[-1][1]]).strip("\n"))


def _part(token: Token, lines: list[str]) -> Part:
    start, end = token.map or (0, 0)
    kind, _, rest = token.info.strip().partition(" ")
    closing = end < len(lines) and lines[end].strip().startswith(":::")
    text = "\n".join(lines[start : end + closing]).strip("\n")
    return Part(kind, (attributes_of(rest.strip()) or {}).get("id", ""), text)
