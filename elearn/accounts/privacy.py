"""What an account keeps about people, and when it goes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session, aliased

from elearn.accounts.models import AccessEntry, Person, PersonalLink, RoleAssignment, SignIn, SignInFailure
from elearn.accounts.throttling import WINDOW, account_hash
from elearn.courses.models import CourseRun, Programme
from elearn.courses.retention import day_after_course, delete_after_course
from elearn.enrolment.models import Enrolment
from elearn.extensions import Model
from elearn.organisations.models import Organisation
from elearn.privacy import Basis, Kept, Rows

# A person who has just been written down, or has just been disabled by mistake, is not forgotten at once.
GRACE = timedelta(days=30)


def _roles(session: Session, person: Person) -> Rows:
    found = session.execute(
        select(RoleAssignment.role, Organisation.name.label("organisation"), Programme.title.label("course"))
        .select_from(RoleAssignment)
        .outerjoin(Organisation, Organisation.id == RoleAssignment.organisation_id)
        .outerjoin(CourseRun, CourseRun.id == RoleAssignment.course_run_id)
        .outerjoin(Programme, Programme.id == CourseRun.programme_id)
        .where(RoleAssignment.person_id == person.id)
    )
    return [dict(row) for row in found.mappings()]


def _failures(session: Session, person: Person) -> Rows:
    account = account_hash(person.email or "")
    times = session.scalars(select(SignInFailure.at).where(SignInFailure.account_hash == account))
    return [{"at": at} for at in times]


def _readings(session: Session, person: Person) -> Rows:
    """Both sides: who looked at the person's data, and whose data the person looked at."""
    reader, read = aliased(Person), aliased(Person)
    found = session.execute(
        select(
            AccessEntry.at,
            AccessEntry.what,
            reader.given_name.label("reader"),
            read.public_id.label("about"),
        )
        .join(reader, reader.id == AccessEntry.reader_id)
        .join(read, read.id == AccessEntry.person_id)
        .where(or_(AccessEntry.person_id == person.id, AccessEntry.reader_id == person.id))
    )
    return [dict(row) for row in found.mappings()]


def _last_sign_in_ends(session: Session, person: Person) -> date | None:
    ends = session.scalars(select(SignIn.expires_at).where(SignIn.person_id == person.id))
    return max((at.date() for at in ends), default=None)


def _last_link_ends(session: Session, person: Person) -> date | None:
    ends = session.scalars(select(PersonalLink.expires_at).where(PersonalLink.person_id == person.id))
    return max((at.date() for at in ends), default=None)


def _person_goes(session: Session, person: Person) -> date | None:
    """With the last course, unless the person works in an organisation."""
    works = any(role.organisation_id for role in person.roles)
    return None if works else day_after_course(session, person)


def _delete(session: Session, model: type[Model], due: ColumnElement[bool]) -> int:
    result: Any = session.execute(delete(model).where(due))
    return int(result.rowcount)


def _forget_people(session: Session, now: datetime) -> int:
    """People without any role, whom nothing that must be kept still points at."""
    someone = select(1).where(RoleAssignment.person_id == Person.id).exists()
    # Whoever withdrew has no role any more, and keeps the place, and the answers, until the course is over.
    placed = select(1).where(Enrolment.person_id == Person.id).exists()
    reader = select(1).where(AccessEntry.reader_id == Person.id).exists()
    dismissed = or_(Person.password_hash.is_(None), Person.disabled_at < now - GRACE)
    return _delete(
        session, Person, and_(~someone, ~placed, ~reader, dismissed, Person.created_at < now - GRACE)
    )


def _expire_readings(session: Session, now: datetime) -> int:
    kept_for = timedelta(days=current_app.config["ACCESS_LOG_DAYS"])
    return _delete(session, AccessEntry, AccessEntry.at < now - kept_for)


KEPT = (
    Kept(
        table="person",
        title=_("Your name and how to reach you"),
        purpose=_(
            "So that the group can call you by name, and we can send you your link, "
            "and telephone you when you have asked for it."
        ),
        basis=Basis.COURSE,
        until=_("A year after your last course; for staff, as long as you have a role."),
        columns=(
            *("public_id", "given_name", "family_name", "alias", "email", "mobile", "language"),
            *("created_at", "disabled_at"),
        ),
        withheld=("id", "password_hash"),
        deadline=_person_goes,
        expire=_forget_people,
    ),
    Kept(
        table="role_assignment",
        title=_("Your roles"),
        purpose=_("They decide which pages and rooms are yours."),
        basis=Basis.COURSE,
        until=_("A year after the last session of the course; for staff, until the role ends."),
        columns=("role", "organisation_id", "course_run_id"),
        withheld=("id", "person_id"),
        collect=_roles,
        deadline=_person_goes,
        expire=delete_after_course(RoleAssignment),
    ),
    Kept(
        table="sign_in",
        title=_("Your signed-in devices"),
        purpose=_("So that you do not have to sign in each time, and can sign out from afar."),
        basis=Basis.SECURITY,
        until=_("Until you sign out, at the latest on the day below."),
        columns=("device", "created_at", "expires_at"),
        withheld=("id", "person_id", "key_hash"),
        deadline=_last_sign_in_ends,
        expire=lambda session, now: _delete(session, SignIn, SignIn.expires_at <= now),
    ),
    Kept(
        table="personal_link",
        title=_("Your personal links"),
        purpose=_("They let you in without a password. The link itself is not kept, only a seal of it."),
        basis=Basis.SECURITY,
        until=_("Until the link expires."),
        columns=("course_run_id", "single_use", "created_at", "expires_at", "used_at", "revoked_at"),
        withheld=("id", "person_id", "token_hash"),
        deadline=_last_link_ends,
        expire=lambda session, now: _delete(session, PersonalLink, PersonalLink.expires_at <= now),
    ),
    Kept(
        table="sign_in_failure",
        title=_("Wrong passwords lately"),
        purpose=_("So that nobody can try one password after another."),
        basis=Basis.SECURITY,
        until=_("Half an hour after the try; removed within a day."),
        columns=("at",),
        withheld=("id", "account_hash"),
        collect=_failures,
        expire=lambda session, now: _delete(session, SignInFailure, SignInFailure.at <= now - WINDOW),
    ),
    Kept(
        table="access_entry",
        title=_("Who looked at your data"),
        purpose=_("So that you, and the one who is responsible, can see who read what."),
        basis=Basis.ACCOUNTABILITY,
        until=_("Two years after the reading."),
        columns=("reader_id", "person_id", "what", "at"),
        withheld=("id",),
        collect=_readings,
        expire=_expire_readings,
    ),
)
