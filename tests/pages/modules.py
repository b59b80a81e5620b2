"""Reading modules, answering in them, and seeing what is shared."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.pages import Page, only
from tests.shelf import fill_shelf

MODULE = "m1-hva-tapper-og-fyller"


def _course(cast: Cast, session: Session) -> dict[str, Any]:
    fill_shelf(session)
    return {"course": cast.course.public_id}


def _module(cast: Cast, session: Session) -> dict[str, Any]:
    return _course(cast, session) | {"slug": MODULE}


def _page(cast: Cast, session: Session) -> dict[str, Any]:
    return _module(cast, session) | {"page": "krukka"}


def _picture(cast: Cast, session: Session) -> dict[str, Any]:
    return _module(cast, session) | {"name": "krukke.svg"}


def _block(cast: Cast, session: Session) -> dict[str, Any]:
    return _module(cast, session) | {"block": "tapper"}


def _answer(cast: Cast) -> dict[str, Any]:
    return {"value": {"text": "Støy"}, "revision": 1}


def _preview(cast: Cast, session: Session) -> dict[str, Any]:
    fill_shelf(session)
    return {"programme": "hverdagsmestring", "slug": MODULE, "language": "nb"}


def _preview_page(cast: Cast, session: Session) -> dict[str, Any]:
    return _preview(cast, session) | {"page": "krukka"}


def _preview_picture(cast: Cast, session: Session) -> dict[str, Any]:
    return _preview(cast, session) | {"name": "krukke.svg"}


def _draft(cast: Cast, session: Session) -> dict[str, Any]:
    fill_shelf(session)
    return {"programme": "hverdagsmestring", "slug": MODULE}


def _edits(cast: Cast) -> dict[str, Any]:
    edit = {"kind": "write_text", "key": "minutes", "language": "", "text": "15", "was": "15"}
    return {"since": 0, "device": "d", "edits": [{"id": "e1", "edit": edit}]}


def readers(answer: int) -> str:
    """Everybody with a part in the course, and the host's coordinator and course developer."""
    return f"303 {answer} 403 {answer} {answer} {answer} {answer} 403 {answer}"


#                                         visitor, participant, of another course, professional, experienced
#                                         user, technical host, coordinator, administrator, course developer
PAGES = [
    Page("GET /courses/<course>/modules", readers(200), at=_course),
    Page("GET /courses/<course>/modules/<slug>", readers(302), at=_module),
    Page("GET /courses/<course>/modules/<slug>/<page>", readers(200), at=_page),
    Page("GET /courses/<course>/modules/<slug>/media/<name>", readers(200), at=_picture),
    Page("GET /courses/<course>/modules/shared", "303 200 403 200 200 403 403 403 403", at=_course),
    # For staff it only turns the page: what they have read is kept nowhere.
    Page("POST /courses/<course>/modules/<slug>/<page>/finished", readers(303), at=_page),
    Page(
        "PUT /courses/<course>/modules/<slug>/answers/<block>",
        "401 200 403 403 403 403 403 403 403",
        at=_block,
        data=_answer,
        json=True,
    ),
    Page("GET /modules", only("course developer", 200)),
    Page("GET /modules/<programme>/<slug>/<language>", only("course developer", 200), at=_preview),
    Page(
        "GET /modules/<programme>/<slug>/<language>/<page>", only("course developer", 200), at=_preview_page
    ),
    Page("GET /modules/<programme>/<slug>/media/<name>", only("course developer", 200), at=_preview_picture),
    Page(
        "POST /modules/<programme>/<slug>/draft/edits",
        "401 403 403 403 403 403 403 403 200",
        at=_draft,
        data=_edits,
        json=True,
    ),
]
