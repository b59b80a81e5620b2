"""What is wrong in a module's files, with file and line, for the person who wrote them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


class Problem(Exception):
    """One thing that is wrong; `line` 0 means the line where the block begins."""

    def __init__(self, words: str, line: int = 0) -> None:
        self.words, self.line = words, line
        super().__init__(words)


class ContentRefused(Exception):
    """The files of a module cannot be published; every reason is listed."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


@dataclass(slots=True)
class Problems:
    """The problems of one file, in the form `file:line: words`."""

    file: Path
    lines: list[str] = field(default_factory=list)

    def add(self, line: int, words: str) -> None:
        self.lines.append(f"{self.file}:{line}: {words}")

    def __bool__(self) -> bool:
        return bool(self.lines)
