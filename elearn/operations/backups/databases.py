"""What backup and restore ask of a database, whichever it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, inspect, select

from elearn.accounts.models import Person

# Which migration, and how many facts of rooms. Both databases understand it.
FACTS = "SELECT (SELECT version_num FROM migration), (SELECT count(*) FROM log_entry)"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a snapshot holds: the migration it is at, and the number of log entries."""

    revision: str
    log_entries: int


class Database(Protocol):
    """A database as a whole."""

    engine: Engine
    kind: str

    def is_there(self) -> bool:
        """True when there is a database, be it empty."""

    def holds_people(self) -> bool:
        """True when somebody is in it, or when nobody can tell."""

    def snapshot(self, into: Path) -> Facts:
        """Write one consistent moment of it to a new file, while others go on writing."""

    def check_unused(self) -> None:
        """Raises `Refused` when a server is at work on it, as far as that can be found out."""

    def replace(self, snapshot: Path, aside: Path) -> None:
        """Put a snapshot in its place in one step; what was there is moved to `aside` where that can be."""


def has_people(connection: Connection) -> bool:
    """True when somebody is in the database behind the connection."""
    if not inspect(connection).has_table(Person.__tablename__):
        return False
    return connection.scalar(select(Person.id).limit(1)) is not None


def is_prepared(engine: Engine) -> bool:
    """True when migrations have been run there."""
    return inspect(engine).has_table("migration")
