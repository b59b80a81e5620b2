"""Reading the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from elearn.notify.models import OutgoingMessage

AT_ONCE = 50
PAGE = 20
# Nobody leafs this far, and a database cannot count much farther.
LAST_PAGE = 10_000


def waiting(session: Session, now: datetime) -> Sequence[int]:
    """The ids of messages that should leave now, the oldest first."""
    return session.scalars(
        select(OutgoingMessage.id)
        .where(
            OutgoingMessage.sent_at.is_(None),
            OutgoingMessage.claimed_at.is_(None),
            OutgoingMessage.due_at <= now,
        )
        .order_by(OutgoingMessage.due_at, OutgoingMessage.id)
        .limit(AT_ONCE)
    ).all()


def mailbox(session: Session, page: int) -> tuple[Sequence[OutgoingMessage], bool]:
    """A page of messages that still have their words, the newest first, and whether there are older ones."""
    found = session.scalars(
        select(OutgoingMessage)
        .where(OutgoingMessage.body != "")
        .options(joinedload(OutgoingMessage.person))
        .order_by(OutgoingMessage.created_at.desc(), OutgoingMessage.id.desc())
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return found[:PAGE], len(found) > PAGE
