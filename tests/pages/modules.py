"""Reading modules, answering in them, and seeing what is shared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from elearn.clock import now
from modules.files import CONTENT
from modules.library.service import About, add_file
from modules.library.taking_in import take_in
from modules.loading import load_modules
from tests.cast import Cast
from tests.pages import Page, only

MODULE = "m1-hva-tapper-og-fyller"


def _course(cast: Cast, session: Session) -> dict[str, Any]:
    load_modules(session, now())
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
    load_modules(session, now())
    return {"programme": "hverdagsmestring", "slug": MODULE, "language": "nb"}


def _preview_page(cast: Cast, session: Session) -> dict[str, Any]:
    return _preview(cast, session) | {"page": "krukka"}


def _preview_picture(cast: Cast, session: Session) -> dict[str, Any]:
    return _preview(cast, session) | {"name": "krukke.svg"}


def _draft(cast: Cast, session: Session) -> dict[str, Any]:
    load_modules(session, now())
    return {"programme": "hverdagsmestring", "slug": MODULE}


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
]
