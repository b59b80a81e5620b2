"""What the company can say, read from files: by kind of phase, by section, by language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ANYTIME = "anytime"
Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Thread:
    """Something that others answer."""

    language: str
    say: str
    answers: Words


@dataclass(frozen=True, slots=True)
class Wondering:
    """A question, and what a leader answers to it, by language."""

    language: str
    ask: str
    answer: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PhaseTalk:
    """`sections`: leader, lines, turns, notes, spoken, … -> language -> what can be said."""

    sections: Mapping[str, Words] = field(default_factory=dict)
    threads: Sequence[Thread] = ()
    questions: Sequence[Wondering] = ()
    plans: Sequence[Mapping[str, Any]] = ()
    progress: Sequence[Mapping[str, Any]] = ()


SILENT = PhaseTalk()


@dataclass(frozen=True, slots=True)
class Talk:
    """All of it, by kind of phase; `anytime` fits everywhere."""

    kinds: Mapping[str, PhaseTalk]

    def of(self, kind: str) -> PhaseTalk:
        return self.kinds.get(kind, SILENT)

    def words(self, kind: str, section: str, language: str) -> Sequence[str]:
        """What can be said, in the order of the file."""
        return self.of(kind).sections.get(section, {}).get(language, ())

    def anytime(self, section: str, language: str) -> Sequence[str]:
        return self.words(ANYTIME, section, language)


def read(folder: Path) -> Talk:
    """The talk of a folder with one file for each kind of phase."""
    files = sorted(folder.glob("*.toml"))
    return Talk({file.stem: _phase(tomllib.loads(file.read_text("utf-8"))) for file in files})


def _phase(written: dict[str, Any]) -> PhaseTalk:
    return PhaseTalk(
        sections={name: words for name, words in written.items() if isinstance(words, dict)},
        threads=[Thread(*_opening(one), one["answers"]) for one in written.get("threads", ())],
        questions=[Wondering(*_opening(one), one["answer"]) for one in written.get("questions", ())],
        plans=written.get("plans", ()),
        progress=written.get("progress", ()),
    )


def _opening(one: Mapping[str, Any]) -> tuple[str, str]:
    """The language it is said in, and the words."""
    return next((language, one[language]) for language in ("nb", "nn") if language in one)
