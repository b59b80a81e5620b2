"""Founding and changing organisations and partnerships, and giving people their roles there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from elearn.accounts import personal_links
from elearn.accounts import service as accounts
from elearn.accounts.models import Person, RoleAssignment
from elearn.accounts.roles import Role
from elearn.errors import Conflict
from elearn.organisations.models import Organisation, OrganisationKind, Partnership


def found_organisation(
    session: Session, name: str, kind: OrganisationKind, language: str, in_sami_area: bool
) -> Organisation:
    """A new organisation, with a name for addresses made from its own. Commits."""
    new = Organisation(
        slug=_free_slug(session, name), name=name, kind=kind, language=language, in_sami_area=in_sami_area
    )
    session.add(new)
    session.commit()
    return new


def change_organisation(
    session: Session,
    organisation: Organisation,
    name: str,
    kind: OrganisationKind,
    language: str,
    in_sami_area: bool,
) -> None:
    """Its address stays the same, so that old links go on working. Commits."""
    organisation.name, organisation.kind = name, kind
    organisation.language, organisation.in_sami_area = language, in_sami_area
    session.commit()


def keep_partnership(
    session: Session,
    partnership: Partnership | None,
    name: str,
    host: Organisation,
    partners: Sequence[Organisation],
) -> Partnership:
    """Begin a partnership, or change it; the host is never its own partner. Commits."""
    kept = partnership or Partnership()
    kept.name, kept.host = name, host
    kept.partners = [partner for partner in partners if partner is not host]
    session.add(kept)
    session.commit()
    return kept


def write_down(
    session: Session,
    given_name: str,
    family_name: str,
    email: str,
    role: Role,
    place: Organisation,
    at: datetime,
) -> Person:
    """A new member of staff with a role. Commits.

    Raises `Conflict("known_email")` when the address is somebody's.
    """
    person = Person(
        given_name=given_name, family_name=family_name, email=email.strip().lower(), created_at=at
    )
    session.add(person)
    try:
        session.flush()
    except IntegrityError:
        session.rollback()
        raise Conflict("known_email") from None
    person.grant(role, organisation_id=place.id)
    session.commit()
    return person


def grant(session: Session, person: Person, role: Role, place: Organisation) -> None:
    """Give a role in an organisation. Commits."""
    person.grant(role, organisation_id=place.id)
    session.commit()


def revoke(session: Session, person: Person, held: RoleAssignment) -> None:
    """Take a role away again; live sockets that opened with it end. Commits."""
    person.roles.remove(held)
    session.commit()


def disable(session: Session, person: Person, now: datetime) -> None:
    """Shut a person out: no sign-in, no link, no socket works from now on. Commits."""
    person.disabled_at = now
    personal_links.revoke_links(session, person, now)
    accounts.sign_out_everywhere(session, person)


def enable(session: Session, person: Person) -> None:
    """Let a person in again; they need a new link or their password. Commits."""
    person.disabled_at = None
    session.commit()


def _free_slug(session: Session, name: str) -> str:
    """`Indre Sund` becomes `indre-sund`, or `indre-sund-2` when that is taken."""
    letters = name.lower().replace("ø", "o").replace("æ", "ae").replace("đ", "d").replace("ŋ", "n")
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:34] or "place"
    taken = set(session.scalars(select(Organisation.slug).where(Organisation.slug.startswith(slug))))
    return next(free for free in (slug, *(f"{slug}-{n}" for n in range(2, 999))) if free not in taken)
