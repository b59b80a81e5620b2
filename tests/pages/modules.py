"""Reading modules, answering in them, and seeing what is shared."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.clock import now
from elearn.courses.models import Programme
from modules.composing import service
from modules.composing.models import Certificate
from modules.models import Module
from tests.cast import Cast, run_sheet
from tests.pages import Page, anybody, only
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


def _own_course(cast: Cast, session: Session) -> Programme:
    """A course that is made here, with one module of the shipped one in it."""
    fill_shelf(session)
    module = session.scalars(select(Module).filter_by(slug=MODULE)).one()
    own = service.new_programme(session, {"nb": "Eget"})
    own.sessions = [{"id": "s1", "week": 1, "title": {"nb": "En"}, "minutes": 90, "run_sheet": run_sheet()}]
    service.add_module(session, own, module, None, "reference", now())
    return own


def _composed(cast: Cast, session: Session) -> dict[str, Any]:
    return {"programme": _own_course(cast, session).slug}


def _part(cast: Cast, session: Session) -> dict[str, Any]:
    return _composed(cast, session) | {"part": MODULE}


def _meeting(cast: Cast, session: Session) -> dict[str, Any]:
    return _composed(cast, session) | {"number": 1}


def _ana(cast: Cast, session: Session) -> dict[str, Any]:
    return {"course": cast.course.public_id, "person": cast.ana.public_id}


def _course_only(cast: Cast, session: Session) -> dict[str, Any]:
    return {"course": cast.course.public_id}


def _certificate(cast: Cast, session: Session) -> dict[str, Any]:
    made = Certificate(
        code="ABCDEFGHJKMN",
        person_id=cast.ana.id,
        course_run_id=cast.course.id,
        course={"nb": "Eget"},
        issuer="Lyngvær",
        began_on=date(2026, 1, 1),
        ended_on=date(2026, 2, 1),
        minutes=600,
        issued_on=date(2026, 2, 1),
    )
    session.add(made)
    return _course_only(cast, session)


def _code(cast: Cast, session: Session) -> dict[str, Any]:
    _certificate(cast, session)
    return {"code": "ABCD-EFGH-JKMN"}


def _holders(cast: Cast, session: Session) -> dict[str, Any]:
    return _code(cast, session) | {"key": "not-the-key"}


def _printed(cast: Cast, session: Session) -> dict[str, Any]:
    _certificate(cast, session)
    return _ana(cast, session)


COMPOSERS = only("course developer", 200)
COMPOSED = only("course developer", 303)


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
    Page("GET /programmes", COMPOSERS),
    Page("POST /programmes", COMPOSED, data=lambda cast: {"title-nb": "Eget"}),
    Page("GET /programmes/<programme>", COMPOSERS, at=_composed),
    Page("POST /programmes/<programme>", COMPOSED, at=_composed, data=lambda cast: {"title-nb": "Nytt"}),
    Page(
        "POST /programmes/<programme>/flow",
        COMPOSED,
        at=_composed,
        data=lambda cast: {"pace": "free", "completion": "all", "least_sessions": "0"},
    ),
    Page("POST /programmes/<programme>/template", COMPOSED, at=_composed),
    Page("POST /programmes/<programme>/parts", COMPOSED, at=_composed, data=lambda cast: {"session": "1"}),
    Page("POST /programmes/<programme>/parts/<part>", COMPOSED, at=_part),
    Page(
        "POST /programmes/<programme>/parts/<part>/place", COMPOSED, at=_part, data=lambda cast: {"to": "up"}
    ),
    Page("POST /programmes/<programme>/parts/<part>/removal", COMPOSED, at=_part),
    Page("GET /programmes/<programme>/clones/new", COMPOSERS, at=_composed),
    Page(
        "POST /programmes/<programme>/clones",
        COMPOSED,
        at=_composed,
        data=lambda cast: {"title-nb": "Klone", "parts": MODULE, "agreed": "y"},
    ),
    Page("GET /programmes/<programme>/sessions/<int:number>", COMPOSERS, at=_meeting),
    # Without the version it was made from, as for the run-sheet of a planned session.
    Page("POST /programmes/<programme>/sessions/<int:number>", only("course developer", 409), at=_meeting),
    Page("GET /courses/<course>/certificate", only("participant", 200), at=_course_only),
    # Ana has not completed the course.
    Page("POST /courses/<course>/certificate", only("participant", 409), at=_course),
    Page("GET /courses/<course>/certificate.pdf", only("participant", 200), at=_certificate),
    Page("POST /courses/<course>/people/<person>/certificate", only("coordinator", 200), at=_printed),
    Page("GET /certificates", anybody(200)),
    Page("GET /certificates/<code>", anybody(200), at=_code),
    Page("GET /certificates/<code>/<key>", anybody(404), at=_holders),
]
