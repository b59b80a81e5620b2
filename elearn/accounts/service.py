"""Signing in and out, on one device or on all, and new passwords."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person, SignIn
from elearn.accounts.passwords import hash_password, is_password
from elearn.accounts.personal_links import revoke_links
from elearn.accounts.rules import weakness
from elearn.accounts.throttling import count_try, forget_failures
from elearn.errors import DomainError, Invalid, NotFound


def check_password(session: Session, email: str, password: str, now: datetime) -> int:
    """The id of the person with that e-mail and password.

    Raises `DomainError("wrong_password")` alike for a wrong password and an unknown account, and
    `TooManyTries` after five failures. Ends the open transaction: checking a password lets others run.
    """
    count_try(session, email, now)
    person = session.scalar(
        select(Person).where(func.lower(Person.email) == email.strip().lower(), Person.disabled_at.is_(None))
    )
    person_id, stored = (person.id, person.password_hash) if person else (None, None)
    session.commit()
    if is_password(stored, password) and person_id is not None:
        forget_failures(session, email)
        return person_id
    raise DomainError("wrong_password")


def sign_out(session: Session, person: Person, sign_in_id: int) -> None:
    """Sign one of the person's own devices out, and end its live sockets. Commits."""
    ended = session.execute(delete(SignIn).where(SignIn.id == sign_in_id, SignIn.person_id == person.id))
    if ended.rowcount == 0:  # type: ignore[attr-defined]
        raise NotFound
    session.commit()


def sign_out_everywhere(session: Session, person: Person) -> None:
    """Sign the person out of every device, and end every live socket. Commits."""
    session.execute(delete(SignIn).where(SignIn.person_id == person.id))
    session.commit()


def change_password(session: Session, person: Person, current: str, new: str, now: datetime) -> None:
    """Give the person a new password; every device is signed out and every link is spent. Commits.

    Somebody who came by an invitation has no password yet, and `current` is not asked for.
    Raises as `check_password` does, or `Invalid` with the weakness of the new one.
    """
    weak = weakness(new, (person.given_name, person.family_name, person.email or ""))
    if weak:
        raise Invalid(weak)
    if person.password_hash is not None:
        check_password(session, person.email or "", current, now)
    session.commit()  # hashing lets others run
    hashed = hash_password(new)
    person.password_hash = hashed
    revoke_links(session, person, now)
    sign_out_everywhere(session, person)
