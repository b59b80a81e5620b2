"""The tests' private PostgreSQL with what they leave out: every commit reaches the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.bench.cores import Cores
from tests.bench.processes import Process
from tests.services.postgres import DURABLE, private_postgres


@dataclass(frozen=True, slots=True)
class Database:
    """An empty database, and the server that holds it."""

    url: str
    server: Process


@contextmanager
def durable_postgres(cores: Cores, *options: str) -> Iterator[Database]:
    """A server on `cores`; `options` are as on its command line and come last, so they win."""
    with private_postgres(*DURABLE, *options) as server, server.database() as name:
        process = Process(postmaster(server.url(name)))
        process.pin(cores)
        yield Database(server.url(name), process)


def postmaster(url: str) -> int:
    """The first process of the server, the parent of the one that we are talking to."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        answer = connection.execute("SELECT pg_backend_pid(), current_setting('fsync')").fetchone()
    assert answer
    backend, fsync = answer
    assert fsync == "on"
    return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])
