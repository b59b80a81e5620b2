"""The log of a session, its debrief, one's own part of it, and reports about leaders."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.pages import Page, only, signed_in
from tests.rooms.held import Held, hold


def _held(cast: Cast, session: Session) -> dict[str, Any]:
    return {"public_id": hold(session, cast).public_id}


def _session(cast: Cast, session: Session) -> dict[str, Any]:
    hold(session, cast)
    return {"public_id": cast.evening.public_id}


def _course(cast: Cast, session: Session) -> dict[str, Any]:
    hold(session, cast)
    return {"course": cast.course.public_id}


def _numbered(name: str, made: str) -> Any:
    def at(cast: Cast, session: Session) -> dict[str, Any]:
        held = hold(session, cast)
        return {"public_id": held.public_id, name: held.made[made]}

    return at


def _task(cast: Cast, session: Session) -> dict[str, Any]:
    held = hold(session, cast)
    return {"public_id": held.public_id, "task": next(iter(_told(held).wellbeing.tasks))}


def _signal(cast: Cast, session: Session) -> dict[str, Any]:
    return _held(cast, session) | {"person": cast.ana.public_id}


def _about_a_leader(cast: Cast, session: Session) -> dict[str, Any]:
    held = hold(session, cast)
    return {
        "course": cast.course.public_id,
        "room": held.public_id,
        "report": held.made["about a leader"],
    }


def _told(held: Held) -> Any:
    return held.rooms.open(held.id).room


def _outcome(cast: Cast) -> dict[str, Any]:
    return {"outcome": "talked", "words": "We have talked."}


def _text(cast: Cast) -> dict[str, Any]:
    return {"went_well": "Good calm", "revision": "0"}


LEADERS = "303 403 403 {0} {0} 403 403 403 403"
WAS_THERE = "303 200 403 200 200 200 403 403 403"

#                                         visitor, participant, of another course, professional, experienced
#                                         user, technical host, coordinator, administrator, course developer
PAGES = [
    Page("GET /sessions/<public_id>/log", LEADERS.format(302), at=_session),
    Page("GET /sessions/<public_id>/debrief", LEADERS.format(302), at=_session),
    Page("GET /rooms/<public_id>/log", LEADERS.format(200), at=_held),
    Page("GET /rooms/<public_id>/attendance.csv", LEADERS.format(200), at=_held),
    Page(
        "POST /rooms/<public_id>/log/<int:seq>/reversal", LEADERS.format(303), at=_numbered("seq", "hidden")
    ),
    Page("POST /rooms/<public_id>/signals/<person>/attending", LEADERS.format(303), at=_signal),
    Page(
        "POST /rooms/<public_id>/reports/<int:report>/outcome",
        LEADERS.format(303),
        at=_numbered("report", "report"),
        data=_outcome,
    ),
    Page(
        "POST /rooms/<public_id>/tasks", LEADERS.format(303), at=_held, data=lambda cast: {"text": "Coffee"}
    ),
    Page("POST /rooms/<public_id>/tasks/<int:task>/completion", LEADERS.format(303), at=_task),
    Page("POST /rooms/<public_id>/tasks/<int:task>/reopening", LEADERS.format(303), at=_task),
    Page("GET /rooms/<public_id>/debrief", LEADERS.format(200), at=_held),
    Page("POST /rooms/<public_id>/debrief", LEADERS.format(303), at=_held, data=_text),
    Page("POST /rooms/<public_id>/debrief/signatures", LEADERS.format(303), at=_held),
    Page("GET /me/rooms", signed_in(200), at=lambda cast, session: _held(cast, session) and {}),
    Page("GET /rooms/<public_id>/mine", WAS_THERE, at=_held),
    Page("GET /rooms/<public_id>/mine.json", WAS_THERE, at=_held),
    Page("GET /courses/<course>/reports", only("coordinator", 200), at=_course),
    Page(
        "POST /courses/<course>/reports/<room>/<int:report>/outcome",
        only("coordinator", 303),
        at=_about_a_leader,
        data=_outcome,
    ),
]
