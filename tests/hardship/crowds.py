"""Crowds on a server: rooms full of tickets, and the lean generator that holds everybody's connection."""

from __future__ import annotations

import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from elearn.extensions import db
from rooms.log import ENTRIES
from rooms.simulation.crowd import RoomOfTickets, gather
from tests.bench.generator import Generator
from tests.bench.plans import room_plan, write_plan
from tests.bench.processes import Process
from tests.hardship.telling import progress
from tests.operations.drill import beside, told_by
from tests.serving import Server

# So many sit beside without a word in rooms of as many as a room must carry.
IDLE_PER_ROOM = 25
# So many complaints of a server are shown, and so much of each.
FIRST, LONG = 5, 2_000


def crowd(server: Server, rooms: int, people: int) -> list[RoomOfTickets]:
    """So many rooms with so many people each, signed in, nobody there yet."""
    with beside(server) as app:
        made = gather(app, db.session, server.url, rooms, people)
        db.session.commit()
    return made


@contextmanager
def holding(program: Path, server: Server, rooms: list[RoomOfTickets]) -> Iterator[tuple[Generator, Process]]:
    """A generator with these people, none of them connected yet, and its process to be asked for its CPU."""
    with tempfile.TemporaryDirectory(prefix="crowd-") as name:
        plan = write_plan(Path(name), room_plan(server.port, rooms))
        pipe = subprocess.PIPE
        running = subprocess.Popen([program, plan], stdin=pipe, stdout=pipe, text=True)
        try:
            yield Generator(running), Process(running.pid)
        finally:
            running.kill()
            running.communicate()


class Silent:
    """People who are in their rooms and say nothing; `counted` grows with what went wrong for them."""

    def __init__(self, generator: Generator) -> None:
        self.counted: Counter[str] = Counter()
        self._generator = generator
        self._enough = threading.Event()

    @contextmanager
    def sitting(self) -> Iterator[Silent]:
        """Keep them there, answering pings, until the block ends."""
        thread = threading.Thread(target=self._sit)
        thread.start()
        try:
            yield self
        finally:
            self._enough.set()
            thread.join()

    def _sit(self) -> None:
        while not self._enough.is_set():
            figures = self._generator.sit(1)
            self.counted.update({name: figures[name] for name in ("gone", "behind", "reordered")})


def stored_messages(server: Server) -> int:
    """How many messages the database of the installation holds."""
    with beside(server):
        count = db.session.scalar(select(func.count()).where(ENTRIES.c.kind == "message_sent"))
        db.session.rollback()
    return count or 0


def verified(server: Server) -> str:
    """What `flask verify-logs` says of every room's chain."""
    told = told_by(server.flask("verify-logs"))
    assert told.code == 0, told.out + told.err
    return told.out.strip()


def complaints(server: Server) -> dict[str, int]:
    """How often the server's log holds a traceback, or a line of a level that somebody should look at.

    The first such lines are shown: the log itself goes with the drill.
    """
    log = server.log()
    signs = {
        "tracebacks": "Traceback",
        "errors": '"level": "error"',
        "critical": '"level": "critical"',
    }
    for line in [line for line in log.splitlines() if any(sign in line for sign in signs.values())][:FIRST]:
        progress(line[:LONG])
    return {name: log.count(sign) for name, sign in signs.items()}
