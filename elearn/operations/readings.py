"""Who read personal data last: one line for each page that was opened, however many it told of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from elearn.accounts.models import AccessEntry, Person
from elearn.courses.models import CourseRun
from elearn.enrolment.models import Enrolment

# A page notes everybody it tells of at once; who opens it again later has read it again.
ONE_PAGE = timedelta(seconds=10)
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """One page that `reader` opened; `about`: the public id when it told of one person alone, else "".

    `courses`: those in which everybody it told of takes or took part; none is named for one person alone.
    """

    reader: Person
    what: str
    at: datetime
    people: int
    about: str
    courses: Sequence[CourseRun]


def last_readings(session: Session, limit: int = 20) -> list[Reading]:
    """The latest pages with somebody else's data, the newest first."""
    found = session.execute(
        select(AccessEntry, Person.public_id)
        .join(Person, Person.id == AccessEntry.person_id)
        .options(joinedload(AccessEntry.reader))
        .order_by(AccessEntry.id.desc())
        .limit(LOOKED_AT)
    )
    public_ids: dict[int, str] = {}
    entries = []
    for entry, public_id in found:
        public_ids[entry.person_id] = public_id
        entries.append(entry)
    pages = _pages(entries)[:limit]
    courses = _courses(session, {entry.person_id for page in pages for entry in page})
    return [_reading(page, public_ids, courses) for page in pages]


def _pages(entries: Iterable[AccessEntry]) -> list[list[AccessEntry]]:
    pages: list[list[AccessEntry]] = []
    for entry in entries:
        if pages and _is_same_page(pages[-1][-1], entry):
            pages[-1].append(entry)
        else:
            pages.append([entry])
    return pages


def _is_same_page(later: AccessEntry, entry: AccessEntry) -> bool:
    same = (later.reader_id, later.what) == (entry.reader_id, entry.what)
    return same and later.at - entry.at <= ONE_PAGE


def _courses(session: Session, people: Collection[int]) -> dict[int, dict[int, CourseRun]]:
    """The course runs of each person, by their ids."""
    rows = session.execute(
        select(Enrolment.person_id, CourseRun)
        .join(CourseRun, CourseRun.id == Enrolment.course_run_id)
        .where(Enrolment.person_id.in_(people))
        .options(joinedload(CourseRun.programme))
    )
    courses: dict[int, dict[int, CourseRun]] = {}
    for person_id, course in rows:
        courses.setdefault(person_id, {})[course.id] = course
    return courses


def _reading(
    page: Sequence[AccessEntry],
    public_ids: Mapping[int, str],
    courses: Mapping[int, Mapping[int, CourseRun]],
) -> Reading:
    people = {entry.person_id for entry in page}
    is_alone = len(people) == 1
    shared = set.intersection(*(set(courses.get(person, {})) for person in people))
    first = courses.get(page[0].person_id, {})
    return Reading(
        reader=page[0].reader,
        what=page[0].what,
        at=page[0].at,
        people=len(people),
        about=public_ids[page[0].person_id] if is_alone else "",
        courses=[] if is_alone else [first[course_id] for course_id in sorted(shared)],
    )
