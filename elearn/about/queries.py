"""Whether the database answers."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session


def database_answers(session: Session) -> bool:
    """True when the simplest of questions gets its answer."""
    try:
        return bool(session.execute(text("SELECT 1")).scalar() == 1)
    except SQLAlchemyError:
        session.rollback()
        return False
