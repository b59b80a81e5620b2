"""Planning a course run, changing its sessions, and handing out the parts in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.courses.models import CourseRun, CourseSession, Programme
from elearn.courses.rules import ASSIGNABLE
from elearn.courses.run_sheets import KINDS, MOST_MINUTES, MOST_PHASES, OWNERS, TOOLS, Phase, length
from elearn.courses.texts import clean
from elearn.courses.timetable import same_hour
from elearn.errors import Invalid
from elearn.organisations.models import Partnership

LONGEST_PROMPT = 600


def plan_course_run(
    session: Session,
    programme: Programme,
    partnership: Partnership,
    first: datetime,
    zone: ZoneInfo,
    name: str = "",
) -> CourseRun:
    """A course run with all its sessions, each in its week, at the same time of day as the `first`."""
    course = CourseRun(
        programme=programme,
        partnership=partnership,
        name=name,
        starts_on=first.astimezone(zone).date(),
        min_people=programme.min_people,
        max_people=programme.max_people,
        ground_rules=programme.ground_rules,
        sessions=[
            CourseSession(
                number=number,
                title=meeting["title"],
                starts_at=same_hour(first, meeting["week"] - 1, zone, meeting.get("day", 1) - 1),
                minutes=meeting["minutes"],
                run_sheet=meeting["run_sheet"],
            )
            for number, meeting in enumerate(programme.sessions, start=1)
        ],
    )
    session.add(course)
    session.flush()
    return course


def change_run_sheet(meeting: CourseSession, phases: Sequence[Phase]) -> None:
    """Put the run-sheet in place; the session becomes as long. Raises `Invalid("bad_run_sheet")`."""
    check_run_sheet(phases)
    meeting.run_sheet = [phase.to_json() for phase in phases]
    meeting.minutes = length(phases)


def check_run_sheet(phases: Sequence[Phase]) -> None:
    """Raises `Invalid("bad_run_sheet")` for what no session can be held by."""
    if not 1 <= len(phases) <= MOST_PHASES or not all(map(_is_sound, phases)) or not length(phases):
        raise Invalid("bad_run_sheet")


def _is_sound(phase: Phase) -> bool:
    texts = (*phase.title.values(), *phase.prompt.values())
    return (
        phase.kind in KINDS
        and phase.owner in OWNERS
        and phase.tool in TOOLS
        and phase.minutes != 0
        and abs(phase.minutes) <= MOST_MINUTES
        and all(len(text) <= LONGEST_PROMPT for text in texts)
    )


def reworded(phase: Phase, language: str, title: str, prompt: str) -> Phase:
    """The phase with new words in one language; words in the others stay as they are."""
    return replace(
        phase,
        title={**phase.title, language: clean(title).strip()},
        prompt={**phase.prompt, language: clean(prompt).strip()},
    )


def move_session(meeting: CourseSession, starts_at: datetime) -> None:
    """Hold the session at another time."""
    meeting.starts_at = starts_at
    course = meeting.course_run
    course.starts_on = min(other.starts_at for other in course.sessions).date()


def assign(session: Session, course: CourseRun, parts: Sequence[tuple[Person, Role]]) -> None:
    """Give people their parts in the course run. Commits. Raises `Invalid` for a role not handed out here."""
    for person, role in parts:
        if role not in ASSIGNABLE:
            raise Invalid
        person.grant(role, course_run_id=course.id)
    session.commit()


def relieve(session: Session, course: CourseRun, person: Person, role: Role) -> None:
    """Take that part in the course run from the person. Commits."""
    person.roles = [held for held in person.roles if (held.course_run_id, held.role) != (course.id, role)]
    session.commit()
