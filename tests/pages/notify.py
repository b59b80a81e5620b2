"""The mailbox: the administrator's, and everybody's in the demo."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from elearn.clock import now
from elearn.notify.models import Channel
from elearn.notify.service import send
from tests.cast import Cast
from tests.pages import Page, anybody, only


def _message(cast: Cast, session: Session) -> dict[str, Any]:
    message = send(session, cast.ana, Channel.EMAIL, "Hello", "Words", now())
    session.flush()
    return {"message_id": message.id}


PAGES = [
    Page("GET /mailbox", only("administrator", 200)),
    Page("GET /mailbox", anybody(200), settings={"DEMO": True}),
    Page("POST /mailbox/<int:message_id>/another-attempt", only("administrator", 303), at=_message),
]
