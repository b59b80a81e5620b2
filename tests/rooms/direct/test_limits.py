"""One who reads nothing, one who never stops, and many who say nothing: the others notice none of it."""

from __future__ import annotations

import json
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from elearn.app import create_app
from elearn.extensions import db
from rooms.direct.line import PATIENCE_S
from rooms.simulation.client import Ticket
from rooms.simulation.crowd import gather
from tests.conftest import DATABASE
from tests.rooms.direct.wire_client import PING, TEXT, RawSocket, frame
from tests.serving import Server, served

WEBSOCKET = "/socket.io/?EIO=4&transport=websocket"


@pytest.fixture
def server(tmp_path: Path, empty_database: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    shutil.copy(empty_database, tmp_path / DATABASE)
    with served(tmp_path, **getattr(request, "param", {})) as server:
        yield server


@pytest.fixture
def tickets(server: Server) -> list[Ticket]:
    """A room with two leaders and two participants, nobody in it yet."""
    app = create_app(DATA=server.data, URL=server.url)
    with app.app_context():
        (room,) = gather(app, db.session, server.url, rooms=1, people=4)
        db.session.commit()
    return room.tickets


class Member:
    """Somebody in the room, who reads only when told to."""

    def __init__(self, ticket: Ticket, port: int) -> None:
        headers = f"Cookie: {ticket.cookie}\r\nOrigin: {ticket.url}\r\n"
        self.line = RawSocket(port, WEBSOCKET, headers, buffer=8_192)
        self._asked = 0
        self.updates: list[dict[str, Any]] = []
        assert self.line.words().startswith("0")
        self.line.text("40" + json.dumps({"room": ticket.room, "token": ticket.token}))
        assert self.line.words().startswith('40{"sid":"')
        self.seen = self.ask("join", {"after": 0, "sight": ""})

    def ask(self, event: str, data: dict[str, Any]) -> dict[str, Any]:
        """Ask, and read until the answer has come."""
        self.send(event, data)
        return self.answer()

    def send(self, event: str, data: dict[str, Any]) -> None:
        self._asked += 1
        self.line.text(f"42{self._asked}" + json.dumps([event, data]))

    def do(self, name: str, **fields: Any) -> dict[str, Any]:
        return self.ask("do", self.command(name, **fields))

    def command(self, name: str, **fields: Any) -> dict[str, Any]:
        return {"id": f"command-{id(self)}-{self._asked}", "name": name, "fields": fields}

    def answer(self) -> dict[str, Any]:
        """The answer to what was asked last."""
        sign = f"43{self._asked}["
        while not (words := self.read()).startswith(sign):
            assert words, "the line was cut"
        found: dict[str, Any] = json.loads(words[len(sign) - 1 :])[0]
        return found

    def until_behind(self) -> None:
        """Read what waited, until the server says that more had come."""
        while not (words := self.read()).startswith('42["behind",'):
            assert words, "the line was cut"

    def read(self) -> str:
        """The next packet; updates are kept."""
        words = self.line.words()
        if words.startswith('42["update",'):
            self.updates.append(json.loads(words[2:])[1])
        return words


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


def memory(server: Server) -> int:
    """What the server holds, in MB."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


def open_files(server: Server) -> int:
    return len(list(Path(f"/proc/{server.pid}/fd").iterdir()))


QUICK = {"COMMANDS_PER_SECOND": "100000"}
LONG = "x" * 1_900


@pytest.mark.parametrize("server", [QUICK], indirect=True)
def test_who_reads_nothing_keeps_nobody_waiting_and_catches_up_by_number(
    server: Server, members: list[Member]
):
    leader, other, ana = members
    before = memory(server)

    answers = [leader.do("send_message", text=f"{number} {LONG}") for number in range(600)]

    assert [answer["ok"] for answer in answers] == [True] * 600
    assert sum(len(update.get("put", {}).get("messages", ())) for update in leader.updates) == 600
    assert memory(server) - before < 40
    ana.until_behind()
    numbers = [update["seq"] for update in ana.updates]
    assert numbers == sorted(numbers)
    assert numbers[-1] < answers[-1]["seq"]
    caught_up = ana.ask("catch_up", {"after": numbers[-1], "sight": "seat:main"})
    assert (caught_up["ok"], caught_up["seq"]) == (True, answers[-1]["seq"])
    other.until_behind()
    assert other.ask("catch_up", {"after": 1, "sight": ""})["seq"] == answers[-1]["seq"]


@pytest.mark.parametrize("server", [QUICK], indirect=True)
def test_who_never_reads_again_is_cut(server: Server, members: list[Member]):
    leader, other, _ana = members
    for number in range(300):
        leader.do("send_message", text=f"{number} {LONG}")
        other.line.words()
    held = open_files(server)

    until = time.monotonic() + 3 * PATIENCE_S
    while open_files(server) == held and time.monotonic() < until:
        for member in (leader, other):
            member.line.text("3")
        time.sleep(1)

    assert open_files(server) == held - 1
    assert leader.do("send_message", text="Hei")["ok"]


def test_a_flooder_is_refused_and_slowed_and_the_others_are_not(members: list[Member]):
    leader, _other, ana = members
    command = json.dumps(["do", ana.command("raise_hand")])
    flood = b"".join(frame(TEXT, f"42{n}{command}".encode()) for n in range(100_000))

    with flooding(ana.line.sock, flood):
        answers = [(time.sleep(0.15), leader.do("send_message", text="Hei"))[1]["ok"] for _ in range(20)]

    assert answers == [True] * 20
    refused, until = 0, time.monotonic() + 5
    while (words := quietly(ana.line)) and time.monotonic() < until:
        refused += '"too_fast"' in words
    # In these seconds the loop of somebody who is not slowed would have gone round many thousand times.
    assert 100 < refused < 3_000


def test_pings_without_end_are_read_slowly_and_the_others_are_not(members: list[Member]):
    leader, _other, ana = members

    with flooding(ana.line.sock, frame(PING, b"?") * 500_000):
        answers = [(time.sleep(0.15), leader.do("send_message", text="Hei"))[1]["ok"] for _ in range(20)]

    assert answers == [True] * 20


def test_hundreds_who_never_say_anything_are_let_out(server: Server, members: list[Member]):
    silent = [RawSocket(server.port, WEBSOCKET) for _ in range(300)]
    halves = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(300)]
    for half in halves:
        half.sendall(b"GET /socket.io/?EIO=4 HTTP/1.1\r\nHo")

    assert members[0].do("send_message", text="Hei")["ok"]

    for line in silent:
        assert line.closing_code(30) is not None
        line.sock.close()
    for half in halves:
        half.close()
    assert members[0].do("send_message", text="Hei igjen")["ok"]


@contextmanager
def flooding(sock: socket.socket, flood: bytes) -> Iterator[None]:
    """Send as much as the other side takes, in a thread, until the block ends."""
    enough = threading.Event()

    def send() -> None:
        sent = 0
        while not enough.is_set() and sent < len(flood):
            with suppress(TimeoutError):
                sent += sock.send(flood[sent : sent + 65_536])

    sock.settimeout(0.1)
    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()


def quietly(line: RawSocket) -> str:
    """The next packet; "" when none comes any more."""
    try:
        return line.words(2)
    except TimeoutError:
        return ""
