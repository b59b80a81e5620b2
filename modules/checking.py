"""Rules across a module's files: the languages ask the same, and every file shown is there and harmless."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from modules.asking import asked
from modules.blocks import Answered, Block, Page, files_of
from modules.problems import Problems
from modules.take_home import TYPES, is_harmless

# The file of a name that has the form of one, if there is such a file.
Finder: TypeAlias = Callable[[str], Path | None]
NEEDED = ("nb", "nn")
SUFFIXES = {
    "picture": {".svg", ".png", ".jpg", ".webp", ".avif"},
    "sound": {".mp3", ".ogg", ".opus", ".m4a"},
    "video": {".webm", ".mp4"},
    "file": set(TYPES),
}
MEDIA = frozenset({suffix for suffixes in SUFFIXES.values() for suffix in suffixes} | {".vtt"})
FILE = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
# A picture only draws: it runs nothing and fetches nothing.
LIVELY_SVG = re.compile(
    r"<\s*(script|foreignobject|iframe|a|image|use)\b|\son\w+\s*=|javascript:|<!(?!--)|@import"
    r"|url\(\s*['\"]?(?!#)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A module in one language, as its file says it: `nb.md` is bokmål."""

    path: Path
    text: str
    pages: list[Page]

    @property
    def language(self) -> str:
        return self.path.stem

    def say(self, problems: Problems, about: str, words: str) -> None:
        """Add a problem at the first line that mentions `about`."""
        lines = self.text.splitlines()
        line = next((number for number, line in enumerate(lines, 1) if about in line), 1)
        problems.lines.append(f"{self.path}:{line}: {words}")


def check_languages(written: Sequence[Written], problems: Problems) -> None:
    """Every needed language is there, with the same pages and the same answered blocks in the same order."""
    by_language = {each.language: each for each in written}
    for code in NEEDED:
        if code not in by_language:
            problems.add(1, f"The text in {code} is missing: {code}.md.")
    first = by_language.get(NEEDED[0])
    if first:
        for other in written:
            _compare(first, other, problems)


def _compare(first: Written, other: Written, problems: Problems) -> None:
    ours, theirs = _ids(first.pages), _ids(other.pages)
    for id in sorted(ours ^ theirs):
        here, there = (first, other) if id in ours else (other, first)
        here.say(problems, f"{{#{id}", f'The id "{id}" is missing in {there.path.name}.')
    if ours == theirs and _shape(first.pages) != _shape(other.pages):
        other.say(problems, "", f"It differs from {first.path.name} in the order or in what is asked.")


def check_media(find: Finder, written: Sequence[Written], problems: Problems) -> None:
    """Every file that is shown is there, is of a known kind, and a drawing only draws."""
    for each in written:
        for block in (block for page in each.pages for block in page.blocks):
            for name in files_of(block):
                words = _wrong_with(find, name, block)
                if words:
                    each.say(problems, name, words)


def _wrong_with(find: Finder, name: str, block: Block) -> str:
    allowed = SUFFIXES[block.kind] if name == getattr(block, "src", "") else MEDIA
    if not FILE.fullmatch(name) or Path(name).suffix not in allowed:
        return f'"{name}" is not a file name we know for a {block.kind}.'
    path = find(name)
    if path is None:
        return f'There is no file "{name}" in media/.'
    if path.suffix == ".svg" and LIVELY_SVG.search(drawn(path.read_text(encoding="utf-8"))):
        return f"media/{name} holds more than a drawing: a script, a link or something that is fetched."
    if path.suffix == ".vtt" and not path.read_text(encoding="utf-8").startswith("WEBVTT"):
        return f"media/{name} does not hold captions: it must begin with WEBVTT."
    if path.suffix in TYPES and not is_harmless(path):
        return f"media/{name} is not what its name says, or holds programs (macros)."
    return ""


def drawn(text: str) -> str:
    """The drawing without the XML declaration, which every tool writes."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _ids(pages: list[Page]) -> set[str]:
    return {page.id for page in pages} | {
        block.block for page in pages for block in page.blocks if isinstance(block, Answered)
    }


def _shape(pages: list[Page]) -> list[object]:
    """What must be equal in all languages, so that an answer means the same in each."""
    return [
        [page.id, *(asked(block) for block in page.blocks if isinstance(block, Answered))] for page in pages
    ]
