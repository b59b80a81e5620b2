"""Five failed sign-ins, and an account rests for a while."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from elearn.accounts.models import SignInFailure
from elearn.errors import DomainError

# OWASP-style throttling, per account: five failures in half an hour close it for the rest of that time.
FAILURES, WINDOW = 5, timedelta(minutes=30)


class TooManyTries(DomainError):
    status, code = 429, "too_many_tries"


def count_try(session: Session, email: str, now: datetime) -> None:
    """Count a try as failed before the password is looked at: many in one moment are many, too. Commits.

    Raises `TooManyTries` while the account rests, whether it exists or not; such a try does not count.
    """
    tried = SignInFailure(account_hash=account_hash(email), at=now)
    session.add(tried)
    session.commit()
    recent = SignInFailure.account_hash == tried.account_hash, SignInFailure.at > now - WINDOW
    if session.scalars(select(func.count()).where(*recent)).one() > FAILURES:
        session.delete(tried)
        session.commit()
        raise TooManyTries


def forget_failures(session: Session, email: str) -> None:
    """The right password was given: earlier failures count no more."""
    session.execute(delete(SignInFailure).where(SignInFailure.account_hash == account_hash(email)))


def account_hash(email: str) -> bytes:
    """An account name as failures keep it: readable for nobody, since it may be somebody else's."""
    return hashlib.sha256(email.strip().lower().encode()).digest()
