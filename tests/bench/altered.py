"""`wsgi.py` with a part of the rooms left out, to see what that part costs; for the benchmark alone.

    python -m tests.bench.altered [without-log] [without-joining] [normal]

`without-log`: nothing is hashed, stored or waited for. `without-joining`: each wish is a turn of its own, and
each frame goes to the kernel by itself. `normal`: SQLite commits with synchronous=NORMAL instead of FULL.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

import wsgi  # before everything else: it replaces sockets and threads

# isort: split
from sqlalchemy import Engine, event, text

from elearn.extensions import db
from elearn.server import listen, serve
from rooms.core.events import Entry
from rooms.direct.line import Line
from rooms.log import Addition, Head, Log
from rooms.turns import Turns, Wish


def without_log() -> None:
    """Rooms are what is in memory; only what was there when they were opened comes from the database."""

    def add(addition: Addition, entries: Sequence[Entry], _command_id: str | None) -> None:
        addition.entries += entries
        addition.head = Head(entries[-1].seq, addition.head.hash)

    def append(_log: Log, _additions: Iterable[Addition]) -> None:
        """Nothing is kept."""

    _replace(Addition, add)
    _replace(Log, append)


def without_joining() -> None:
    """As many turns as wishes, as many sends as frames."""
    take_all, write_later = Turns.take, Line.write

    def take(turns: Turns, wishes: Iterable[Wish]) -> None:
        for wish in wishes:
            take_all(turns, [wish])

    def write(line: Line, frame: bytes) -> None:
        write_later(line, frame)
        line.send_now()

    _replace(Turns, take)
    _replace(Line, write)


def normal() -> None:
    """What survives a killed process, and not a lost power supply."""

    @event.listens_for(Engine, "connect")
    def _normal(connection: object, _record: object) -> None:
        connection.execute("PRAGMA synchronous=NORMAL")  # type: ignore[attr-defined]

    with wsgi.app.app_context():
        for engine in db.engines.values():
            engine.dispose()
            with engine.connect() as connection:
                assert connection.scalar(text("PRAGMA synchronous")) == 1


def _replace(owner: type, method: Callable[..., None]) -> None:
    """Let nobody measure the whole and take it for the part: a method of that name must be there."""
    assert method.__name__ in vars(owner)
    setattr(owner, method.__name__, method)


ALTERATIONS: dict[str, Callable[[], None]] = {
    "without-log": without_log,
    "without-joining": without_joining,
    "normal": normal,
}

if __name__ == "__main__":
    for name in sys.argv[1:]:
        ALTERATIONS[name]()
    serve(wsgi.app, listen())
