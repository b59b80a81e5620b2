"""Reading modules, answering in them, and seeing what is shared."""

from __future__ import annotations

import io
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.roles import Role
from elearn.clock import now
from elearn.courses.models import Programme
from modules.agreeing import service as agreeing
from modules.agreeing.models import BlockComment
from modules.authoring.edits import WriteText
from modules.authoring.service import Asked, edit_draft, open_draft
from modules.composing import service
from modules.composing.models import Certificate
from modules.files import CONTENT, file_in
from modules.library.service import About, add_file
from modules.library.taking_in import take_in
from modules.models import EarlierAnswer, Module
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


def _write(cast: Cast, session: Session) -> None:
    """A draft in which the first heading has changed."""
    module = session.scalars(select(Module).filter_by(slug=MODULE)).one()
    open_draft(session, module, now())
    edit = WriteText("page:krukka", "nb", "Krukka vår", "Krukka di")
    edit_draft(session, module.id, cast.ragnhild.id, [Asked("e1", edit)], now())


def _sendable(cast: Cast, session: Session) -> dict[str, Any]:
    address = _draft(cast, session)
    _write(cast, session)
    return address


def _reviewed(cast: Cast, session: Session) -> dict[str, Any]:
    """A review that Petter has signed; its number is one."""
    address = _sendable(cast, session)
    module = session.scalars(select(Module).filter_by(slug=MODULE)).one()
    media = CONTENT / "hverdagsmestring" / MODULE / "media"
    review = agreeing.send_for_review(session, module, cast.ragnhild.id, partial(file_in, media), now())
    agreeing.sign(session, review.id, module, cast.petter.as_actor(), Role.EXPERIENCED_USER, now())
    assert review.id == 1
    return address


def _signed(cast: Cast, session: Session) -> dict[str, Any]:
    """Ragnhild has signed, too."""
    address = _reviewed(cast, session)
    module = session.scalars(select(Module).filter_by(slug=MODULE)).one()
    agreeing.sign(session, 1, module, cast.ragnhild.as_actor(), Role.PROFESSIONAL, now())
    return address


def _commented(cast: Cast, session: Session) -> dict[str, Any]:
    address = _draft(cast, session)
    module = session.scalars(select(Module).filter_by(slug=MODULE)).one()
    said = BlockComment(module_id=module.id, key="tapper", text="Kortere?", made_at=now())
    session.add(said)
    session.flush()
    return address | {"number": said.id}


def _earlier(cast: Cast, session: Session) -> dict[str, Any]:
    address = _module(cast, session)
    module = session.scalars(select(Module).filter_by(slug=MODULE)).one()
    kept = EarlierAnswer(
        person_id=cast.ana.id,
        course_run_id=cast.course.id,
        module_id=module.id,
        version_id=module.versions[0].id,
        block="tapper",
        value={"text": "før"},
        revision=1,
        changed_at=now(),
    )
    session.add(kept)
    session.flush()
    return address | {"number": kept.id}


def _edits(cast: Cast) -> dict[str, Any]:
    edit = {"kind": "write_text", "key": "minutes", "language": "", "text": "15", "was": "15"}
    return {"since": 0, "device": "d", "edits": [{"id": "e1", "edit": edit}]}


def _upload(cast: Cast, session: Session) -> dict[str, Any]:
    return {"upload": "0" * 32}


def _sound(cast: Cast, session: Session) -> dict[str, Any]:
    """A sound of the library, its content in the folder."""
    shipped = CONTENT / "hverdagsmestring" / MODULE / "media/pust.mp3"
    taken = take_in(
        shipped, shipped.name, Path(str(session.get_bind().engine.url.database)).parent / "library"
    )
    file = add_file(session, taken, About("Pust"), cast.ragnhild.id, now())
    return {"name": file.name}


def _captions(cast: Cast, session: Session) -> dict[str, Any]:
    return _sound(cast, session) | {"language": "nb"}


def _cues(cast: Cast) -> dict[str, Any]:
    return {"cues": [{"start": 0, "end": 1000, "text": "Pust."}], "language": "nb"}


def _programme(cast: Cast, session: Session) -> dict[str, Any]:
    fill_shelf(session)
    return {"programme": "hverdagsmestring"}


def _in_bokmal(cast: Cast, session: Session) -> dict[str, Any]:
    return _draft(cast, session) | {"language": "nb"}


