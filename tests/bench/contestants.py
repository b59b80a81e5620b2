"""The servers that are held against each other: ours in three installations, and three peers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.peers import node, stock
from tests.bench.plans import bare_plan, our_plan
from tests.bench.postgres import durable_postgres
from tests.bench.processes import Process, started
from tests.services.ports import free_port

SERVER_CORE, OTHER_CORE = 0, 1


@dataclass(frozen=True, slots=True)
class Contestant:
    """A server with everybody's plan, nobody connected; `database` is a process beside it."""

    server: Process
    plan: str
    database: Process | None = None


Start = Callable[[Path, int], AbstractContextManager[Contestant]]


@contextmanager
def ours(data: Path, people: int, **settings: str) -> Iterator[Contestant]:
    """`wsgi.py` as it is run, embedded SQLite; people and rooms may say as much as they like."""
    port = free_port()
    settings = {"DATA": str(data), "URL": f"http://localhost:{port}", "LOG_FORMAT": "json", **settings}
    settings |= {"COMMANDS_PER_SECOND": "100000", "ROOM_COMMANDS_PER_SECOND": "100000"}
    plan = our_plan(port, people, **settings)
    environment = {f"ELEARN_{name}": value for name, value in settings.items()} | {"PORT": str(port)}
    command, log = [sys.executable, "wsgi.py"], data / "server.log"
    with started(command, port, SERVER_CORE, log, **environment) as server:
        yield Contestant(server, plan)


def ours_stock(data: Path, people: int) -> AbstractContextManager[Contestant]:
    """The same without the direct path."""
    return ours(data, people, ROOM_PATH="stock")


@contextmanager
def ours_postgres(data: Path, people: int) -> Iterator[Contestant]:
    """The same with its log in PostgreSQL, which has to share the generator's core."""
    with (
        durable_postgres(OTHER_CORE) as database,
        ours(data, people, DATABASE_URL=database.url) as contestant,
    ):
        yield Contestant(contestant.server, contestant.plan, database.server)


@contextmanager
def _bare(data: Path, people: int, command: Callable[[int], list[str | Path]]) -> Iterator[Contestant]:
    port = free_port()
    with started(command(port), port, SERVER_CORE, data / "server.log") as server:
        yield Contestant(server, bare_plan(port, people))


def node_storing_nothing(data: Path, people: int) -> AbstractContextManager[Contestant]:
    """Node's socket.io as it comes."""
    return _bare(data, people, lambda port: node(port))


def node_sqlite(data: Path, people: int) -> AbstractContextManager[Contestant]:
    """Node's socket.io that commits to SQLite (FULL, grouped) before anyone sees a message."""
    return _bare(data, people, lambda port: node(port, data / "messages.sqlite3"))


def stock_flask_socketio(data: Path, people: int) -> AbstractContextManager[Contestant]:
    """Flask-SocketIO on eventlet with SQLAlchemy's ORM (SQLite, FULL), no rules."""
    return _bare(data, people, lambda port: stock(port, data / "messages.sqlite3"))


CONTESTANTS: dict[str, Start] = {
    "ours": ours,
    "ours-stock": ours_stock,
    "ours-postgres": ours_postgres,
    "node": node_storing_nothing,
    "node-sqlite": node_sqlite,
    "flask-socketio": stock_flask_socketio,
}
