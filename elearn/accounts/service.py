"""Signing in and out, personal links, and the record of who read what."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from elearn.accounts.models import AccessEntry, Person, PersonalLink, SignIn, SignInFailure
from elearn.accounts.passwords import hash_password, is_password
from elearn.accounts.rules import weakness
from elearn.accounts.tokens import digest, new_token
from elearn.errors import DomainError, Invalid, NotFound

# OWASP-style throttling, per account: five failures in half an hour close it for the rest of that time.
FAILURES, WINDOW = 5, timedelta(minutes=30)


class TooManyTries(DomainError):
    status, code = 429, "too_many_tries"


class LinkExpired(DomainError):
    status, code = 410, "link_expired"


def issue_link(
    session: Session,
    person: Person,
    now: datetime,
    lifetime: timedelta,
    *,
    course_run_id: int | None = None,
    single_use: bool = False,
) -> str:
    """Make a personal link and return its token: this is the only time it is known."""
    token = new_token()
    session.add(
        PersonalLink(
            person=person,
            token_hash=digest(token),
            course_run_id=course_run_id,
            single_use=single_use,
            created_at=now,
            expires_at=now + lifetime,
        )
    )
    return token


def find_link(session: Session, token: str, now: datetime) -> PersonalLink:
    """The valid link of that token; raises `LinkExpired` for any other."""
    link = session.scalar(select(PersonalLink).where(PersonalLink.token_hash == digest(token)))
    if link is None or not link.is_valid(now) or link.person.disabled_at is not None:
        raise LinkExpired
    return link


def exchange_link(session: Session, token: str, now: datetime, lifetime: timedelta, device: str) -> SignIn:
    """Sign the link's person in on this device."""
    # Locked, so that of two taps at the same time one alone spends a single-use link.
    session.execute(select(PersonalLink.id).where(PersonalLink.token_hash == digest(token)).with_for_update())
    link = find_link(session, token, now)
    link.used_at = now
    return start_sign_in(session, link.person, now, lifetime, device)


def revoke_links(session: Session, person: Person, now: datetime) -> None:
    """Make every link that was handed out to the person useless."""
    session.execute(
        update(PersonalLink)
        .where(PersonalLink.person_id == person.id, PersonalLink.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def check_password(session: Session, email: str, password: str, now: datetime) -> int:
    """The id of the person with that e-mail and password.

    Raises `DomainError("wrong_password")` alike for a wrong password and an unknown account, and
    `TooManyTries` after five failures. Ends the open transaction: checking a password lets others run.
    """
    account = hashlib.sha256(email.strip().lower().encode()).digest()
    recent = select(func.count()).where(
        SignInFailure.account_hash == account, SignInFailure.at > now - WINDOW
    )
    if session.scalars(recent).one() >= FAILURES:
        raise TooManyTries
    person = session.scalar(
        select(Person).where(func.lower(Person.email) == email.strip().lower(), Person.disabled_at.is_(None))
    )
    person_id, stored = (person.id, person.password_hash) if person else (None, None)
    session.commit()
    if is_password(stored, password) and person_id is not None:
        session.execute(delete(SignInFailure).where(SignInFailure.account_hash == account))
        return person_id
    session.add(SignInFailure(account_hash=account, at=now))
    session.commit()
    raise DomainError("wrong_password")


def account_hash(email: str) -> bytes:
    """An account name as failures keep it: readable for nobody, since it may be somebody else's."""
    return hashlib.sha256(email.strip().lower().encode()).digest()


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
    sign_in = session.scalar(select(SignIn).where(SignIn.key_hash == digest(key), SignIn.expires_at > now))
    return sign_in if sign_in and sign_in.person.disabled_at is None else None


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


def note_access(session: Session, reader: Person, person: Person, what: str, now: datetime) -> None:
    """Write down that `reader` saw personal data of `person`; reading one's own is nobody's business."""
    if reader.id != person.id:
        session.add(AccessEntry(reader_id=reader.id, person_id=person.id, what=what, at=now))


def _slow_down(session: Session, account: bytes, now: datetime) -> None:
    recent = SignInFailure.account_hash == account, SignInFailure.at > now - WINDOW
    if session.scalars(select(func.count()).where(*recent)).one() >= FAILURES:
        raise TooManyTries
