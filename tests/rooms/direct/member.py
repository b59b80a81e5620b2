"""Somebody in a room, on a connection that can also be treated badly."""

from __future__ import annotations

import json
from typing import Any

from rooms.simulation.client import Ticket
from tests.rooms.direct.wire_client import RawSocket

WEBSOCKET = "/socket.io/?EIO=4&transport=websocket"


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
