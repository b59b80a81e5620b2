"""Signed-in devices: a key in the cookie, and its hash here."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from elearn.accounts.models import Person, SignIn
from elearn.accounts.tokens import digest, new_token


def start_sign_in(
    session: Session, person: Person, now: datetime, lifetime: timedelta, device: str
) -> SignIn:
    """A new signed-in device; its key goes into the cookie and is not known afterwards."""
    key = new_token()
    sign_in = SignIn(
        person=person, key_hash=digest(key), device=device[:80], created_at=now, expires_at=now + lifetime
    )
    sign_in.key = key
    session.add(sign_in)
    session.flush()
    return sign_in


def find_sign_in(session: Session, key: str, now: datetime) -> SignIn | None:
    """The device that holds `key`, while it is signed in and its person is not disabled."""
    sign_in = session.scalar(_BY_KEY, {"key_hash": digest(key), "now": now})
    return sign_in if sign_in and sign_in.person.disabled_at is None else None


# Asked for every page and every connection: built once, and with the person in the same breath.
_BY_KEY = (
    select(SignIn)
    .where(SignIn.key_hash == bindparam("key_hash"), SignIn.expires_at > bindparam("now"))
    .options(joinedload(SignIn.person))
)