def _questions(cast: Cast) -> dict[str, Any]:
    return {"file": (io.BytesIO(b"Hva? {=ja ~nei}"), "a.txt"), "language": "nb", "programme": ""}


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
    Page("GET /modules/<programme>/<slug>/draft", only("course developer", 200), at=_draft),
    Page(
        "POST /modules/<programme>/<slug>/draft/edits",
        "401 403 403 403 403 403 403 403 200",
        at=_draft,
        data=_edits,
        json=True,
    ),
    # Of the people here the course developer alone is a professional in an organisation, and may sign.
    Page("GET /modules/reviews", only("course developer", 200)),
    Page("GET /modules/<programme>/<slug>/review", only("course developer", 200), at=_reviewed),
    Page(
        "GET /modules/<programme>/<slug>/review/<language>",
        only("course developer", 200),
        at=lambda cast, session: _reviewed(cast, session) | {"language": "nb"},
    ),
    Page(
        "GET /modules/<programme>/<slug>/review/<language>/<page>",
        only("course developer", 200),
        at=lambda cast, session: _reviewed(cast, session) | {"language": "nb", "page": "krukka"},
    ),
    Page("POST /modules/<programme>/<slug>/review", only("course developer", 303), at=_sendable),
    Page(
        "POST /modules/<programme>/<slug>/review/withdrawal",
        only("course developer", 303),
        at=_reviewed,
        data=lambda cast: {"review": 1},
    ),
    Page(
        "POST /modules/<programme>/<slug>/review/sign-offs",
        only("course developer", 303),
        at=_reviewed,
        data=lambda cast: {"review": 1, "role": "professional"},
    ),
    Page(
        "POST /modules/<programme>/<slug>/versions",
        only("course developer", 303),
        at=_signed,
        data=lambda cast: {"review": 1},
    ),
    Page("POST /modules/<programme>/<slug>/retirement", only("course developer", 303), at=_draft),
    Page("POST /modules/<programme>/<slug>/return", only("course developer", 303), at=_draft),
    Page("GET /modules/<programme>/<slug>/comments", only("course developer", 200), at=_commented),
    Page(
        "POST /modules/<programme>/<slug>/comments",
        "401 403 403 403 403 403 403 403 200",
        at=_draft,
        data=lambda cast: {"text": "Kortere?", "key": "tapper"},
        json=True,
    ),
    Page(
        "POST /modules/<programme>/<slug>/comments/<int:number>/resolution",
        "401 403 403 403 403 403 403 403 200",
        at=_commented,
        data=lambda cast: {"is_resolved": True},
        json=True,
    ),
    Page("POST /courses/<course>/modules/<slug>/newest", only("participant", 303), at=_module),
    Page(
        "POST /courses/<course>/modules/<slug>/earlier/<int:number>/removal",
        only("participant", 303),
        at=_earlier,
    ),
    Page("GET /library", only("course developer", 200)),
    # They do not speak the protocol here; those who do are in tests/modules/library.
    Page("POST /library/uploads", only("course developer", 412)),
    Page("PATCH /library/uploads/<upload>", only("course developer", 412), at=_upload),
    Page("DELETE /library/uploads/<upload>", only("course developer", 412), at=_upload),
    Page("POST /library/uploads/<upload>/file", only("course developer", 404), at=_upload),
    Page("GET /library/<name>", only("course developer", 200), at=_sound),
    Page(
        "POST /library/<name>", only("course developer", 303), at=_sound, data=lambda cast: {"title": "Pust"}
    ),
    Page("GET /library/files/<name>", only("course developer", 200), at=_sound),
    Page("POST /library/<name>/replacement", only("course developer", 404), at=_sound),
    Page("GET /library/<name>/captions/<language>", only("course developer", 200), at=_captions),
    Page(
        "POST /library/<name>/captions",
        "401 403 403 403 403 403 403 403 201",
        at=_sound,
        data=_cues,
        json=True,
    ),
    Page("POST /library/<name>/removal", only("course developer", 303), at=_sound),
    Page("GET /modules/<programme>/<slug>/files.json", only("course developer", 200), at=_draft),
    Page("GET /modules/imports", only("course developer", 200)),
    Page("POST /modules/imports", only("course developer", 200), data=_questions),
    Page("GET /modules/<programme>/archive", only("course developer", 200), at=_programme),
    Page("GET /modules/<programme>/<slug>/exports", only("course developer", 200), at=_draft),
    Page("GET /modules/<programme>/<slug>/exports/archive", only("course developer", 200), at=_draft),
    Page(
        "GET /modules/<programme>/<slug>/exports/scorm/<language>",
        only("course developer", 200),
        at=_in_bokmal,
    ),
    Page(
        "GET /modules/<programme>/<slug>/exports/booklet/<language>",
        only("course developer", 200),
        at=_in_bokmal,
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
