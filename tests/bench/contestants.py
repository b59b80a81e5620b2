"""The servers that are held against each other: ours in several installations, and its peers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.compiling import compiled
from tests.bench.cores import Placing, placed
from tests.bench.peers import node, stock
from tests.bench.peers.ejabberd import ejabberd
from tests.bench.plans import bare_plan, our_plan, xmpp_plan
from tests.bench.postgres import durable_postgres
from tests.bench.processes import Process, started
from tests.services.ports import free_port

# A person may say as much as they like.
UNLIMITED = {"COMMANDS_PER_SECOND": "100000", "ROOM_COMMANDS_PER_SECOND": "100000"}
WSGI = ("wsgi.py",)


@dataclass(frozen=True, slots=True)
class Contestant:
    """A server with everybody's plan, nobody connected; `beside` are the processes that it needs."""

    server: Process
    plan: str
    beside: Mapping[str, Process] = field(default_factory=dict)
    placing: Placing = field(default_factory=placed)


Start = Callable[[Path, int], AbstractContextManager[Contestant]]


@contextmanager
def ours(data: Path, people: int, program: Sequence[str] = WSGI, **settings: str) -> Iterator[Contestant]:
    """`wsgi.py` as it is run, embedded SQLite; people and rooms may say as much as they like."""
    port, log = free_port(), data / "server.log"
    address = {"DATA": str(data), "URL": f"http://localhost:{port}", "LOG_FORMAT": "json"}
    settings = address | settings | UNLIMITED
    plan = our_plan(port, people, **settings)
    environment = {f"ELEARN_{name}": value for name, value in settings.items()} | {"PORT": str(port)}
    with started([sys.executable, *program], port, placed().servers[0], log, **environment) as server:
        yield Contestant(server, plan)


def ours_stock(data: Path, people: int) -> AbstractContextManager[Contestant]:
    """The same without the direct path."""
    return ours(data, people, ROOM_PATH="stock")


def ours_altered(data: Path, people: int, *alterations: str) -> AbstractContextManager[Contestant]:
    """The same with a part left out."""
    return ours(data, people, ("-m", "tests.bench.altered", *alterations))


@contextmanager
def ours_postgres(data: Path, people: int) -> Iterator[Contestant]:
    """The same with its log in PostgreSQL, which shares the generator's core where there are but two."""
    with (
        durable_postgres(placed().beside) as database,
        ours(data, people, DATABASE_URL=database.url) as contestant,
    ):
        yield Contestant(contestant.server, contestant.plan, {"database": database.server})


@contextmanager
def _bare(data: Path, people: int, command: Callable[[int], list[str | Path]]) -> Iterator[Contestant]:
    port = free_port()
    with started(command(port), port, placed().servers[0], data / "server.log") as server:
        yield Contestant(server, bare_plan(port, people))


def node_storing_nothing(data: Path, people: int) -> AbstractContextManager[Contestant]:
    """Node's socket.io as it comes."""
    return _bare(data, people, node)


def node_sqlite(data: Path, people: int) -> AbstractContextManager[Contestant]:
    """Node's socket.io that commits to SQLite (FULL, grouped) before anyone sees a message."""
    return _bare(data, people, lambda port: node(port, data / "messages.sqlite3"))


def stock_flask_socketio(data: Path, people: int) -> AbstractContextManager[Contestant]:
    """Flask-SocketIO on eventlet with SQLAlchemy's ORM (SQLite, FULL), no rules."""
    return _bare(data, people, lambda port: stock(port, data / "messages.sqlite3"))


@contextmanager
def ejabberd_muc(data: Path, people: int) -> Iterator[Contestant]:
    """ejabberd's rooms over WebSockets; it keeps nothing and asks nobody who they are."""
    port, log = free_port(), data / "server.log"
    with started(ejabberd(port, data), port, placed().servers[0], log) as server:
        yield Contestant(server, xmpp_plan(port, people))


def c_floor(data: Path, people: int) -> AbstractContextManager[Contestant]:
    """C, epoll, one send per message and member, nothing else: see physics/server.c."""
    program = compiled(data, "physics")
    return _bare(data, people, lambda port: [program, str(port)])
