"""Personal links: handed out once, kept as a hash, exchanged for a signed-in device."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from elearn.accounts.devices import start_sign_in
from elearn.accounts.models import Person, PersonalLink, SignIn
from elearn.accounts.tokens import digest, new_token
from elearn.errors import DomainError


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
    return _valid(session.scalar(_link(token)), now)


def _link(token: str) -> Select[PersonalLink]:
    return select(PersonalLink).where(PersonalLink.token_hash == digest(token))


def _valid(link: PersonalLink | None, now: datetime) -> PersonalLink:
    if link is None or not link.is_valid(now) or link.person.disabled_at is not None:
        raise LinkExpired
    return link


def exchange_link(session: Session, token: str, now: datetime, lifetime: timedelta, device: str) -> SignIn:
    """Sign the link's person in on this device."""
    # Locked and read anew, so that of two taps at the same time one alone spends a single-use link.
    locked = _link(token).with_for_update(of=PersonalLink).execution_options(populate_existing=True)
    link = _valid(session.scalar(locked), now)
    link.used_at = now
    return start_sign_in(session, link.person, now, lifetime, device)


def revoke_links(session: Session, person: Person, now: datetime) -> None:
    """Make every link that was handed out to the person useless."""
    session.execute(
        update(PersonalLink)
        .where(PersonalLink.person_id == person.id, PersonalLink.revoked_at.is_(None))
        .values(revoked_at=now)
    )
