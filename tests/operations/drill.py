"""The drill: people write, a backup is taken, the server is killed, a fresh one comes from the backup."""

from __future__ import annotations

import asyncio
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from elearn.app import create_app
from elearn.extensions import alembic, db
from rooms.core.events import MessageSent
from rooms.log import Log
from rooms.models import Room
from rooms.simulation.client import Client, Ticket
from tests.serving import Server

PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Told:
    """How a command ended, what it said, and how long it took."""

    code: int
    out: str
    err: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """The messages acknowledged before the backup began and those written after it, and what came back."""

    acknowledged_before: set[str]
    written_after: set[str]
    restored: list[str]
    backup: Told
    restore: Told


@dataclass
class Writing:
    """Everybody in a room writes without a pause until told to stop."""

    tickets: list[Ticket]
    clients: list[Client] = field(default_factory=list)
    _enough: threading.Event = field(default_factory=threading.Event)

    def acknowledged(self) -> set[str]:
        """The messages that are promised to be kept, as of now."""
        seen = [client.seen for client in self.clients]
        return {each.written[id] for each in seen for id in list(each.acked) if id in each.written}

    def sent_since(self, moment: float) -> set[str]:
        seen = [client.seen for client in self.clients]
        return {text for each in seen for id, text in each.written.items() if each.sent[id] > moment}

    def wait_for_more(self, count: int) -> None:
        """Until `count` more messages are acknowledged."""
        wanted, until = len(self.acknowledged()) + count, time.monotonic() + PATIENCE_S
        while len(self.acknowledged()) < wanted:
            assert time.monotonic() < until, "nobody wrote anything"
            time.sleep(0.05)

    @contextmanager
    def going_on(self) -> Iterator[Writing]:
        thread = threading.Thread(target=lambda: asyncio.run(self._write()))
        thread.start()
        try:
            yield self
        finally:
            self._enough.set()
            thread.join()

    async def _write(self) -> None:
        self.clients = [Client(ticket) for ticket in self.tickets]
        for client in self.clients:
            await client.start()
        for client in self.clients[2:]:
            client.do("accept_ground_rules")
            client.do("enter")
            await client.drained(PATIENCE_S)
        self.clients[0].do("admit_all")
        self.clients[0].do("start_session")
        await self.clients[0].drained(PATIENCE_S)
        count = 0
        while not self._enough.is_set():
            count += 1
            for number, client in enumerate(self.clients):
                client.do("send_message", text=f"{number} says {count}")
            await asyncio.gather(*(client.drained(PATIENCE_S) for client in self.clients))
        for client in self.clients:
            await client.stop()


def drill(server: Server, tickets: list[Ticket], archive: Path, fresh: Server, *options: str) -> Outcome:
    """Back `server` up to `archive` while it is written to, kill it, restore into `fresh`, and start that."""
    with Writing(tickets).going_on() as writing:
        writing.wait_for_more(20)
        acknowledged = writing.acknowledged()
        backup = told_by(server.flask("backup", str(archive), *options))
        done = time.monotonic()
        writing.wait_for_more(20)
    server.kill()
    restore = told_by(fresh.flask("restore", str(archive)))
    assert restore.code == 0, restore.err
    fresh.start()
    return Outcome(
        acknowledged, writing.sent_since(done), messages_in(fresh, tickets[0].room), backup, restore
    )


def told_by(command: subprocess.Popen[str]) -> Told:
    """Wait for a command."""
    began = time.monotonic()
    out, err = command.communicate()
    return Told(command.returncode, out, err, time.monotonic() - began)


@contextmanager
def beside(server: Server) -> Iterator[Flask]:
    """The installation from another process, as the command line sees it; the database brought up to date."""
    app = create_app(
        DATA=server.data, URL=server.url, DATABASE_URL=server.environment.get("ELEARN_DATABASE_URL", "")
    )
    with app.app_context():
        alembic.upgrade()
        yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def messages_in(server: Server, room: str) -> list[str]:
    """The messages in a room's log, in order."""
    with beside(server):
        room_id = db.session.execute(select(Room.id).where(Room.public_id == room)).scalar_one()
        db.session.rollback()
        events = [logged.entry.event for logged in Log(db.engine).read(room_id)]
    return [event.text for event in events if isinstance(event, MessageSent)]
