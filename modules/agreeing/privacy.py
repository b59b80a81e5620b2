"""What agreeing on modules keeps about those who take part in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.privacy import Basis, Kept, Rows
from modules.agreeing.models import BlockComment, ModuleReview

# As long as what was written in drafts: a course is written again every other year.
KEPT_FOR = timedelta(days=730)


def _forget_comments(session: Session, now: datetime) -> int:
    result: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(BlockComment).where(BlockComment.made_at < now - KEPT_FOR)
    )
    return result.rowcount


def _forget_reviews(session: Session, now: datetime) -> int:
    """What never became a version goes; of what did, the name of the one who sent it."""
    old = ModuleReview.sent_at < now - KEPT_FOR
    gone: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(ModuleReview).where(
            old, ModuleReview.closed_at.is_not(None), ModuleReview.version_id.is_(None)
        )
    )
    named: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        update(ModuleReview)
        .where(old, ModuleReview.version_id.is_not(None), ModuleReview.person_id.is_not(None))
        .values(person_id=None)
    )
    return gone.rowcount + named.rowcount


def _comments(session: Session, person: Person) -> Rows:
    """What the person said, and that they held somebody's comment to be dealt with."""
    columns = BlockComment.__table__.c
    own = select(*(columns[name] for name in COMMENT)).where(
        (columns.person_id == person.id) | (columns.resolved_by_id == person.id)
    )
    rows = [dict(row) for row in session.execute(own).mappings()]
    said = set(session.scalars(select(BlockComment.id).filter_by(person_id=person.id)))
    return [row if row["id"] in said else {**row, "text": ""} for row in rows]


COMMENT = ("id", "module_id", "key", "language", "text", "made_at", "resolved_at")

KEPT = (
    Kept(
        table="module_review",
        title=_("Modules you have sent for review"),
        purpose=_("So that those who read them know whom to ask."),
        basis=Basis.COURSE,
        until=_("Two years after you sent it."),
        columns=("module_id", "sent_at", "withdrawn_at", "closed_at"),
        withheld=(
            *("id", "person_id", "draft_seq", "draft", "source", "content", "minutes", "opens", "due"),
            "version_id",
        ),
        expire=_forget_reviews,
    ),
    Kept(
        table="sign_off",
        title=_("Modules you have signed"),
        purpose=_("So that one can see who stood for what was published."),
        basis=Basis.COURSE,
        until=_("As long as you have an account here. What was published stays, without your name."),
        columns=("review_id", "role", "signed_at"),
        withheld=("id", "person_id"),
    ),
    Kept(
        table="block_comment",
        title=_("What you have said about modules"),
        purpose=_("So that those who write and agree on a module can talk about it where it is."),
        basis=Basis.COURSE,
        until=_("Two years after you said it."),
        columns=COMMENT,
        withheld=("person_id", "answers_id", "resolved_by_id"),
        collect=_comments,
        expire=_forget_comments,
    ),
)
