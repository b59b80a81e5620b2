"""Giving somebody a place in a course run, taking it back, and handing out the way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from elearn.accounts import personal_links
from elearn.accounts import service as accounts
from elearn.accounts.models import Person
from elearn.accounts.roles import Role
from elearn.courses.completions import missing
from elearn.courses.models import CourseRun, Programme
from elearn.enrolment import queries
from elearn.enrolment.letters import link_letter
from elearn.enrolment.models import Enrolment
from elearn.enrolment.rules import may_have_link
from elearn.errors import Conflict, Forbidden, Invalid
from elearn.notify.carriers import reaches_people
from elearn.notify.models import Channel
from elearn.notify.service import send


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is asked of somebody who gets a place: as little as possible."""

    given_name: str
    family_name: str
    alias: str
    email: str
    mobile: str
    language: str
    home_municipality_id: int


class ComesAfter(Invalid):
    """The newcomer has not completed what comes before the course. `titles`: {language: text} of each."""

    code = "prerequisite_missing"

    def __init__(self, programmes: Sequence[Programme]) -> None:
        super().__init__()
        self.titles = [programme.title for programme in programmes]


def enrol(
    session: Session, course: CourseRun, newcomer: Newcomer, now: datetime, because: str = ""
) -> Enrolment:
    """Give the newcomer a place; somebody who withdrew gets theirs back.

    Raises `Invalid("email_taken")` when the address belongs to somebody who takes part already or is not a
    participant of this host's, `Invalid("foreign_municipality")` for a home outside of the partnership, and
    `ComesAfter` for one who has not completed what comes before, unless let in `because` of something.
    """
    if newcomer.home_municipality_id not in {place.id for place in course.partnership.municipalities}:
        raise Invalid("foreign_municipality")
    known = _known(session, course, newcomer.email)
    former = queries.place_of(session, course.id, known.id) if known else None
    if former:
        bring_back(former)
        return former
    before = missing(session, course, known)
    if before and not because:
        raise ComesAfter(before)
    enrolment = _seated(session, course, known or _new(session, newcomer, now), newcomer, now)
    enrolment.let_in_because = because if before else None
    return enrolment


def _seated(
    session: Session, course: CourseRun, person: Person, newcomer: Newcomer, now: datetime
) -> Enrolment:
    enrolment = Enrolment(
        person=person,
        course_run_id=course.id,
        home_municipality_id=newcomer.home_municipality_id,
        enrolled_at=now,
    )
    person.grant(Role.PARTICIPANT, course_run_id=course.id)
    session.add(enrolment)
    session.flush()
    return enrolment


def _known(session: Session, course: CourseRun, email: str) -> Person | None:
    """The person who has the address, when this host may add them.

    Links are handed out to whoever has a place. A coordinator who could add anybody by address could open
    the door of a colleague, or of a participant elsewhere.
    """
    person = queries.by_email(session, email) if email else None
    if person is None:
        return None
    is_ours = course.partnership.host_id in queries.hosts_of(session, person.id)
    if not is_ours or not may_have_link(person.as_actor()) or _has_place(person, course):
        raise Invalid("email_taken")
    return person


def _has_place(person: Person, course: CourseRun) -> bool:
    return person.as_actor().holds_in_course(course.id, Role.PARTICIPANT)


def _new(session: Session, newcomer: Newcomer, now: datetime) -> Person:
    person = Person(
        given_name=newcomer.given_name,
        family_name=newcomer.family_name,
        alias=newcomer.alias,
        email=newcomer.email.lower() or None,
        mobile=newcomer.mobile or None,
        language=newcomer.language,
        created_at=now,
    )
    session.add(person)
    session.flush()
    return person


def withdraw(session: Session, enrolment: Enrolment, now: datetime) -> None:
    """The person no longer takes part: live sockets end, the place is kept on record. Commits."""
    person, course_run_id = enrolment.person, enrolment.course_run_id
    enrolment.withdrawn_at = now
    person.roles = [
        held for held in person.roles if (held.role, held.course_run_id) != (Role.PARTICIPANT, course_run_id)
    ]
    session.commit()


def bring_back(enrolment: Enrolment) -> None:
    """The person takes part again, in the same place."""
    enrolment.withdrawn_at = None
    enrolment.person.grant(Role.PARTICIPANT, course_run_id=enrolment.course_run_id)


def send_link(
    session: Session,
    enrolment: Enrolment,
    channel: Channel,
    sender: str,
    now: datetime,
    lifetime: timedelta,
    address_of: Callable[[str], str],
) -> None:
    """Send a fresh link by e-mail or SMS; earlier ones stop working. `address_of` makes its address."""
    personal_links.revoke_links(session, enrolment.person, now)
    token = fresh_link(session, enrolment, now, lifetime)
    subject, body = link_letter(channel, enrolment.person, sender)
    send(session, enrolment.person, channel, subject, body, now, link=address_of(token))


def way_to_send(config: Mapping[str, Any], name: str) -> Channel:
    """The channel "email" or "sms". Raises `Invalid` for another, `Conflict` when nothing leaves by it.

    A link in a letter that never leaves would only put the earlier ones out of work.
    """
    if name not in [*Channel]:
        raise Invalid
    if name not in ways_to_send(config):
        raise Conflict
    return Channel(name)


def ways_to_send(config: Mapping[str, Any]) -> frozenset[Channel]:
    """The kinds of letters that reach people from here; where there are none, a sheet is the way in."""
    return frozenset(channel for channel in Channel if reaches_people(config, channel))


def fresh_link(session: Session, enrolment: Enrolment, now: datetime, lifetime: timedelta) -> str:
    """The token of a new link beside the ones there are. Raises `Forbidden` for staff and the withdrawn."""
    if enrolment.withdrawn_at is not None or not may_have_link(enrolment.person.as_actor()):
        raise Forbidden
    return personal_links.issue_link(
        session, enrolment.person, now, lifetime, course_run_id=enrolment.course_run_id
    )


def revoke_links(session: Session, enrolment: Enrolment, now: datetime) -> None:
    """A sheet or a phone was lost: no link works any more and every device is signed out. Commits."""
    if not may_have_link(enrolment.person.as_actor()):
        raise Forbidden
    personal_links.revoke_links(session, enrolment.person, now)
    accounts.sign_out_everywhere(session, enrolment.person)
