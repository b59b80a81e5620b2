"""Reading course runs, their sessions, their staff and the plans of participants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from elearn.accounts.models import Person, PersonalLink, RoleAssignment, SignIn
from elearn.accounts.roles import STAFF, Role
from elearn.courses.models import ActionPlan, CourseRun, CourseSession, Programme
from elearn.courses.rules import ASSIGNABLE
from elearn.enrolment.models import Enrolment
from elearn.errors import NotFound
from elearn.notify.models import OutgoingMessage
from elearn.organisations.models import Organisation, OrganisationKind, Partnership

_WHOLE: tuple[ORMOption, ...] = (
    joinedload(CourseRun.programme),
    joinedload(CourseRun.partnership).joinedload(Partnership.host),
    selectinload(CourseRun.sessions),
)


@dataclass(frozen=True, slots=True)
class Assigned:
    """Somebody with a part in a course run."""

    person: Person
    role: Role


def find_course(session: Session, public_id: str) -> CourseRun:
    """The course run with its programme, host and sessions. Raises `NotFound`."""
    course = session.scalar(select(CourseRun).where(CourseRun.public_id == public_id).options(*_WHOLE))
    if course is None:
        raise NotFound
    return course


def find_session(session: Session, public_id: str, number: int) -> CourseSession:
    """The session of that number in the course run. Raises `NotFound`."""
    course = find_course(session, public_id)
    found = next((meeting for meeting in course.sessions if meeting.number == number), None)
    if found is None:
        raise NotFound
    return found


def courses(session: Session, ids: Collection[int]) -> Sequence[CourseRun]:
    """Those course runs, the one that began last first."""
    return _courses(session, CourseRun.id.in_(ids)) if ids else []


def courses_hosted_by(session: Session, organisation_ids: Collection[int]) -> Sequence[CourseRun]:
    """The course runs that these municipalities host."""
    hosts = select(Partnership.id).where(Partnership.host_id.in_(organisation_ids))
    return _courses(session, CourseRun.partnership_id.in_(hosts)) if organisation_ids else []


def _courses(session: Session, condition: ColumnElement[bool]) -> Sequence[CourseRun]:
    chosen = select(CourseRun).where(condition).options(*_WHOLE)
    return session.scalars(chosen.order_by(CourseRun.starts_on.desc(), CourseRun.id)).all()


def assigned(session: Session, course_ids: Collection[int]) -> dict[int, list[Assigned]]:
    """Leaders and technical hosts of each course run, professionals and experienced users first."""
    rows = session.scalars(
        select(RoleAssignment)
        .where(RoleAssignment.course_run_id.in_(course_ids), RoleAssignment.role.in_(ASSIGNABLE))
        .options(joinedload(RoleAssignment.person))
        .order_by(RoleAssignment.id)
    )
    found: dict[int, list[Assigned]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: ASSIGNABLE.index(row.role)):
        if row.course_run_id is not None:
            found[row.course_run_id].append(Assigned(row.person, row.role))
    return found


def people_counts(session: Session, course_ids: Collection[int]) -> dict[int, int]:
    """How many take part in each course run."""
    return _count(session, select(Enrolment.course_run_id), course_ids)


def without_way_in(session: Session, course_ids: Collection[int], now: datetime) -> dict[int, int]:
    """How many take part in each course run and have neither a link that works nor a signed-in device."""
    link = exists().where(
        PersonalLink.person_id == Enrolment.person_id,
        PersonalLink.revoked_at.is_(None),
        PersonalLink.expires_at > now,
    )
    device = exists().where(SignIn.person_id == Enrolment.person_id, SignIn.expires_at > now)
    return _count(session, select(Enrolment.course_run_id).where(~link, ~device), course_ids)


def stuck_messages(session: Session, course_ids: Collection[int]) -> dict[int, int]:
    """How many messages to those who take part in each course run have been refused and not left yet."""
    stuck = (
        select(Enrolment.course_run_id)
        .join(OutgoingMessage, OutgoingMessage.person_id == Enrolment.person_id)
        .where(OutgoingMessage.sent_at.is_(None), OutgoingMessage.failure != "")
    )
    return _count(session, stuck, course_ids)


def _count(session: Session, rows: Select[int], course_ids: Collection[int]) -> dict[int, int]:
    counted = (
        rows.add_columns(func.count())
        .where(Enrolment.course_run_id.in_(course_ids), Enrolment.withdrawn_at.is_(None))
        .group_by(Enrolment.course_run_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def candidates(session: Session, partnership: Partnership) -> list[Assigned]:
    """Staff who may be given a part: of the partnership, of other organisations, or of the host's courses."""
    near = [place.id for place in partnership.municipalities]
    beyond = select(Organisation.id).where(Organisation.kind != OrganisationKind.MUNICIPALITY)
    siblings = select(CourseRun.id).join(Partnership).where(Partnership.host_id == partnership.host_id)
    rows = session.execute(
        select(Person, RoleAssignment.role)
        .join(RoleAssignment)
        .where(
            RoleAssignment.role.in_(ASSIGNABLE),
            RoleAssignment.organisation_id.in_(near)
            | RoleAssignment.organisation_id.in_(beyond)
            | RoleAssignment.course_run_id.in_(siblings),
            Person.disabled_at.is_(None),
        )
        .order_by(Person.given_name)
        .distinct()
    )
    return [Assigned(person, role) for person, role in rows]


