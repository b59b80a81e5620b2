"""Organisations, partnerships and the people who work there: an administrator's."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from elearn.accounts.roles import Role
from tests.cast import Cast
from tests.pages import Page, only


def _petter(cast: Cast, session: Session) -> dict[str, Any]:
    return {"public_id": cast.petter.public_id}


def _petters_role(cast: Cast, session: Session) -> dict[str, Any]:
    return _petter(cast, session) | {"role_id": cast.petter.roles[0].id}


def _ana(cast: Cast, session: Session) -> dict[str, Any]:
    return {"public_id": cast.ana.public_id}


def _nesdal(cast: Cast, session: Session) -> dict[str, Any]:
    return {"slug": "nesdal"}


def _partnership(cast: Cast, session: Session) -> dict[str, Any]:
    return {"partnership_id": cast.partnership.id}


def _organisation(cast: Cast) -> dict[str, Any]:
    return {"name": "Ytterøya", "kind": "municipality", "language": "nn"}


def _members(cast: Cast) -> dict[str, Any]:
    return {"name": "Fjordlaget", "host": cast.fjordvik.id, "partners": [cast.nesdal.id]}


def _role(cast: Cast) -> dict[str, Any]:
    return {"role": Role.COORDINATOR.value, "organisation": cast.nesdal.id}


def _somebody_new(cast: Cast) -> dict[str, Any]:
    return _role(cast) | {"given_name": "Nils", "email": "nils@example.org"}


PAGES = [
    Page("GET /organisations", only("administrator", 200)),
    Page("GET /organisations/new", only("administrator", 200)),
    Page("POST /organisations/new", only("administrator", 303), data=_organisation),
    Page("GET /organisations/<slug>", only("administrator", 200), at=_nesdal),
    Page("POST /organisations/<slug>", only("administrator", 303), at=_nesdal, data=_organisation),
    Page("GET /partnerships/new", only("administrator", 200)),
    Page("POST /partnerships/new", only("administrator", 303), data=_members),
    Page("GET /partnerships/<int:partnership_id>", only("administrator", 200), at=_partnership),
    Page(
        "POST /partnerships/<int:partnership_id>", only("administrator", 303), at=_partnership, data=_members
    ),
    Page("GET /people", only("administrator", 200)),
    Page("GET /people/new", only("administrator", 200)),
    # Without a mail server the answer is the link, to hand over.
    Page("POST /people/new", only("administrator", 200), data=_somebody_new),
    Page("GET /people/<public_id>", only("administrator", 200), at=_petter),
    # That Ana takes part in a course is not for the administrator to see.
    Page("GET /people/<public_id>", only("administrator", 404), at=_ana),
    Page("POST /people/<public_id>/roles", only("administrator", 303), at=_petter, data=_role),
    Page(
        "POST /people/<public_id>/roles/<int:role_id>/removal", only("administrator", 303), at=_petters_role
    ),
    Page("POST /people/<public_id>/invitation", only("administrator", 200), at=_petter),
    Page("POST /people/<public_id>/disabling", only("administrator", 303), at=_petter),
    Page("POST /people/<public_id>/enabling", only("administrator", 303), at=_petter),
]
