"""Who takes part: the two leaders' and the coordinator's."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.pages import Page


def _course(cast: Cast, session: Session) -> dict[str, Any]:
    return {"course": cast.course.public_id}


def _bjorn(cast: Cast, session: Session) -> dict[str, Any]:
    return _course(cast, session) | {"person": cast.bjorn.public_id}


def _vidar(cast: Cast, session: Session) -> dict[str, Any]:
    return _course(cast, session) | {"person": cast.vidar.public_id}


def _newcomer(cast: Cast) -> dict[str, Any]:
    # The course of these tests is full.
    return {"given_name": "Nora", "home": cast.nesdal.id, "language": "nb", "beyond": "y"}


def by_those_who_know_them(answer: int) -> str:
    return f"303 403 403 {answer} {answer} 403 {answer} 403 403"


PAGES = [
    Page("GET /courses/<course>/people", by_those_who_know_them(200), at=_course),
    Page("GET /courses/<course>/people/new", by_those_who_know_them(200), at=_course),
    Page("POST /courses/<course>/people/new", by_those_who_know_them(303), at=_course, data=_newcomer),
    Page("GET /courses/<course>/people/<person>/sheet", by_those_who_know_them(200), at=_bjorn),
    Page("POST /courses/<course>/people/<person>/sheet", by_those_who_know_them(200), at=_bjorn),
    # Vidar takes part in another course: here, nobody knows him.
    Page("POST /courses/<course>/people/<person>/sheet", by_those_who_know_them(404), at=_vidar),
    Page(
        "POST /courses/<course>/people/<person>/links",
        by_those_who_know_them(303),
        at=_bjorn,
        data=lambda cast: {"channel": "email"},
        settings={"SMTP_URL": "smtp://localhost:1", "MAIL_FROM": "x@example.org"},
    ),
    Page("POST /courses/<course>/people/<person>/links/revocation", by_those_who_know_them(303), at=_bjorn),
    Page("POST /courses/<course>/people/<person>/withdrawal", by_those_who_know_them(303), at=_bjorn),
    Page("POST /courses/<course>/people/<person>/return", by_those_who_know_them(303), at=_bjorn),
]
