"""Finding the people of the demonstration."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person, SignIn
from elearn.demo.people import emails, participants
from elearn.demo.roles import FIRST


def person(session: Session, name: str) -> Person | None:
    """Somebody of the demonstration, by given name."""
    return session.scalar(select(Person).where(Person.email == emails().get(name)))


def by_public_id(session: Session, public_id: str) -> Person:
    """The person of that id, read afresh."""
    return session.scalars(select(Person).where(Person.public_id == public_id)).one()


def free_participant(session: Session, at_a_browser: Collection[str], now: datetime) -> Person | None:
    """Somebody who takes part and is played by nobody; else the one who was taken longest ago."""
    taken_at = (
        select(func.max(SignIn.created_at))
        .where(SignIn.person_id == Person.id, SignIn.expires_at > now)
        .scalar_subquery()
    )
    offered = [emails()[name] for name in participants() if name not in FIRST]
    found = select(Person).where(Person.email.in_(offered), Person.public_id.not_in(at_a_browser))
    return session.scalar(found.order_by(taken_at.asc().nulls_first(), Person.id).limit(1))
