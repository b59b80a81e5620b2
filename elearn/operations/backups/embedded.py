"""SQLite as a whole: one file, and what lies beside it while it is in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from elearn.operations.backups.databases import FACTS, Facts, has_people
from elearn.operations.backups.refused import FULL, Refused

IN_USE = "A server or another command is at work on the database: stop it first. Nothing was changed."
BROKEN = "The database in the archive is broken: nothing was changed."
# What SQLite keeps beside the file. Left there, it would be played into the next database of that name.
BESIDE = ("-wal", "-shm", "-journal")


class Embedded:
    """The SQLite database of the data folder."""

    kind = "sqlite"

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._path = Path(engine.url.database or "")

    def is_there(self) -> bool:
        return self._path.is_file()

    def holds_people(self) -> bool:
        if not self.is_there():
            return False
        try:
            with self.engine.execution_options(writes=False).connect() as connection:
                return has_people(connection)
        except DatabaseError:
            return True

    def snapshot(self, into: Path) -> Facts:
        """A copy without free pages: these still hold words that have been deleted or redacted."""
        with closing(self.engine.raw_connection()) as connection:
            try:
                connection.cursor().execute("VACUUM INTO ?", (str(into),))
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
                    raise
                raise OSError(FULL[0], os.strerror(FULL[0])) from error
        with closing(sqlite3.connect(into)) as copy:
            return Facts(*copy.execute(FACTS).fetchone())

    def check_unused(self) -> None:
        """Leaving WAL needs the file for oneself: it fails while any other process has it open.

        It writes everything into the one file, too. The next connection of the product takes WAL up again.
        """
        self.engine.dispose()
        if not self.is_there():
            return
        with closing(sqlite3.connect(self._path, timeout=1)) as connection:
            try:
                connection.execute("PRAGMA journal_mode=DELETE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                    raise Refused(IN_USE) from error
            except sqlite3.DatabaseError:
                pass  # a broken database is a good reason to restore another

    def replace(self, snapshot: Path, aside: Path) -> None:
        _check(snapshot)
        self.check_unused()
        for end in BESIDE:
            left = self._path.with_name(self._path.name + end)
            if left.exists():
                left.rename(aside / left.name)
        if self.is_there():
            # A second name for the same file: at any moment there is the old database or the new one.
            os.link(self._path, aside / self._path.name)
        snapshot.replace(self._path)


def _check(snapshot: Path) -> None:
    with closing(sqlite3.connect(snapshot)) as connection:
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            raise Refused(BROKEN) from error
    if found != ("ok",):
        raise Refused(BROKEN)