def coordinators(session: Session, host_id: int) -> Sequence[Person]:
    """Those who coordinate the courses of that host."""
    return session.scalars(
        select(Person)
        .join(RoleAssignment)
        .where(
            RoleAssignment.role == Role.COORDINATOR,
            RoleAssignment.organisation_id == host_id,
            Person.disabled_at.is_(None),
        )
        .order_by(Person.id)
    ).all()


def programmes(session: Session) -> Sequence[Programme]:
    """The programmes that a course can be made from."""
    return session.scalars(select(Programme).order_by(Programme.slug)).all()


def find_programme(session: Session, programme_id: int) -> Programme:
    return session.get_one(Programme, programme_id)


def find_partnership(session: Session, partnership_id: int) -> Partnership:
    return session.get_one(Partnership, partnership_id)


def partnerships(session: Session, host_ids: Collection[int]) -> Sequence[Partnership]:
    """The partnerships of these hosts."""
    hosted = select(Partnership).where(Partnership.host_id.in_(host_ids)).order_by(Partnership.name)
    return session.scalars(hosted.options(joinedload(Partnership.host))).all()


def find_staff(session: Session, public_id: str) -> Person:
    """Somebody who holds a staff role anywhere. Raises `NotFound`."""
    person = session.scalar(select(Person).where(Person.public_id == public_id))
    if person is None or not {assignment.role for assignment in person.roles} & STAFF:
        raise NotFound
    return person


def plans(session: Session, person_id: int, course_run_id: int) -> dict[int, ActionPlan]:
    """The person's own plans in the course run, by week."""
    own = select(ActionPlan).where(
        ActionPlan.person_id == person_id, ActionPlan.course_run_id == course_run_id
    )
    return {plan.week: plan for plan in session.scalars(own)}


def shared_plans(session: Session, course_run_id: int, audiences: Collection[str]) -> Sequence[ActionPlan]:
    """The plans that participants chose to share with one of these audiences, the newest week first."""
    return session.scalars(
        select(ActionPlan)
        .join(Enrolment, (Enrolment.person_id == ActionPlan.person_id) & Enrolment.withdrawn_at.is_(None))
        .where(
            ActionPlan.course_run_id == course_run_id,
            Enrolment.course_run_id == course_run_id,
            ActionPlan.shared_with.in_(audiences),
        )
        .options(joinedload(ActionPlan.person))
        .order_by(ActionPlan.week.desc(), ActionPlan.person_id)
    ).all()
