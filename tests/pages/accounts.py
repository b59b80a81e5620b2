"""The start page, signing in and out, and one's own pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from elearn.accounts import devices, personal_links
from elearn.clock import now
from tests.cast import STAFF_PASSWORD, Cast
from tests.pages import Page, anybody, signed_in


def _anas_link(cast: Cast, session: Session) -> dict[str, Any]:
    return {"token": personal_links.issue_link(session, cast.ana, now(), timedelta(days=1))}


def _anas_device(cast: Cast, session: Session) -> dict[str, Any]:
    return {"device_id": devices.start_sign_in(session, cast.ana, now(), timedelta(days=1), "").id}


def _sign_in(cast: Cast) -> dict[str, Any]:
    return {"email": cast.marit.email, "password": STAFF_PASSWORD}


#                                         visitor, participant, of another course, professional, experienced
#                                         user, technical host, coordinator, administrator, course developer
PAGES = [
    Page("GET /", "200 302 302 302 302 302 302 302 302"),
    Page("POST /language", anybody(303), data=lambda cast: {"language": "nn"}),
    Page("GET /sign-in", "200 302 302 302 302 302 302 302 302"),
    Page("POST /sign-in", anybody(303), data=_sign_in),
    Page("GET /signed-out", anybody(200)),
    Page("POST /sign-out", signed_in(303)),
    Page("POST /sign-out-everywhere", signed_in(303)),
    Page("GET /l/<token>", anybody(200), at=_anas_link),
    Page("POST /l/<token>", anybody(303), at=_anas_link),
    Page("GET /me", signed_in(200)),
    Page("POST /me", signed_in(303), data=lambda cast: {"alias": "Sol"}),
    Page("GET /me/devices", signed_in(200)),
    Page("POST /me/devices/another", signed_in(200)),
    # A device is its owner's alone; for everybody else it does not exist.
    Page("POST /me/devices/<int:device_id>/sign-out", "303 303 404 404 404 404 404 404 404", at=_anas_device),
    Page("GET /me/data", signed_in(200)),
    Page("GET /me/data.json", signed_in(200)),
    Page("GET /me/password", "303 403 403 200 200 200 200 200 200"),
    Page("POST /me/password", "303 403 403 422 422 422 422 422 422", data=lambda cast: {"new": "too short"}),
]
