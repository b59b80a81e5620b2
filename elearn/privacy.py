"""What is kept about people: for what, on which ground, until when; all of it as one export; and its end.

Every column that says something about somebody is registered by its feature, in `<feature>/privacy.py`:

    KEPT = (
        Kept(
            table="action_plan", columns=("what", "when"), withheld=("id", "person_id"),
            title=…, purpose=…, basis=Basis.OWN_CHOICE, until=…,
            deadline=day_after_course, expire=delete_after_course(ActionPlan),
        ),
    )

and one line in `elearn/app.py`: `elearn.privacy.register(app, *feature.privacy.KEPT)`. A test fails for a
column that nobody has registered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.extensions import Model

Rows: TypeAlias = list[dict[str, Any]]
Collector: TypeAlias = Callable[[Session, Person], Rows]
Deadline: TypeAlias = Callable[[Session, Person], date | None]
Expirer: TypeAlias = Callable[[Session, datetime], int]


class Sentence(Protocol):
    """A text that is translated when it is shown: `lazy_gettext`."""

    def __str__(self) -> str: ...


class Basis(StrEnum):
    """The ground in law on which something is kept (articles of the GDPR)."""

    COURSE = "6(1)(e), 9(2)(h)"  # running the course: a public task within health services
    OWN_CHOICE = "6(1)(a), 9(2)(a)"  # the person wrote it for themselves, and may take it away
    SECURITY = "6(1)(e), 32"  # keeping others out
    ACCOUNTABILITY = "6(1)(c), 5(2)"  # being able to show who saw what


def nothing_due(_session: Session, _person: Person) -> date | None:
    """No date is set yet; the words of `until` say what decides it."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One table that says something about people.

    `columns` are shown and exported; `withheld` are keys, counters and hashed secrets, which tell nothing.
    `collect` finds a person's rows where `person_id` does not; `expire` deletes what is due and counts it.
    """

    table: str
    title: Sentence
    purpose: Sentence
    basis: Basis
    until: Sentence
    columns: tuple[str, ...]
    withheld: tuple[str, ...] = ()
    collect: Collector | None = None
    deadline: Deadline = nothing_due
    expire: Expirer | None = None

    def rows(self, session: Session, person: Person) -> Rows:
        """What is kept about this person."""
        return self.collect(session, person) if self.collect else self._own_rows(session, person)

    def _own_rows(self, session: Session, person: Person) -> Rows:
        table = Model.metadata.tables[self.table]
        owner = table.c.id if table is Person.__table__ else table.c.person_id
        found = session.execute(select(*(table.c[name] for name in self.columns)).where(owner == person.id))
        return [dict(row) for row in found.mappings()]


def register(app: Flask, *kept: Kept) -> None:
    """Add what a feature keeps about people."""
    app.extensions.setdefault("privacy", []).extend(kept)


def registered() -> list[Kept]:
    """All that is kept about people, in the order in which it is told."""
    found: list[Kept] = current_app.extensions["privacy"]
    return found


def export(session: Session, person: Person) -> dict[str, Any]:
    """Everything that is kept about the person, with its purpose."""
    return {
        kept.table: {
            "title": str(kept.title),
            "purpose": str(kept.purpose),
            "basis": f"GDPR {kept.basis}",
            "until": str(kept.until),
            "deleted_on": kept.deadline(session, person),
            "rows": kept.rows(session, person),
        }
        for kept in registered()
    }


def expire(session: Session, now: datetime) -> dict[str, int]:
    """Delete what is due; how many rows of each table went. Commits."""
    gone = {}
    session.commit()  # redacting a log writes on a connection of its own
    # Backwards: people are told of first and go last, when nothing belongs to them any more.
    for kept in reversed(registered()):
        if kept.expire is not None:
            gone[kept.table] = kept.expire(session, now)
            session.commit()
    return gone
