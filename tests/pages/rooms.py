"""The room and the files on its table: those whom the session concerns, and nobody else."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.clock import now
from rooms.files import PDF, keep_file
from rooms.models import Room
from tests.cast import Cast
from tests.pages import Page

CONTENT = b"%PDF-1.7 of nothing"


def _evening(cast: Cast, session: Session) -> dict[str, Any]:
    return {"public_id": cast.evening.public_id}


def _room(cast: Cast, session: Session) -> dict[str, Any]:
    room = Room(session_id=cast.evening.id, course_run_id=cast.course.id, created_at=now())
    session.add(room)
    session.flush()
    return {"public_id": room.public_id}


def _file(cast: Cast, session: Session) -> dict[str, Any]:
    values = _room(cast, session)
    room = session.scalars(select(Room)).one()
    folder = Path(str(session.get_bind().engine.url.database)).parent
    return values | {"file_id": keep_file(session, folder, room.id, "A sheet", CONTENT, PDF).public_id}


def _upload(cast: Cast) -> dict[str, Any]:
    return {"title": "A sheet", "file": (BytesIO(CONTENT), "sheet.pdf")}


THOSE_IT_CONCERNS = "303 {0} 403 {0} {0} {0} 403 403 403"
ITS_STAFF = "303 403 403 200 200 200 403 403 403"

#                                         visitor, participant, of another course, professional, experienced
#                                         user, technical host, coordinator, administrator, course developer
PAGES = [
    Page("GET /sessions/<public_id>/room", THOSE_IT_CONCERNS.format(302), at=_evening),
    Page("GET /rooms/<public_id>", THOSE_IT_CONCERNS.format(200), at=_room),
    Page("GET /rooms/<public_id>/files/<file_id>", THOSE_IT_CONCERNS.format(200), at=_file),
    Page("POST /rooms/<public_id>/files", ITS_STAFF, at=_room, data=_upload),
]
