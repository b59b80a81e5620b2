"""Phone numbers that buddies choose to show to each other, and may take back at any time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import BuddyNumber, CourseRun
from elearn.errors import Conflict, Invalid
from elearn.forms import as_mobile

NUMBER = re.compile(r"\+\d{8,15}")


@dataclass(frozen=True, slots=True)
class MyBuddy:
    """`mine`: the number I show to my buddy, `theirs`: the one they show to me; "": none."""

    person: Person
    mine: str = ""
    theirs: str = ""


def with_numbers(
    session: Session, person: Person, buddies: Mapping[int, Person | None]
) -> dict[int, MyBuddy | None]:
    """My buddy in each course run, by its id. A number shows only as long as the two are buddies."""
    rows = session.scalars(
        select(BuddyNumber).where(
            BuddyNumber.course_run_id.in_(buddies),
            or_(BuddyNumber.person_id == person.id, BuddyNumber.buddy_id == person.id),
        )
    )
    numbers = {(row.course_run_id, row.person_id, row.buddy_id): row.number for row in rows}
    return {
        course_id: MyBuddy(
            buddy,
            mine=numbers.get((course_id, person.id, buddy.id), ""),
            theirs=numbers.get((course_id, buddy.id, person.id), ""),
        )
        if buddy
        else None
        for course_id, buddy in buddies.items()
    }


def show_number(
    session: Session, course: CourseRun, person: Person, buddy: Person | None, written: str, now: datetime
) -> None:
    """Show a number to the buddy one has now, and to nobody else.

    Raises `Conflict` without a buddy, and `Invalid("no_number")` for what is no number.
    """
    if buddy is None:
        raise Conflict
    number = as_mobile(written)
    if not NUMBER.fullmatch(number):
        raise Invalid("no_number")
    hide_number(session, course, person)
    session.add(
        BuddyNumber(
            person_id=person.id, buddy_id=buddy.id, course_run_id=course.id, number=number, given_at=now
        )
    )


def hide_number(session: Session, course: CourseRun, person: Person) -> None:
    """Take the number back: it is deleted. Harmless to repeat."""
    session.execute(delete(BuddyNumber).filter_by(person_id=person.id, course_run_id=course.id))
