"""Long polling with ill will: whatever is posted is answered at once, never with a failure of ours."""

from __future__ import annotations

import json
import time
from http.client import HTTPConnection

from rooms.simulation.client import Ticket
from tests.serving import Server

POLLING = "/socket.io/?EIO=4&transport=polling"
HOSTILE = {
    "half a letter": b'421["do",{"id":"aaaaaaaa","name":"send_message","fields":{"text":"\\ud800"}}]',
    "no fields": b'422["do",[]]',
    "deeper than anything": b"42" + b"[" * 20_000,
    "no JSON": b'42["do"',
    "no event": b"42{}",
    "an answer to nothing": b'431["x"]',
    "an attachment to nothing": b'451-["do",{"_placeholder":true,"num":0}]',
    "no packet": b"9",
    "no text": b"\xff\xfe\x00",
    "nothing": b"",
    "too large": b"4" + b"x" * 150_000,
    "too many": b"\x1e".join([b"6"] * 50),
    "goodbye": b"1",
}


class Poller:
    """A member by long polling, connected to the room."""

    def __init__(self, server: Server, ticket: Ticket) -> None:
        self.port, self.headers = server.port, {"Cookie": ticket.cookie, "Origin": ticket.url}
        _, opening = self.ask("GET", POLLING)
        self.address = f"{POLLING}&sid={json.loads(opening[1:])['sid']}"
        hello = "40" + json.dumps({"room": ticket.room, "token": ticket.token})
        assert self.ask("POST", self.address, hello.encode())[0] == 200
        assert self.ask("GET", self.address)[1].startswith(b'40{"sid":"')

    def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        """One request; the answer comes within two seconds."""
        line = HTTPConnection("localhost", self.port, timeout=2)
        try:
            line.request(method, path, body, self.headers)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()


def test_whatever_is_posted_is_answered_and_nothing_of_ours_fails(server: Server, tickets: list[Ticket]):
    answers = {}
    for what, body in HOSTILE.items():
        poller = Poller(server, tickets[0])
        answers[what] = [poller.ask("POST", poller.address, body)[0] for _again in range(2)]

    wrong = {what: codes for what, codes in answers.items() if set(codes) - {200, 400}}
    assert wrong == {}
    assert answers["too large"] == answers["no text"] == [400, 400]
    assert answers["goodbye"] == [200, 400]
    assert "Traceback" not in server.log()
    assert '"level": "error"' not in server.log()


def test_a_process_ends_although_one_who_polled_has_gone(server: Server, tickets: list[Ticket]):
    for ticket in tickets:
        Poller(server, ticket)
    started = time.monotonic()

    server.stop()

    assert time.monotonic() - started < 10
