"""The first page after signing in: what each of my parts lets me see of my courses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from elearn.accounts.roles import LEADERS, Actor, Role
from elearn.courses import queries, rules
from elearn.courses.action_plans import WeekCards, week_cards
from elearn.courses.models import CourseRun, CourseSession
from elearn.courses.needs import Facts, Need, needs
from elearn.courses.queries import Assigned
from elearn.courses.run_sheets import cautions, read
from elearn.courses.timetable import is_open, is_over, last_of, next_of, week_of
from elearn.equipment import queries as equipment
from elearn.equipment.outcomes import Readiness
from elearn.equipment.queries import Equipped, MyCall
from elearn.equipment.rules import may_see_equipment
from elearn.languages import local


@dataclass(frozen=True, slots=True)
class MyCourse:
    """A course I take part in."""

    course: CourseRun
    next: CourseSession | None
    is_open: bool
    is_today: bool
    has_begun: bool
    week: int
    cards: WeekCards
    leaders: Sequence[Assigned]


@dataclass(frozen=True, slots=True)
class MyEvening:
    """A course I lead, host technically, or answer for. `left`: held, and I have something left to do."""

    course: CourseRun
    next: CourseSession | None
    last: CourseSession | None
    is_open: bool
    is_today: bool
    people: int
    staff: Sequence[Assigned]
    needs: Sequence[Need]
    left: Sequence[CourseSession]

    @property
    def leaders(self) -> list[Assigned]:
        return [each for each in self.staff if each.role in LEADERS]


def my_courses(session: Session, actor: Actor, now: datetime) -> list[MyCourse]:
    """The courses I take part in, those that go on first."""
    taking_part = queries.courses(session, actor.courses(Role.PARTICIPANT))
    staff = queries.assigned(session, [course.id for course in taking_part])
    found = [_my_course(session, actor, course, staff.get(course.id, []), now) for course in taking_part]
    return sorted(found, key=lambda each: each.next is None)


def _my_course(
    session: Session, actor: Actor, course: CourseRun, staff: Sequence[Assigned], now: datetime
) -> MyCourse:
    coming, week = next_of(course.sessions, now), week_of(course.sessions, now)
    return MyCourse(
        course=course,
        next=coming,
        is_open=coming is not None and is_open(coming, now),
        is_today=coming is not None and _is_today(coming, now),
        has_begun=any(meeting.starts_at <= now for meeting in course.sessions),
        week=week,
        cards=week_cards(session, actor.person_id or 0, course, week),
        leaders=[each for each in staff if each.role in LEADERS],
    )


def my_evenings(session: Session, actor: Actor, now: datetime) -> list[MyEvening]:
    """The courses in which I have a leader's or the technical host's part, the next evening first."""
    roles = (Role.PROFESSIONAL, Role.EXPERIENCED_USER, Role.TECHNICAL_HOST)
    return by_need(session, actor, queries.courses(session, actor.courses(*roles)), now)


def hosted_courses(session: Session, actor: Actor, now: datetime) -> list[MyEvening]:
    """The courses my municipality hosts: those that need something first, then by the next evening."""
    hosts = actor.organisations(Role.COORDINATOR, Role.ADMINISTRATOR)
    found = by_need(session, actor, queries.courses_hosted_by(session, hosts), now)
    return sorted(found, key=lambda each: not each.needs)


def by_need(session: Session, actor: Actor, courses: Collection[CourseRun], now: datetime) -> list[MyEvening]:
    """What each course run needs of me, the next evening first; as many queries for one as for fifty."""
    ids = [course.id for course in courses]
    staff, people = queries.assigned(session, ids), queries.people_counts(session, ids)
    without_way_in = queries.without_way_in(session, ids, now)
    stuck = queries.stuck_messages(session, ids)
    waiting = equipment.waiting_for_call(session, ids, now)
    found = [
        _evening(
            actor,
            course,
            staff.get(course.id, []),
            people.get(course.id, 0),
            without_way_in.get(course.id, 0),
            stuck.get(course.id, 0),
            waiting[course.id] if may_see_equipment(actor, course.scope) else 0,
            now,
        )
        for course in courses
    ]
    return sorted(found, key=lambda each: each.next.starts_at.timestamp() if each.next else float("inf"))


def _evening(
    actor: Actor,
    course: CourseRun,
    staff: Sequence[Assigned],
    people: int,
    without_link: int,
    stuck: int,
    waiting: int,
    now: datetime,
) -> MyEvening:
    coming = next_of(course.sessions, now)
    answers = rules.may_answer_reports(actor, course.scope)
    facts = Facts(
        next_at=coming.starts_at if coming else None,
        roles=frozenset(each.role for each in staff),
        people=people,
        min_people=course.min_people,
        max_people=course.max_people,
        without_link=without_link,
        stuck_messages=stuck,
        cautions=len(cautions(read(coming.run_sheet))) if coming else 0,
        waiting_for_call=waiting,
        open_reports=sum(each.open_reports for each in course.sessions) if answers else 0,
    )
    return MyEvening(
        course=course,
        next=coming,
        last=last_of(course.sessions, now),
        is_open=coming is not None and is_open(coming, now),
        is_today=coming is not None and _is_today(coming, now),
        people=people,
        staff=staff,
        needs=needs(facts, now),
        left=[each for each in course.sessions if each.has_loose_ends and rules.leads(actor, course.scope)],
    )


def calls_of(session: Session, actor: Actor, now: datetime) -> Sequence[MyCall]:
    """The calls about equipment that I am to be given, or to make."""
    return equipment.calls_of(session, actor.person_id or 0, now)


def equipped(session: Session, actor: Actor, meeting: CourseSession, now: datetime) -> Sequence[Equipped]:
    """Whose equipment is ready for the session, for those who carry it; nobody's once it is over."""
    course = meeting.course_run
    if is_over(meeting, now) or not may_see_equipment(actor, course.scope):
        return []
    return equipment.equipped(session, course.id, now)


def counted_readiness(
    session: Session, actor: Actor, course: CourseRun, now: datetime
) -> Mapping[Readiness, int]:
    """How many are ready, need a call, or have not tried; empty for whom that does not concern."""
    if next_of(course.sessions, now) is None or not may_see_equipment(actor, course.scope):
        return {}
    return Counter(each.readiness for each in equipment.equipped(session, course.id, now))


def _is_today(meeting: CourseSession, now: datetime) -> bool:
    return local(meeting.starts_at).date() == local(now).date()
