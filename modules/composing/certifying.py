"""Certificates: made for who has completed a course, and checked by whoever is shown one."""

from __future__ import annotations

import secrets
from datetime import datetime

from itsdangerous import Signer
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from elearn.accounts.models import Person
from elearn.courses.models import CourseRun
from elearn.courses.timetable import is_over
from elearn.errors import Conflict, NotFound
from elearn.languages import local
from modules.composing.completing import completion_of
from modules.composing.models import Certificate
from modules.shelf import Shelf, shelf_of

# Without letters that are taken for others when they are read aloud or from paper.
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12


def certificate_of(session: Session, course: CourseRun, person: Person) -> Certificate | None:
    """The one that was made, if any."""
    return session.scalar(select(Certificate).filter_by(course_run_id=course.id, person_id=person.id))


def certify(session: Session, course: CourseRun, person: Person, now: datetime) -> Certificate:
    """The person's certificate, made now unless it was before. Raises `Conflict("not_completed")`."""
    made = certificate_of(session, course, person)
    if made is not None:
        return made
    shelf = shelf_of(session, course, person)
    if not completion_of(shelf).is_complete:
        raise Conflict("not_completed")
    days = [local(meeting.starts_at).date() for meeting in course.sessions if is_over(meeting, now)]
    today = local(now).date()
    certificate = Certificate(
        code="".join(secrets.choice(SIGNS) for _ in range(LENGTH)),
        person_id=person.id,
        course_run_id=course.id,
        course=dict(course.programme.title),
        issuer=course.partnership.host.name,
        began_on=min(days, default=min(course.starts_on, today)),
        ended_on=max(days, default=today),
        minutes=_minutes(shelf),
        issued_on=today,
    )
    session.add(certificate)
    session.flush()
    return certificate


def _minutes(shelf: Shelf) -> int:
    """The sessions in which they were, and the modules that they have finished."""
    sessions = sum(each.minutes for each in shelf.course.sessions if each.number in shelf.attended)
    return sessions + sum(each.minutes for each in shelf.modules if shelf.progress(each).is_done)


def find_certificate(session: Session, written: str) -> Certificate:
    """By its code, as somebody has copied it from paper. Raises `NotFound`."""
    code = written.upper().replace("-", "").replace(" ", "")
    found = select(Certificate).filter_by(code=code).options(joinedload(Certificate.person))
    certificate = session.scalar(found) if len(code) == LENGTH and set(code) <= set(SIGNS) else None
    if certificate is None:
        raise NotFound
    return certificate


def in_groups(code: str) -> str:
    """`ABCD-EFGH-JKMN`, as it is printed."""
    return "-".join(code[place : place + 4] for place in range(0, LENGTH, 4))


def holders_key(certificate: Certificate, secret: str) -> str:
    """What only the holder's own link has: whoever is given it sees the name as well."""
    return _signer(secret).get_signature(certificate.code).decode()


def is_holders_key(certificate: Certificate, key: str, secret: str) -> bool:
    return _signer(secret).verify_signature(certificate.code.encode(), key.encode())


def _signer(secret: str) -> Signer:
    return Signer(secret, salt="certificate")
