"""A running server: its figures grow as things happen, and neither they nor its log tell about whom."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.models import Person
from elearn.app import create_app
from elearn.extensions import db
from rooms.simulation.client import Client
from rooms.simulation.crowd import gather
from tests.conftest import DATABASE
from tests.rooms.clients import ANA, seated, together
from tests.serving import Server, served

SAID = "Jeg sover nesten ikke"


@pytest.fixture(params=["direct", "stock"])
def server(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> Iterator[Server]:
    shutil.copy(empty_database, tmp_path / DATABASE)
    with served(tmp_path, ROOM_PATH=request.param) as server:
        yield server


class Figures:
    """What /metrics of that server says, asked anew each time."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def text(self) -> str:
        with urlopen(f"{self._server.url}/metrics", timeout=5) as answer:
            return str(answer.read().decode())

    def of(self, name: str, **labels: str) -> float:
        samples = [
            sample
            for family in text_string_to_metric_families(self.text())
            for sample in family.samples
            if sample.name == f"mestringsrom_{name}" and labels.items() <= sample.labels.items()
        ]
        return float(sum(sample.value for sample in samples))

    def until(self, name: str, value: float, **labels: str) -> None:
        """Wait until it is so: a connection that has ended is let go a moment later."""
        end = time.monotonic() + 5
        while self.of(name, **labels) != value:
            assert time.monotonic() < end, (name, labels, self.of(name, **labels), value)
            time.sleep(0.05)


def test_figures_grow_as_things_happen(server: Server):
    beside = create_app(DATA=server.data, URL=server.url)
    with beside.app_context():
        (room,) = gather(beside, db.session, server.url, rooms=1, people=4)
        db.session.commit()
        tokens = [part for ticket in room.tickets for part in (ticket.token, ticket.cookie.partition("=")[2])]
        private = [*private_texts(db.session), room.room, *tokens]
    figures = Figures(server)
    path = "direct" if server.environment["ELEARN_ROOM_PATH"] == "direct" else "websocket"

    async def evening() -> None:
        clients = await seated(room.tickets)
        await watch(figures, path, clients)
        for client in clients:
            await client.stop()

    together(evening)

    figures.until("connections", 0, path=path)
    assert (figures.of("people"), figures.of("rooms_watched"), figures.of("rooms")) == (0, 0, 1)
    text, log = figures.text(), server.log()
    assert len(private) > 12
    for somebodys in private:
        assert somebodys
        assert somebodys not in text
        assert somebodys not in log
    assert '"operations.prometheus"' not in log


async def watch(figures: Figures, path: str, clients: list[Client]) -> None:
    ana = clients[ANA]
    assert (figures.of("connections", path=path), figures.of("people")) == (4, 4)
    assert (figures.of("rooms"), figures.of("rooms_watched"), figures.of("wishes_waiting")) == (1, 1, 0)
    before = {name: figures.of(name) for name in GROWING}

    ana.do("send_message", text=SAID)
    assert await ana.drained(10)

    grown = {name: figures.of(name) - was for name, was in before.items()}
    assert grown.pop("loop_lag_seconds_count") >= 0
    assert grown == {
        **dict.fromkeys(GROWING[:-1], 1),
        # Leaders see more than participants, so theirs is another. Everybody is told, Ana too.
        "updates_total": 2,
        "deliveries_total": 4,
    }
    codes = [(await call(ana, str(number)))["code"] for number in range(60)]
    fast = codes.count("too_fast")
    assert fast > 0
    assert figures.of("commands_total", outcome="refused", code="too_fast") == fast
    assert figures.of("commands_total", outcome="refused", code="empty") == 60 - fast


GROWING = (
    *("messages_total", "entries_total", "updates_total", "deliveries_total", "turns_total"),
    *("commands_total", "commit_seconds_count", "answer_seconds_count", "loop_lag_seconds_count"),
)


async def call(client: Client, id: str) -> Any:
    """Ask for something that is refused in any case."""
    assert client.socket is not None
    command = {"id": f"command-{id}", "name": "send_message", "fields": {"text": ""}}
    return await client.socket.call("do", command, timeout=5)


def private_texts(session: Session) -> list[str]:
    return [SAID, *(person.public_id for person in session.scalars(select(Person)))]
