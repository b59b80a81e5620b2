"""A private PostgreSQL server."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import psycopg

from tests.services.ports import free_port
from tests.services.waiting import wait_until

OPTIONS = ("-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200")
# fsync protects from a lost power supply only: a killed server loses nothing without it, and is faster.
HASTY = ("-c", "fsync=off")
DURABLE = ("-c", "fsync=on", "-c", "synchronous_commit=on")


class PostgresServer:
    """A running server; `kill` and `start` are for tests of what survives."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.port = free_port()
        self._options = options
        self._folder = folder
        self._names = count(1)

    def start(self) -> None:
        command = [
            _program("postgres"),
            "-D",
            self._folder / "data",
            "-k",
            self._folder,
            "-p",
            str(self.port),
        ]
        with (self._folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                [*command, *OPTIONS, *self._options],
                user=_user(),
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # Ctrl+C is for whoever started it, who then stops it in order
            )
        wait_until(self._answers, 30, (self._folder / "log").read_text)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGQUIT)  # "immediate": nobody needs the data any more
        self._process.wait()

    def kill(self) -> None:
        """`kill -9` of the whole server, which then knows nothing of what it had only in memory."""
        with self._connected() as connection:
            workers = connection.execute("SELECT pid FROM pg_stat_activity").fetchall()
        for (worker,) in [(self._process.pid,), *workers]:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        self._process.wait()

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """A new database, a copy of `template`; yields its name and drops it afterwards."""
        name = f"test_{next(self._names)}"
        with self._connected() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        yield name
        with self._connected() as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def _connected(self) -> psycopg.Connection:
        address = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        return psycopg.connect(address, autocommit=True)

    def _answers(self) -> bool:
        try:
            self._connected().close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def private_postgres(*options: str) -> Iterator[PostgresServer]:
    """A server for as long as the block lasts; without fsync unless there are other `options`."""
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if user := _user():
            shutil.chown(folder, user)
        _make(folder / "data")
        server = PostgresServer(folder, *(options or HASTY))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _make(data: Path) -> None:
    command = [_program("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    made = subprocess.run(command, user=_user(), capture_output=True, text=True, cwd="/", check=False)
    assert made.returncode == 0, made.stderr


def _program(name: str) -> str:
    """Where the program lies: Debian keeps it beside the version, others on the path."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name)
    assert found, "PostgreSQL is missing here: run tests/services/install.sh"
    return found


def _user() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as another user."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)
