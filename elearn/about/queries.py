"""Whether what the server needs beside itself answers."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from rooms.engine import engine
from rooms.watching.present import janus, redis


def database_answers(session: Session) -> bool:
    """True when the simplest of questions gets its answer."""
    try:
        return bool(session.execute(text("SELECT 1")).scalar() == 1)
    except SQLAlchemyError:
        session.rollback()
        return False


def redis_answers() -> bool | None:
    """Whether this process hears the others through Redis; None where there is none."""
    return redis(engine())


def janus_answers() -> bool | None:
    """Whether Janus carries voice and picture; None where something else does, or nothing."""
    return janus(engine())
