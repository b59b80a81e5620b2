"""The engine bare, as the public protocol suites get it, and a room on it with people in it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from elearn.app import create_app
from elearn.extensions import db
from rooms.simulation.client import Ticket
from rooms.simulation.crowd import gather
from tests.conftest import DATABASE
from tests.rooms.direct.member import Member
from tests.services.ports import free_port
from tests.serving import ROOT, Server, served


@pytest.fixture(scope="module")
def engine_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with _conformance(tmp_path_factory.mktemp("bare")) as port:
        yield port


@pytest.fixture(scope="module")
def raw_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with _conformance(tmp_path_factory.mktemp("raw"), "--raw") as port:
        yield port


@pytest.fixture
def server(tmp_path: Path, empty_database: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    shutil.copy(empty_database, tmp_path / DATABASE)
    with served(tmp_path, **getattr(request, "param", {})) as server:
        yield server


@pytest.fixture
def tickets(server: Server) -> list[Ticket]:
    """A room with two leaders and two participants, nobody in it yet."""
    return a_room(server)


@pytest.fixture
def other_room(server: Server) -> list[Ticket]:
    """Another room like it."""
    return a_room(server)


def a_room(server: Server) -> list[Ticket]:
    app = create_app(DATA=server.data, URL=server.url)
    with app.app_context():
        (room,) = gather(app, db.session, server.url, rooms=1, people=4)
        db.session.commit()
    return room.tickets


@pytest.fixture
def members(server: Server, tickets: list[Ticket]) -> Iterator[list[Member]]:
    """Both leaders and Ana, seated, the session begun; Bjørn has not come yet."""
    members = [Member(ticket, server.port) for ticket in tickets[:3]]
    leader, _other, ana = members
    ana.do("accept_ground_rules")
    ana.do("enter")
    leader.do("admit_all")
    assert leader.do("start_session")["ok"]
    yield members
    for member in members:
        member.line.sock.close()


@contextmanager
def _conformance(data: Path, *options: str) -> Iterator[int]:
    port = free_port()
    command = [str(Path(sys.executable).parent / "flask"), "conformance", "--port", str(port), *options]
    environment = {**os.environ, "ELEARN_DATA": str(data)}
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=ROOT)
    try:
        _wait(port, process, data / "log")
        yield port
        assert process.poll() is None, (data / "log").read_text()
    finally:
        process.terminate()
        process.wait(10)
    assert "Traceback" not in (data / "log").read_text()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())
