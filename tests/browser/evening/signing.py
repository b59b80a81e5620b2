"""Signing in without the pages for it, where those are not what is tested."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from playwright.sync_api import BrowserContext

from elearn.accounts.devices import start_sign_in
from elearn.accounts.models import Person
from elearn.clock import now
from rooms import queries
from rooms.simulation.client import Ticket
from rooms.tokens import page_token
from tests.browser.conftest import Live


def sign_in(live: Live, context: BrowserContext, person: Person) -> None:
    """Let the person be signed in on this device, as after the personal link."""
    _, cookie = _signed_in(live, person)
    context.add_cookies([{"name": "session", "value": cookie, "url": live.url}])


def ticket(live: Live, person: Person, room: str) -> Ticket:
    """What a connection without a browser needs to come into the room."""
    sign_in_id, cookie = _signed_in(live, person)
    return Ticket(live.url, f"session={cookie}", room, page_token(room, sign_in_id))


def room_id(live: Live, number: int) -> str:
    """The public id of the room of that session; somebody has opened it."""
    live.refresh()
    session = next(each for each in live.cast.course.sessions if each.number == number)
    room = queries.room_of(live.session, session)
    assert room is not None, f"nobody has opened the room of session {number}"
    return room.public_id


def _signed_in(live: Live, person: Person) -> tuple[int, str]:
    """The sign-in and the cookie that a browser would have of it."""
    live.begin_writing()
    device = start_sign_in(live.session, person, now(), timedelta(hours=6), "Test browser")
    key, sign_in_id = device.key, device.id
    live.session.commit()
    serializer = current_app.session_interface.get_signing_serializer(current_app)  # type: ignore[attr-defined]
    return sign_in_id, serializer.dumps({"_user_id": key, "_fresh": True, "_permanent": True})
