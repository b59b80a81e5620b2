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


def refuse_after_failures(session: Session, email: str, now: datetime) -> None:
    """Raise `TooManyTries` while the account rests, whether it exists or not."""
    recent = SignInFailure.account_hash == account_hash(email), SignInFailure.at > now - WINDOW
    if session.scalars(select(func.count()).where(*recent)).one() >= FAILURES:
        raise TooManyTries


def note_failure(session: Session, email: str, now: datetime) -> None:
    session.add(SignInFailure(account_hash=account_hash(email), at=now))


def forget_failures(session: Session, email: str) -> None:
    """The right password was given: earlier failures count no more."""
    session.execute(delete(SignInFailure).where(SignInFailure.account_hash == account_hash(email)))


def account_hash(email: str) -> bytes:
    """An account name as failures keep it: readable for nobody, since it may be somebody else's."""
    return hashlib.sha256(email.strip().lower().encode()).digest()
