"""PostgreSQL as a whole, with the programs that come with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from elearn.operations.backups.databases import FACTS, Facts, has_people
from elearn.operations.backups.programs import run
from elearn.operations.backups.refused import Refused

IN_USE = "A server or another program is connected to the database: stop it first. Nothing was changed."
UNKNOWN_TABLES = (
    "The database has tables that the backup does not know: restore into an empty one. Nothing was changed."
)
# Others who came in as the same user. The database's own workers have no user.
OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
)
# The owner's name and other people's rights belong to one server; the data must fit into any.
OURS_ALONE = ("--no-owner", "--no-privileges", "--no-password")
LISTED_TABLE = re.compile(r" TABLE \S+ (\S+) ")


class Grown:
    """The PostgreSQL database that the settings name."""

    kind = "postgresql"

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def is_there(self) -> bool:
        with self._connected():
            return True

    def holds_people(self) -> bool:
        with self._connected() as connection:
            return has_people(connection)

    def snapshot(self, into: Path) -> Facts:
        """Not compressed: the archive does that, and once is enough."""
        with self._connected() as connection:
            # What is counted here and what the other program dumps are the same moment.
            moment = connection.scalar(text("SELECT pg_export_snapshot()"))
            facts = Facts(*connection.execute(text(FACTS)).one())
            dump = ("--format=custom", "--compress=0", f"--snapshot={moment}", f"--file={into}")
            self._run("pg_dump", _major(connection), *dump)
        return facts

    def check_unused(self) -> None:
        self.engine.dispose()
        with self._connected() as connection:
            if connection.scalar(OTHERS):
                raise Refused(IN_USE)

    def replace(self, snapshot: Path, aside: Path) -> None:
        """Everything happens in one transaction; what was there is gone afterwards."""
        self.check_unused()
        with self._connected() as connection:
            version, tables = _major(connection), inspect(connection).get_table_names()
        self.engine.dispose()
        # A table of a later migration would be left over, and that migration then fails.
        known = LISTED_TABLE.findall(run("pg_restore", version, "--list", str(snapshot)))
        if not set(tables) <= set(known):
            raise Refused(UNKNOWN_TABLES)
        self._run("pg_restore", version, "--clean", "--if-exists", "--single-transaction", str(snapshot))

    def _connected(self) -> Connection:
        try:
            return self.engine.connect().execution_options(isolation_level="REPEATABLE READ")
        except OperationalError as error:
            raise Refused("PostgreSQL does not answer at ELEARN_DATABASE_URL.") from error

    def _run(self, name: str, server: int, *arguments: str) -> None:
        where: dict[str, Any] = dict(self.engine.dialect.create_connect_args(self.engine.url)[1])
        password, _ = where.pop("password", ""), where.pop("context", None)
        run(name, server, *OURS_ALONE, f"--dbname={make_conninfo(**where)}", *arguments, password=password)


def _major(connection: Connection) -> int:
    return int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000
