"""Who sends it: strangers, members who lie, a flooder, one who hardly reads, and many who are silent."""

from __future__ import annotations

import json
import random
import socket
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException

from rooms.simulation.client import Ticket
from tests.hardship.hostile_frames import hostile
from tests.rooms.direct.member import WEBSOCKET, Member
from tests.rooms.direct.wire_client import CLOSE, PING, PONG, TEXT, RawSocket, flooding, frame

# One person's commands are refused after so many at once: what comes then says nothing about the rest.
FRAMES_A_LINE = 40
# Half a frame and silence: so many stay open at a time, until the server ends them.
SILENT_AT_A_TIME = 300
# One request over HTTP costs as much as many frames: what is measured is what frames do.
REQUEST_EVERY_S = 0.1
POLLING = "/socket.io/?EIO=4&transport=polling"


class Attackers:
    """Sends `frames` hostile frames from several threads, `per_second` in all.

    Strangers send one half, members the other. `sent`, `came`, `statuses`: by kind, and what came of it.
    """

    def __init__(
        self, port: int, tickets: list[Ticket], frames: int, seed: int, per_second: float = 1e9
    ) -> None:
        self.sent: Counter[str] = Counter()
        self.came: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.lines = 0
        self._port, self._tickets, self._seed = port, tickets, seed
        self._left = {"stranger": frames // 2, "member": frames - frames // 2}
        self._pause_s, self._next_at = 1 / per_second, time.monotonic()
        self._lock = threading.Lock()
        self._silent: deque[RawSocket] = deque()
        self._enough = threading.Event()

    @contextmanager
    def attacking(self, strangers: int, members: int) -> Iterator[list[threading.Thread]]:
        """Let them; yields the threads that end when all frames are sent. All ends with the block."""
        threads = [threading.Thread(target=self._break, args=(number,)) for number in range(strangers)]
        threads += [threading.Thread(target=self._lie, args=(number,)) for number in range(members)]
        polling = threading.Thread(target=self._poll)
        for thread in (*threads, polling):
            thread.start()
        try:
            yield threads
        finally:
            self._enough.set()
            for thread in (*threads, polling):
                thread.join()
            for line in self._silent:
                line.sock.close()

    def _next(self, who: str) -> bool:
        """Take one frame from what is left to send, when it is time for it."""
        with self._lock:
            self._left[who] -= 1
            is_left = self._left[who] >= 0
            self._next_at = max(self._next_at + self._pause_s, time.monotonic() - 1)
            wait = self._next_at - time.monotonic()
        return is_left and not self._enough.wait(max(0, wait))

    def _count(self, counter: Counter[str], what: str) -> None:
        with self._lock:
            counter[what] += 1

    def _break(self, number: int) -> None:
        """A stranger: mostly one frame, and the line is cut."""
        chance = random.Random(f"stranger {self._seed} {number}")
        frames = hostile(chance, is_member=False)
        line = None
        while self._next("stranger"):
            line = line or self._stranger()
            kind, data = next(frames)
            self._count(self.sent, kind)
            line.send(data)
            if kind == "half_a_frame":
                self._leave_silent(line)
                line = None
            elif not self._answers(line, 0.02):
                line.sock.close()
                line = None
        if line:
            line.sock.close()

    def _lie(self, number: int) -> None:
        """A member: packets that are nearly right, then a ping, to know that all of them were read."""
        chance = random.Random(f"member {self._seed} {number}")
        frames = hostile(chance, is_member=True)
        while self._next("member"):
            line = self._member(chance)
            for count in range(FRAMES_A_LINE):
                if count and not self._next("member"):
                    break
                kind, data = next(frames)
                self._count(self.sent, kind)
                line.send(data)
                # What may have ended the line: nothing that came after it would be read.
                if kind != "lying_command" and not self._answers(line, 0.02):
                    break
            else:
                line.send(frame(PING, b"all read?"))
                self._answers(line, 10)
            line.sock.close()

    def _stranger(self) -> RawSocket:
        self.lines += 1
        while True:
            try:
                return RawSocket(self._port, WEBSOCKET)
            except (OSError, EOFError):
                self._count(self.came, "not let in at all")
                time.sleep(0.1)

    def _member(self, chance: random.Random) -> RawSocket:
        ticket = chance.choice(self._tickets)
        self.lines += 1
        line = RawSocket(self._port, WEBSOCKET, f"Cookie: {ticket.cookie}\r\nOrigin: {ticket.url}\r\n")
        line.text("40" + json.dumps({"room": ticket.room, "token": ticket.token}))
        line.text('420["join",{"after":0,"sight":""}]')
        return line

    def _leave_silent(self, line: RawSocket) -> None:
        with self._lock:
            self._silent.append(line)
            oldest = self._silent.popleft() if len(self._silent) > SILENT_AT_A_TIME else None
        if oldest:
            oldest.sock.close()

    def _answers(self, line: RawSocket, seconds: float) -> bool:
        """Read what comes until the pong, the end, or nothing more; whether the line is still there."""
        try:
            while (got := line.receive(seconds)) is not None:
                if got[0] == CLOSE:
                    self._count(self.came, f"closed with {int.from_bytes(got[1][:2])}")
                elif got[0] == PONG:
                    return True
                elif got[0] == TEXT and got[1][:2] in (b"43", b"44"):
                    self._count(self.came, _answer(got[1]))
        except TimeoutError:
            return True
        return False

    def _poll(self) -> None:
        """Over HTTP the same ill will: what is asked, by whom, with which words."""
        chance = random.Random(f"polling {self._seed}")
        while not self._enough.wait(REQUEST_EVERY_S):
            self._count(self.statuses, self._asked(*_ill_request(chance, self._tickets))[0])
            if chance.random() < 0.1:
                self._post_badly(*chance.sample(self._tickets, 2))

    def _post_badly(self, ticket: Ticket, other: Ticket) -> None:
        """Poll as a member, with another page's token or the right one, and post what is hostile."""
        for token in (other.token, ticket.token):
            headers = {"Cookie": ticket.cookie, "Origin": ticket.url}
            status, opening = self._asked("GET", POLLING, b"", headers)
            if status != "200":
                return
            address = f"{POLLING}&sid={json.loads(opening[1:])['sid']}"
            hello = b"40" + json.dumps({"room": ticket.room, "token": token}).encode()
            for body in (hello, *HOSTILE_POSTS):
                self._count(self.statuses, self._asked("POST", address, body, headers)[0])

    def _asked(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[str, bytes]:
        """The status, or what came instead of one, and the body."""
        line = HTTPConnection("localhost", self._port, timeout=5)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return str(answer.status), answer.read()
        except TimeoutError:
            return "waits", b""
        except (OSError, HTTPException):
            return "cut", b""
        finally:
            line.close()


def _answer(words: bytes) -> str:
    """An acknowledgement as its code, a refused connection as its message."""
    try:
        data = json.loads(words[words.index(b"[" if words[:2] == b"43" else b"{") :])
        told = data[0] if isinstance(data, list) else data
        return "accepted" if told.get("ok") else f"refused: {told.get('code') or told['message']}"
    except (ValueError, LookupError, AttributeError):
        return "something else"


def _ill_request(chance: random.Random, tickets: list[Ticket]) -> tuple[str, str, bytes, dict[str, str]]:
    ticket, other = chance.sample(tickets, 2)
    cookie, own = {"Cookie": ticket.cookie}, {"Origin": ticket.url}
    body = chance.choice((*HOSTILE_POSTS, b"", b"4", b"40" + chance.randbytes(50), b"\x1e" * 90))
    handshake = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": chance.choice(("dGhlIHNhbXBsZSBub25jZQ==", "short", "Ã¥"))}
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return chance.choice(
        (
            ("GET", POLLING, b"", {}),
            ("GET", f"{POLLING}&sid={chance.getrandbits(60):x}", b"", cookie),
            ("POST", f"{POLLING}&sid=nobody", body, cookie),
            ("POST", POLLING, body, cookie | own),
            ("PUT", POLLING, body, {}),
            ("GET", POLLING, b"", cookie | {"Origin": "https://elsewhere.example"}),
            ("GET", WEBSOCKET, b"", handshake | key | cookie | {"Origin": "https://elsewhere.example"}),
            ("GET", "/socket.io/?EIO=3&transport=polling", b"", cookie),
            ("GET", "/socket.io/?EIO=4&transport=carrier-pigeon", b"", {}),
            ("GET", "/socket.io/?" + "a=" * 3_000, b"", {}),
            ("GET", "/healthz", b"", {"Cookie": "session=" + "x" * 4_000}),
            ("GET", f"/rooms/{other.room}", b"", cookie),
            ("POST", "/language", b"language=%ff%00&_=\xff", form),
        )
    )


HOSTILE_POSTS = (
    b'421["do",{"id":"aaaaaaaa","name":"send_message","fields":{"text":"\\ud800"}}]',
    b'422["do",[]]',
    b'423["join",{"after":-1}]',
    b"42" + b"[" * 20_000,
    b"\xff\xfe\x00",
    b"4" + b"x" * 150_000,
    b"1",
)


@contextmanager
def a_flooder(ticket: Ticket, port: int, frames: int = 20_000) -> Iterator[None]:
    """A member who writes long messages as fast as the server reads, and reads nothing of what comes."""
    member = Member(ticket, port)
    flood = b"".join(
        frame(TEXT, f"42{number}{json.dumps(['do', _long_message(number)])}".encode())
        for number in range(frames)
    )
    try:
        with flooding(member.line.sock, flood):
            yield
    finally:
        member.line.sock.close()


def _long_message(number: int) -> dict[str, object]:
    return {"id": f"flood-{number:06d}", "name": "send_message", "fields": {"text": "x" * 1_900}}


@contextmanager
def a_slow_reader(ticket: Ticket, port: int) -> Iterator[Counter[str]]:
    """A member who reads one byte a second; counts the bytes, and whether the server ended it."""
    line = Member(ticket, port).line
    counted: Counter[str] = Counter()
    enough = threading.Event()

    def read() -> None:
        line.sock.settimeout(5)
        while not enough.wait(1):
            try:
                got = line.sock.recv(1)
            except OSError:
                got = b""
            counted["bytes" if got else "ended"] += 1

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield counted
    finally:
        enough.set()
        thread.join()
        line.sock.close()


@contextmanager
def many_silent(port: int, count: int) -> Iterator[None]:
    """So many connections that never send: half of them plain, half of them WebSockets."""
    lines: list[socket.socket] = []
    try:
        for number in range(count):
            lines.append(
                RawSocket(port, WEBSOCKET).sock
                if number % 2
                else socket.create_connection(("127.0.0.1", port))
            )
        yield
    finally:
        for line in lines:
            with suppress(OSError):
                line.close()
