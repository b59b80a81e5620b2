"""The shelf: a course's steps as one person meets them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.attendance import attended
from elearn.courses.models import CourseRun, CourseSession, Programme
from elearn.courses.timetable import is_over
from elearn.languages import words
from modules import queries
from modules.composing.models import ProgrammePart
from modules.flow import Step, waits_for
from modules.progress import Progress, minutes_left
from modules.queries import Current, Visits
from modules.texts import page_ids, spoken
from modules.timing import Meeting, is_open, meant, moment


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A module on the shelf. `opens_at` and `due_at` are None when nothing is set; numbers name sessions.

    `waits_for`: titles of what is to be finished first. `origin`: the other course that it comes from.
    """

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
    opens_with: int | None
    due_at: datetime | None
    due_before: int | None
    is_improved: bool
    waits_for: Sequence[str] = ()
    origin: Programme | None = None


@dataclass(frozen=True, slots=True)
class SessionStep:
    """Being there in a session, as a step on the shelf. `is_attended` None: it has not been held."""

    slug: str
    meeting: CourseSession
    is_attended: bool | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that is needed to show the shelf to one person: read once, whatever is shown of it.

    `attended`: numbers of the sessions in which they were.
    """

    course: CourseRun
    modules: Sequence[Current]
    parts: Sequence[ProgrammePart]
    visits: Mapping[int, Visits]
    attended: frozenset[int]
    origins: Mapping[int, Programme] = field(default_factory=dict)

    def steps(self, language: str, now: datetime) -> list[OnShelf | SessionStep]:
        """Modules and sessions in the order of the course."""
        waiting, titles = self._waiting(now), self.titles(language)
        placed: dict[int, OnShelf | SessionStep] = dict(self._sessions(now))
        for place, current in enumerate(self.modules):
            first = [titles[slug] for slug in waiting.get(current.slug, ())]
            position = current.part.position if current.part else place
            placed[position] = self._module(current, language, now, first)
        return [placed[position] for position in sorted(placed)]

    def titles(self, language: str) -> dict[str, str]:
        """What each step is called, by its name in addresses."""
        sessions = {part.slug: self._named(meeting, language) for part, meeting in self._meetings()}
        return {each.slug: spoken(each.version.content, language).title for each in self.modules} | sessions

    def is_open(self, current: Current, now: datetime) -> bool:
        """Its time has come, and what comes before it is done; what was begun stays open."""
        return self._is_open(current, self._waiting(now).get(current.slug, ()), now)

    def _is_open(self, current: Current, first: Collection[str], now: datetime) -> bool:
        is_time = is_open(current.opens, meetings_of(self.course), _zone(), now)
        return bool(self._visits(current).opened) or (is_time and not first)

    def progress(self, current: Current) -> Progress:
        return Progress(page_ids(current.version.content, current.pages), self._visits(current).finished)

    def _visits(self, current: Current) -> Visits:
        return self.visits.get(current.module.id) or Visits()

    def _waiting(self, now: datetime) -> dict[str, list[str]]:
        modules = {each.slug: each for each in self.modules}
        sessions = {part.slug: meeting for part, meeting in self._meetings()}
        steps = []
        for part in self.parts:
            if part.slug in modules:
                steps.append(self._step(part, modules[part.slug]))
            elif part.slug in sessions:
                steps.append(self._session_step(part, sessions[part.slug], now))
        return waits_for(steps, self.course.programme.pace == "in_order")

    def _step(self, part: ProgrammePart, current: Current) -> Step:
        progress = self.progress(current)
        return Step(part.slug, part.needs, bool(self._visits(current).opened), progress.is_done)

    def _session_step(self, part: ProgrammePart, meeting: CourseSession, now: datetime) -> Step:
        """One who was ill goes on with the others; only what names the session waits for them."""
        return Step(
            part.slug, part.needs, is_done=meeting.number in self.attended, is_past=is_over(meeting, now)
        )

    def _meetings(self) -> list[tuple[ProgrammePart, CourseSession]]:
        """The sessions that are steps, as far as this course run has them."""
        by_number = {meeting.number: meeting for meeting in self.course.sessions}
        return [(part, by_number[part.session]) for part in self.parts if part.session in by_number]

    def _sessions(self, now: datetime) -> Iterator[tuple[int, SessionStep]]:
        for part, meeting in self._meetings():
            was_there = meeting.number in self.attended if is_over(meeting, now) else None
            yield part.position, SessionStep(part.slug, meeting, was_there)

    def _named(self, meeting: CourseSession, language: str) -> str:
        return f"{meeting.number}. {words(meeting.title, language)}"

    def _module(self, current: Current, language: str, now: datetime, waits_for: Sequence[str]) -> OnShelf:
        meetings, zone = meetings_of(self.course), _zone()
        named, progress = spoken(current.version.content, language), self.progress(current)
        opens, due = meant(current.opens, meetings), meant(current.due, meetings)
        return OnShelf(
            slug=current.slug,
            title=named.title,
            summary=named.summary,
            language=named.title_language,
            minutes=current.minutes,
            minutes_left=minutes_left(current.minutes, progress),
            progress=progress,
            is_open=self._is_open(current, waits_for, now),
            opens_at=moment(current.opens, meetings, zone),
            opens_after=opens.number if opens and current.opens.startswith("after") else None,
            opens_with=opens.number if opens and current.opens.startswith("before") else None,
            due_at=moment(current.due, meetings, zone),
            due_before=due.number if due else None,
            is_improved=current.is_improved,
            waits_for=waits_for,
            origin=self.origins.get(current.module.id),
        )


def shelf_of(session: Session, course: CourseRun, person: Person) -> Shelf:
    """The person's shelf, in as many queries for three modules as for thirty."""
    modules = queries.modules_for(session, course, person.id)
    parts = queries.parts_of(session, course.programme_id)
    counts_sessions = course.programme.least_sessions or any(part.session for part in parts)
    return Shelf(
        course,
        modules,
        parts,
        queries.visits(session, person.id, course.id),
        attended(session, course, person) if counts_sessions else frozenset(),
        queries.came_from(session, course, modules),
    )


def shelf_around(
    session: Session, course: CourseRun, person: Person, current: Current, visits: Mapping[int, Visits]
) -> Shelf:
    """What is needed to know whether that one module is open: the others only where it waits for them."""
    waits = current.part is not None and (current.part.needs or course.programme.pace == "in_order")
    return shelf_of(session, course, person) if waits else Shelf(course, [current], [], visits, frozenset())


def _zone() -> ZoneInfo:
    return ZoneInfo(current_app.config["TIMEZONE"])


def meetings_of(course: CourseRun) -> list[Meeting]:
    """The sessions as timing sees them."""
    return [Meeting(each.number, each.starts_at, _end(each)) for each in course.sessions]


def _end(session: CourseSession) -> datetime:
    """As planned, or earlier when its leaders ended it earlier."""
    return min(session.ends_at, session.ended_at or session.ends_at)


def next_to_read(steps: Sequence[OnShelf | SessionStep]) -> OnShelf | None:
    """The first open module that is not done."""
    modules = (step for step in steps if isinstance(step, OnShelf))
    return next((module for module in modules if module.is_open and not module.progress.is_done), None)
