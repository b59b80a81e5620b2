"""How far somebody has come in a module. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """The pages of a module in order, and which of them are finished."""

    pages: Sequence[str]
    finished: Collection[str]

    @property
    def count(self) -> int:
        return sum(page in self.finished for page in self.pages)

    @property
    def is_begun(self) -> bool:
        return self.count > 0

    @property
    def is_done(self) -> bool:
        return bool(self.pages) and self.count == len(self.pages)

    @property
    def resume_at(self) -> str:
        """The first page that is not finished; the first page of a module that is done."""
        return next((page for page in self.pages if page not in self.finished), self.pages[0])


def minutes_left(minutes: int, progress: Progress) -> int:
    """About how many minutes the rest takes, at least one while something is left."""
    left = len(progress.pages) - progress.count
    return max(1, round(minutes * left / len(progress.pages))) if left else 0
