"""A member's client over real Socket.IO: an outbox with own ids, catching up by number, coming back."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import socketio
from socketio.exceptions import ConnectionError as NoConnection
from socketio.exceptions import SocketIOError
from socketio.exceptions import TimeoutError as NoAnswer

ACK_TIMEOUT_S = 5
LONGEST_BACK_OFF_S = 2.0


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a client needs to come into a room: the address, the cookie, and the page's token."""

    url: str
    cookie: str
    room: str
    token: str


@dataclass(slots=True)
class Seen:
    """What this client has had on its screen, and when."""

    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    first_seen: dict[str, float] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    acked: dict[str, float] = field(default_factory=dict)
    sent: dict[str, float] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    away_s: list[float] = field(default_factory=list)
    back_at: list[float] = field(default_factory=list)


class Client:
    """One person's browser, without the browser."""

    def __init__(self, ticket: Ticket) -> None:
        self.ticket = ticket
        self.seen = Seen()
        self.view: dict[str, Any] = {}
        self.seq = 0
        self.socket: socketio.AsyncClient | None = None
        self._outbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._ready = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._left_at: float | None = None
        self._stopping = False
        self._lost = asyncio.Event()
        self._online = asyncio.Event()
        self._online.set()

    async def start(self) -> None:
        """Connect and stay connected until `stop`."""
        self._tasks = [asyncio.create_task(self._stay()), asyncio.create_task(self._send_outbox())]
        await self._ready.wait()

    async def stop(self) -> None:
        self._stopping = True
        if self.socket:
            await self.socket.disconnect()
        for task in self._tasks:
            task.cancel()

    def pause(self) -> None:
        """Lose the line, as a phone in a tunnel does; the outbox keeps what is written meanwhile."""
        self._online.clear()
        if self.socket:
            self._closing = asyncio.create_task(self.socket.disconnect())

    def resume(self) -> None:
        self._online.set()

    async def drained(self, seconds: float) -> bool:
        """Wait until everything in the outbox is answered, at most `seconds`."""
        try:
            await asyncio.wait_for(self._outbox.join(), seconds)
        except TimeoutError:
            return False
        return True

    def do(self, name: str, **fields: Any) -> str:
        """Put a command into the outbox; its id."""
        command_id = str(uuid.uuid4())
        self.seen.sent[command_id] = time.monotonic()
        if name == "send_message":
            self.seen.written[command_id] = fields["text"]
        self._outbox.put_nowait({"id": command_id, "name": name, "fields": fields})
        return command_id

    async def catch_up(self) -> None:
        """Ask for what came after the number this client has."""
        if self.socket and self.socket.connected:
            answer = await self._ask("catch_up", {"after": self.seq, "sight": self.view.get("sight")})
            if answer["ok"]:
                self._merge(answer)

    async def _stay(self) -> None:
        wait = 0.2
        while not self._stopping:
            await self._online.wait()
            try:
                await self._connect_and_join()
            except (NoConnection, NoAnswer, SocketIOError, OSError):
                await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311 - jitter
                wait = min(wait * 2, LONGEST_BACK_OFF_S)
                continue
            wait = 0.2
            # Not the library's own waiting: when the server says goodbye first, that lasts its time-out.
            await self._lost.wait()
            self._ready.clear()
            self._left_at = self._left_at or time.monotonic()

    async def _connect_and_join(self) -> None:
        if self.socket:
            await self.socket.disconnect()
        self.socket = socketio.AsyncClient(reconnection=False)
        self.socket.on("update", self._update)
        self.socket.on("behind", lambda _nothing: self.catch_up())
        self._lost = lost = asyncio.Event()
        self.socket.on("disconnect", lambda *_why: lost.set())
        await self.socket.connect(
            f"{self.ticket.url}?room={self.ticket.room}",
            headers={"Cookie": self.ticket.cookie, "Origin": self.ticket.url},
            auth={"room": self.ticket.room, "token": self.ticket.token},
            transports=["websocket"],
            wait_timeout=ACK_TIMEOUT_S,  # as a browser; by itself the library gives a slow line one second
        )
        answer = await self._ask("join", {"after": self.seq, "sight": self.view.get("sight")})
        if not answer["ok"]:
            raise SocketIOError(answer["code"])
        self._merge(answer)
        self._note_back()
        self._ready.set()

    def _note_back(self) -> None:
        if self._left_at is not None:
            self.seen.away_s.append(time.monotonic() - self._left_at)
            self.seen.back_at.append(time.time())
            self._left_at = None

    async def _send_outbox(self) -> None:
        """One after the other, each until it is answered: a repeat carries the same id."""
        while True:
            command = await self._outbox.get()
            while not await self._answered(command):
                await asyncio.sleep(0.1)
            self._outbox.task_done()

    async def _answered(self, command: dict[str, Any]) -> bool:
        await self._ready.wait()
        try:
            answer = await self._ask("do", command)
        except (NoAnswer, SocketIOError, OSError):
            return False
        if answer["ok"]:
            self.seen.acked[command["id"]] = time.monotonic()
        elif answer["code"] in ("not_saved", "too_fast", "room_too_fast", "signed_out"):
            return False
        else:
            self.seen.refused.append(answer["code"])
        return True

    async def _ask(self, event: str, data: dict[str, Any]) -> dict[str, Any]:
        """As in a browser, a lost line is known at once; the library alone waits for the whole time-out."""
        assert self.socket is not None  # noqa: S101 - whoever asks has connected
        asking = asyncio.ensure_future(self.socket.call(event, data, timeout=ACK_TIMEOUT_S))
        losing = asyncio.ensure_future(self._lost.wait())
        await asyncio.wait((asking, losing), return_when=asyncio.FIRST_COMPLETED)
        losing.cancel()
        if not asking.done():
            asking.cancel()
            raise NoAnswer
        return dict(asking.result())

    async def _update(self, update: dict[str, Any]) -> None:
        if update["seq"] <= self.seq:
            return
        if update["from"] > self.seq:
            await self.catch_up()
        else:
            self._merge(update)

    def _merge(self, update: dict[str, Any]) -> None:
        if update["seq"] < self.seq:
            return
        if "view" in update:
            self.view = update["view"]
            self._show(self.view.get("messages", {}))
        else:
            self.view.update(update["set"])
            for name, entries in update["put"].items():
                self.view.setdefault(name, {}).update(entries)
            self._show(update["put"].get("messages", {}))
        self.seq = update["seq"]

    def _show(self, messages: dict[str, dict[str, Any] | None]) -> None:
        now = time.monotonic()
        for key, message in sorted(messages.items(), key=lambda item: int(item[0])):
            if message is not None and int(key) not in self.seen.messages:
                self.seen.messages[int(key)] = message
                self.seen.order.append(int(key))
                self.seen.first_seen.setdefault(message["text"], now)
