"""What was read from a file that somebody brings in, before any of it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from modules.authoring.draft import Draft


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of the file: where it stood, what became of it, and the code that says so (`words.SAID`)."""

    where: str
    code: str
    is_taken: bool
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """Line by line, what was taken and what was not."""

    lines: list[Line] = field(default_factory=list)

    def took(self, where: str, code: str, **values: str) -> None:
        self.lines.append(Line(where[:200], code, True, values))

    def left(self, where: str, code: str, **values: str) -> None:
        self.lines.append(Line(where[:200], code, False, values))


@dataclass(slots=True)
class BroughtModule:
    """A module to be: its wished-for name, its draft, and where its media wait, by name."""

    slug: str
    draft: Draft
    media: dict[str, Path] = field(default_factory=dict)


@dataclass(slots=True)
class Brought:
    """All of it. `programme` is the wished-for name of a new programme; titles are by language."""

    programme: str
    title: dict[str, str]
    summary: dict[str, str]
    modules: list[BroughtModule]
    report: Report
