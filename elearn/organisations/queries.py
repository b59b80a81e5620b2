"""Reads of organisations, partnerships and the people who hold roles in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from elearn.accounts.models import Person, RoleAssignment
from elearn.accounts.roles import Actor, Role
from elearn.courses.models import CourseRun
from elearn.enrolment.models import Enrolment
from elearn.errors import NotFound
from elearn.organisations.models import Organisation, Partnership
from elearn.organisations.rules import may_administer_organisation

PAGE = 20


@dataclass(frozen=True, slots=True)
class People:
    """One page of people, and how many pages there are."""

    shown: Sequence[Person]
    page: int
    pages: int


def organisations(session: Session) -> Sequence[Organisation]:
    """All of them by name."""
    return session.scalars(select(Organisation).order_by(Organisation.name)).all()


def partnerships(session: Session) -> Sequence[Partnership]:
    """All of them by name, with their municipalities."""
    with_all = selectinload(Partnership.partners), joinedload(Partnership.host)
    return session.scalars(select(Partnership).options(*with_all).order_by(Partnership.name)).all()


def organisation(session: Session, slug: str) -> Organisation:
    """The organisation of that name in addresses; raises `NotFound`."""
    found = session.scalar(select(Organisation).where(Organisation.slug == slug))
    if found is None:
        raise NotFound
    return found


def partnership(session: Session, partnership_id: int) -> Partnership:
    """The partnership; raises `NotFound`."""
    found = session.get(Partnership, partnership_id)
    if found is None:
        raise NotFound
    return found


def staff_called(session: Session, email: str) -> Person | None:
    """Whoever on the staff has that address and is not shut out."""
    found = session.scalar(
        select(Person)
        .where(func.lower(Person.email) == email.strip().lower(), Person.disabled_at.is_(None))
        .options(selectinload(Person.roles))
    )
    return found if found is not None and found.as_actor().is_staff else None


def looked_after(session: Session) -> frozenset[int]:
    """The organisations with an administrator of their own who can sign in."""
    active = Person.password_hash.is_not(None) & Person.disabled_at.is_(None)
    held = select(RoleAssignment.organisation_id).join(
        Person, active & (Person.id == RoleAssignment.person_id)
    )
    found = session.scalars(held.where(RoleAssignment.role == Role.ADMINISTRATOR))
    return frozenset(id for id in found if id is not None)


def administered(session: Session, actor: Actor) -> list[Organisation]:
    """The organisations whose people the actor looks after."""
    hosts: dict[int, set[int]] = {}
    for found in partnerships(session):
        for municipality in found.municipalities:
            hosts.setdefault(municipality.id, set()).add(found.host_id)
    busy = looked_after(session)
    return [
        found
        for found in organisations(session)
        if may_administer_organisation(actor, found.id, hosts.get(found.id, ()), found.id in busy)
    ]


def staff(session: Session, actor: Actor, search: str = "", page: int = 1) -> People:
    """People with a role in an organisation that the actor looks after, and staff who have none yet."""
    ours = _is_ours(session, actor)
    words = func.lower(Person.given_name + " " + Person.family_name + " " + func.coalesce(Person.email, ""))
    found = select(Person).where(ours, words.contains(search.strip().lower(), autoescape=True))
    pages = max(1, -(-(session.scalar(select(func.count()).select_from(found.subquery())) or 0) // PAGE))
    page = min(max(page, 1), pages)
    in_order = found.order_by(Person.given_name, Person.family_name, Person.id)
    shown = in_order.options(selectinload(Person.roles)).limit(PAGE).offset((page - 1) * PAGE)
    return People(session.scalars(shown).all(), page, pages)


def staff_member(session: Session, actor: Actor, public_id: str) -> Person:
    """One of those people; raises `NotFound` for anybody else, participants above all."""
    found = session.scalar(select(Person).where(Person.public_id == public_id, _is_ours(session, actor)))
    if found is None:
        raise NotFound
    return found


def role_of(person: Person, role_id: int) -> RoleAssignment:
    """The person's role in an organisation; raises `NotFound`."""
    for role in person.roles:
        if role.id == role_id and role.organisation_id is not None:
            return role
    raise NotFound


def _is_ours(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Staff of our organisations, leaders of the courses we host, and staff who have no role yet."""
    ids = [found.id for found in administered(session, actor)]
    courses = select(CourseRun.id).join(Partnership).where(Partnership.host_id.in_(ids))
    role = select(1).where(RoleAssignment.person_id == Person.id)
    works = role.where(RoleAssignment.organisation_id.in_(ids))
    leads = role.where(RoleAssignment.course_run_id.in_(courses), RoleAssignment.role != Role.PARTICIPANT)
    takes_part = select(1).where(Enrolment.person_id == Person.id)
    return or_(works.exists(), leads.exists(), ~role.exists() & ~takes_part.exists())
