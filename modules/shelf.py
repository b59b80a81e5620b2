"""The shelf: a course's modules as one person meets them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from elearn.courses.models import CourseRun, CourseSession
from modules.progress import Progress, minutes_left
from modules.queries import Current, Visits
from modules.texts import page_ids, spoken
from modules.timing import Meeting, is_open, meant, moment


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A module on the shelf. `opens_at` and `due_at` are None when nothing is set; numbers name sessions."""

    slug: str
    title: str
    summary: str
    language: str
    minutes: int
    minutes_left: int
    progress: Progress
    is_open: bool
    opens_at: datetime | None
    opens_after: int | None
    due_at: datetime | None
    due_before: int | None
    is_improved: bool


def shelf(
    course: CourseRun,
    modules: Sequence[Current],
    visits: Mapping[int, Visits],
    language: str,
    now: datetime,
) -> list[OnShelf]:
    """The modules in order."""
    meetings = meetings_of(course)
    unread = Visits()
    return [
        _on_shelf(each, meetings, visits.get(each.module.id, unread).finished, language, now)
        for each in modules
    ]


def meetings_of(course: CourseRun) -> list[Meeting]:
    """The sessions as timing sees them."""
    return [Meeting(each.number, each.starts_at, _end(each)) for each in course.sessions]


def _end(session: CourseSession) -> datetime:
    """As planned, or earlier when its leaders ended it earlier."""
    return min(session.ends_at, session.ended_at or session.ends_at)


def next_to_read(shelf: Sequence[OnShelf]) -> OnShelf | None:
    """The first open module that is not done."""
    return next((module for module in shelf if module.is_open and not module.progress.is_done), None)


def _on_shelf(
    current: Current, meetings: Sequence[Meeting], finished: Collection[str], language: str, now: datetime
) -> OnShelf:
    version, words = current.version, spoken(current.version.content, language)
    progress = Progress(page_ids(version.content), finished)
    opens, due = meant(version.opens, meetings), meant(version.due, meetings)
    return OnShelf(
        slug=current.module.slug,
        title=words.title,
        summary=words.summary,
        language=words.title_language,
        minutes=version.minutes,
        minutes_left=minutes_left(version.minutes, progress),
        progress=progress,
        is_open=is_open(version.opens, meetings, now),
        opens_at=moment(version.opens, meetings),
        opens_after=opens.number if opens else None,
        due_at=moment(version.due, meetings),
        due_before=due.number if due else None,
        is_improved=current.is_improved,
    )
