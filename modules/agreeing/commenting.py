"""Saying something about a block, answering it, and agreeing that it is dealt with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.courses.texts import clean
from elearn.errors import Invalid, NotFound
from elearn.languages import LANGUAGES
from modules.agreeing.models import BlockComment
from modules.authoring.draft import Draft

LONGEST = 2000


def comment(
    session: Session,
    module_id: int,
    known: list[Draft],
    person_id: int,
    said: BlockComment,
    now: datetime,
) -> BlockComment:
    """Keep what was said. Raises `Invalid`: `no_words`, `too_long`, `no_such_block`, `no_such_language`.

    `known`: the drafts whose blocks one can speak of. Raises `NotFound` for an answer to what is not there.
    """
    said.text = clean(said.text).strip()
    if not said.text:
        raise Invalid("no_words")
    if len(said.text) > LONGEST:
        raise Invalid("too_long")
    if said.language and said.language not in LANGUAGES:
        raise Invalid("no_such_language")
    if said.answers_id is not None:
        _answer(session, module_id, said)
    elif not any(draft.knows(said.key) for draft in known):
        raise Invalid("no_such_block")
    said.module_id, said.person_id, said.made_at = module_id, person_id, now
    session.add(said)
    session.flush()
    return said


def resolve(
    session: Session, module_id: int, comment_id: int, person_id: int, is_resolved: bool, now: datetime
) -> BlockComment:
    """It is dealt with, or after all it is not. Raises `NotFound`; an answer is part of what it answers."""
    found = _root(session, module_id, comment_id)
    found.resolved_by_id = person_id if is_resolved else None
    found.resolved_at = now if is_resolved else None
    session.flush()
    return found


def _answer(session: Session, module_id: int, said: BlockComment) -> None:
    """An answer is about the same block; what was dealt with is open again."""
    root = _root(session, module_id, said.answers_id or 0)
    said.key, said.language = root.key, root.language
    root.resolved_by_id, root.resolved_at = None, None


def _root(session: Session, module_id: int, comment_id: int) -> BlockComment:
    found = session.scalar(
        select(BlockComment).filter_by(id=comment_id, module_id=module_id, answers_id=None)
    )
    if found is None:
        raise NotFound
    return found
