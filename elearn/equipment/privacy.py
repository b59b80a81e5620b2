"""What trying one's equipment, and a call about it, keep about people."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, func, or_, select
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.courses.models import CourseSession
from elearn.equipment.models import BookedCall, CallTime, EquipmentCheck
from elearn.privacy import Basis, Kept, Rows

# A telephone is another one, or has another system on it, after so long.
LONGEST = timedelta(days=180)
# So that a call that took longer than it should, or was missed, can still be looked up the next morning.
AFTER_CALL = timedelta(days=1)


def _check_goes(session: Session, person: Person) -> date | None:
    checks = session.scalars(select(EquipmentCheck).filter_by(person_id=person.id)).all()
    return max((_due(session, check).date() for check in checks), default=None)


def _due(session: Session, check: EquipmentCheck) -> datetime:
    last = select(func.max(CourseSession.starts_at)).where(CourseSession.course_run_id == check.course_run_id)
    over = session.scalar(last)
    longest = check.checked_at + LONGEST
    return min(longest, max(over, check.checked_at) + AFTER_CALL) if over else longest


def _expire_checks(session: Session, now: datetime) -> int:
    over = (
        select(CourseSession.course_run_id)
        .group_by(CourseSession.course_run_id)
        .having(func.max(CourseSession.starts_at) < now - AFTER_CALL)
    )
    return _deleted(
        session,
        delete(EquipmentCheck).where(
            or_(
                EquipmentCheck.checked_at < now - LONGEST,
                EquipmentCheck.course_run_id.in_(over) & (EquipmentCheck.checked_at < now - AFTER_CALL),
            )
        ),
    )


def _offered(session: Session, person: Person) -> Rows:
    found = session.execute(
        select(CallTime.course_run_id, CallTime.starts_at, CallTime.ends_at, CallTime.offered_at)
        .where(CallTime.host_id == person.id)
        .order_by(CallTime.starts_at)
    )
    return [dict(row) for row in found.mappings()]


def _booked(session: Session, person: Person) -> Rows:
    found = session.execute(
        select(BookedCall.course_run_id, CallTime.starts_at, CallTime.ends_at, BookedCall.number)
        .add_columns(BookedCall.booked_at)
        .join(CallTime, CallTime.id == BookedCall.call_time_id)
        .where(BookedCall.person_id == person.id)
    )
    return [dict(row) for row in found.mappings()]


def _call_goes(session: Session, person: Person) -> date | None:
    last = session.scalar(
        select(func.max(CallTime.ends_at))
        .join(BookedCall, BookedCall.call_time_id == CallTime.id)
        .where(BookedCall.person_id == person.id)
    )
    return (last + AFTER_CALL).date() if last else None


def _expire_calls(session: Session, now: datetime) -> int:
    over = select(CallTime.id).where(CallTime.ends_at < now - AFTER_CALL)
    return _deleted(session, delete(BookedCall).where(BookedCall.call_time_id.in_(over)))


def _expire_times(session: Session, now: datetime) -> int:
    return _deleted(session, delete(CallTime).where(CallTime.ends_at < now - AFTER_CALL))


def _deleted(session: Session, statement: Any) -> int:
    result: CursorResult[Any] = session.execute(statement)  # type: ignore[assignment]
    return result.rowcount


KEPT = (
    Kept(
        table="equipment_check",
        title=_("How the try of your equipment went"),
        purpose=_(
            "So that the leaders, the technical host and the coordinator of your courses see whether "
            "microphone, loudspeaker, camera and line work, and can call you if you need a hand. "
            "It is about your device, so it is the same in all your courses."
        ),
        basis=Basis.COURSE,
        until=_("The day after the last session of the course, and never longer than half a year."),
        columns=(
            *("course_run_id", "device", "microphone", "loudspeaker", "camera", "line", "wants_call"),
            "checked_at",
        ),
        withheld=("id", "person_id"),
        deadline=_check_goes,
        expire=_expire_checks,
    ),
    Kept(
        table="call_time",
        title=_("The times at which you can call participants"),
        purpose=_("So that participants can choose when they are helped with their equipment."),
        basis=Basis.COURSE,
        until=_("The day after that time."),
        columns=("course_run_id", "starts_at", "ends_at", "offered_at"),
        withheld=("id", "public_id", "host_id"),
        collect=_offered,
        expire=_expire_times,
    ),
    Kept(
        table="booked_call",
        title=_("The call you have booked about your equipment"),
        purpose=_("So that whoever helps you by telephone knows when to call you, and on which number."),
        basis=Basis.COURSE,
        until=_("The day after the call."),
        columns=("course_run_id", "number", "booked_at"),
        withheld=("id", "call_time_id", "person_id"),
        collect=_booked,
        deadline=_call_goes,
        expire=_expire_calls,
    ),
)
