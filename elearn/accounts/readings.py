"""Writing down who was read about, from pages that only read."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from elearn.accounts.current import me
from elearn.accounts.models import Person
from elearn.accounts.service import note_access
from elearn.clock import now
from elearn.extensions import db


def note_readings(people: Iterable[Person], what: str) -> None:
    """Note that the signed-in person reads about these people. Commits, in a transaction of its own.

    A page that reads holds an old snapshot: writing from it would fail as soon as somebody else wrote.
    """
    reader = me()
    with Session(db.engine.execution_options(writes=True)) as session, session.begin():
        for person in people:
            note_access(session, reader, person, what, now())
