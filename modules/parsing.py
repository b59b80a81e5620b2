"""A module's Markdown file to pages of blocks; whatever is wrong is said with its line, in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError, parse

from modules import markdown
from modules.block_parsing import BUILDERS
from modules.block_source import BlockSource
from modules.blocks import Block, Page, Prose
from modules.problems import Problem, Problems
from modules.prose_checking import Outline, highest_in, link_problems, table_problems

ID = re.compile(r"[a-z][a-z0-9-]{0,59}")
TITLE = re.compile(r"(?P<title>.+?)\s*\{#(?P<id>[^}]*)\}\s*")


@dataclass(slots=True)
class _Draft:
    """A page while it is read; prose gathers until a block or the next page ends it."""

    id: str
    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    prose: list[Token] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)

    def end_prose(self) -> None:
        if self.prose:
            self.blocks.append(Prose(markdown.render(self.prose)))
            self.prose = []


def read_pages(text: str, problems: Problems) -> list[Page]:
    """The pages of one file. Problems are added to `problems`; reading goes on to find the next one."""
    tokens = markdown.parser().parse(text)
    drafts: list[_Draft] = []
    for part in markdown.parts(tokens):
        _read_part(part, drafts, text.splitlines(), problems)
    for draft in drafts:
        draft.end_prose()
        if not draft.blocks:
            problems.add(draft.line, f'The page "{draft.title}" is empty.')
    if not drafts and not problems:
        problems.add(1, "There is no page: a page starts with a line like `# Title {#id}`.")
    _check_ids(drafts, problems)
    return [Page(draft.id, draft.title, draft.blocks) for draft in drafts]


def attributes_of(text: str) -> dict[str, str] | None:
    """`{#id name="value"}` as a dictionary; None when it is not of that form."""
    if not text:
        return {}
    try:
        end, attributes = parse(text)
    except ParseError:
        return None
    return attributes if end == len(text) - 1 else None


def _read_part(part: list[Token], drafts: list[_Draft], lines: list[str], problems: Problems) -> None:
    first, line = part[0], _line(part[0])
    if first.type == "heading_open" and first.tag == "h1":
        if drafts:
            drafts[-1].end_prose()
        drafts.append(_start_page(part[1].content, line, problems))
    elif not drafts:
        problems.add(line, "Text before the first page: start with a line like `# Title {#id}`.")
    elif first.type == "container_block_open":
        drafts[-1].end_prose()
        drafts[-1].blocks.extend(_read_block(part, lines, problems))
        _check_text(part, drafts[-1], part[0].info.split()[0], problems)
    else:
        drafts[-1].prose.extend(part)
        _check_text(part, drafts[-1], Prose.kind, problems)


def _check_text(part: list[Token], draft: _Draft, kind: str, problems: Problems) -> None:
    draft.outline.enter(kind)
    for check in (draft.outline.problems(part, highest_in(kind)), link_problems(part), table_problems(part)):
        for found in check:
            problems.add(found.line or _line(part[0]), found.words)


def _start_page(heading: str, line: int, problems: Problems) -> _Draft:
    match = TITLE.fullmatch(heading)
    if match is None:
        problems.add(line, f'The page "{heading}" has no id: write `# {heading} {{#some-id}}`.')
        return _Draft("", heading, line)
    if not ID.fullmatch(match["id"]):
        problems.add(line, f'The id "{match["id"]}" may hold only a-z, 0-9 and -, and starts with a letter.')
    return _Draft(match["id"], match["title"], line)


def _read_block(part: list[Token], lines: list[str], problems: Problems) -> list[Block]:
    """The block, or nothing when it cannot be read."""
    line = _line(part[0])
    kind, _, rest = part[0].info.strip().partition(" ")
    source = BlockSource(kind, attributes_of(rest.strip()), part[1:-1], line)
    end = part[0].map[1] if part[0].map else line
    problem = _shape_problem(source, lines[end].strip() if end < len(lines) else "")
    if problem:
        problems.add(line, problem)
        return []
    try:
        return [BUILDERS[kind](source)]
    except Problem as found:
        problems.add(found.line or line, found.words)
        return []


def _shape_problem(source: BlockSource, last_line: str) -> str:
    if source.kind not in BUILDERS:
        return f'There is no block called "{source.kind}". Known are: {", ".join(sorted(BUILDERS))}.'
    if source.attributes is None:
        return f'What stands in braces after "{source.kind}" cannot be read: write `{{#id name="value"}}`.'
    if not last_line.startswith(":::"):
        return f'The block "{source.kind}" is not closed: end it with a line `:::`.'
    if any(token.type == "container_block_open" for token in source.tokens):
        return f'The block "{source.kind}" holds another block: close it with `:::` before the next one.'
    if "id" in (source.attributes or {}) and not ID.fullmatch(source.attributes["id"]):
        return f'The id "{source.attributes["id"]}" may hold only a-z, 0-9 and -, and starts with a letter.'
    return ""


def _check_ids(drafts: list[_Draft], problems: Problems) -> None:
    seen: set[str] = set()
    for draft in drafts:
        for id in [draft.id, *(getattr(block, "block", "") for block in draft.blocks)]:
            if id and id in seen:
                problems.add(draft.line, f'The id "{id}" is used twice; ids are unique within a module.')
            seen.add(id)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
