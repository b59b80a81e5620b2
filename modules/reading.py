"""One page of a module as its reader meets it: where in the module, what is answered, and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from elearn.errors import NotFound
from modules.answer_shapes import blank, given_on, may_be_shared
from modules.blocks import Agreement, Answered, Page, Text
from modules.models import Answer
from modules.progress import Progress
from modules.queries import Current
from modules.texts import Spoken, spoken, written
from modules.timing import session_before


@dataclass(frozen=True, slots=True)
class OnPage:
    """An answer as the page shows it; `may_be_shared` says whether there is a choice to make."""

    value: Mapping[str, Any]
    revision: int
    shared_with: str
    changed_at: datetime | None
    may_be_shared: bool

    @property
    def given_on(self) -> date | None:
        """The day a promise was given."""
        return given_on(self.value)


@dataclass(frozen=True, slots=True)
class Reading:
    """A page, the module around it, and the way on."""

    slug: str
    named: Spoken
    language: str
    text: Text
    page: Page
    minutes: int
    session: int
    version: int
    progress: Progress
    answers: Mapping[str, Answer]
    is_improved: bool = False

    @property
    def number(self) -> int:
        """Counted from one."""
        return self.text.pages.index(self.page) + 1

    @property
    def before(self) -> Page | None:
        return self.text.pages[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Page | None:
        return self.text.pages[self.number] if self.number < len(self.text.pages) else None

    def answer(self, block: Answered) -> OnPage:
        """What was answered to the block, or the empty fields."""
        kept, shareable = self.answers.get(block.block), may_be_shared(block)
        if kept is None:
            first = "leaders" if isinstance(block, Agreement) else "nobody"
            return OnPage(blank(block), 0, first, None, shareable)
        value = {**blank(block), **kept.value}
        return OnPage(value, kept.revision, kept.shared_with, kept.changed_at, shareable)


def read(
    current: Current,
    page_id: str | None,
    language: str,
    finished: Collection[str] = (),
    answers: Mapping[str, Answer] | None = None,
) -> Reading:
    """That page, or where one left off when none is named. Raises `NotFound`."""
    version = current.version
    code, text = written(version.content, language, current.pages)
    progress = Progress([page.id for page in text.pages], finished)
    page = text.page(page_id or progress.resume_at)
    if page is None:
        raise NotFound
    return Reading(
        slug=current.slug,
        named=spoken(version.content, language),
        language=code,
        text=text,
        page=page,
        minutes=current.minutes,
        session=session_before(current.opens, current.due),
        version=version.number,
        progress=progress,
        answers=answers or {},
        is_improved=current.is_improved,
    )
