"""The connection to Janus: one WebSocket and one session of this process, made anew whenever it is lost."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Queue
from threading import Event, Thread
from typing import Any

import structlog
from websocket import WebSocket, WebSocketException, WebSocketTimeoutException, create_connection

log = structlog.get_logger()

PLUGIN = "janus.plugin.videoroom"
# Janus is on the same network. What it does not answer within this is not going to be answered.
ANSWERS_WITHIN_S = 5.0
# Janus ends a session that has asked for nothing in a minute.
ASKED_EVERY_S = 15.0
BACK_OFF_S, LONGEST_BACK_OFF_S = 0.25, 2.0
# The line is refused, cut or silent, or what answers is no Janus.
TROUBLE = (WebSocketException, OSError, ValueError, LookupError, TypeError)

Message = dict[str, Any]
Hear = Callable[[Message], None]


class JanusAwayError(Exception):
    """Janus cannot be asked just now."""


class JanusRefusedError(Exception):
    """Janus was asked for something that cannot be: `code` is its own."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code


@dataclass(slots=True)
class _Question:
    is_answered: Event = field(default_factory=Event)
    answer: Message | None = None


class Client:
    """Asks Janus and hears it. Whoever asks waits; what Janus says by itself is heard in order in a thread.

    `turned` is called in that thread with True when a new session has begun, and with False when it is lost:
    every handle of it has gone with it.
    """

    def __init__(self, url: str, secret: str, turned: Callable[[bool], None]) -> None:
        self._url, self._secret, self._turned = url, secret, turned
        self._questions: dict[str, _Question] = {}
        self._hearers: dict[int, Hear] = {}
        self._heard: Queue[Callable[[], None] | None] = Queue()
        self._socket: WebSocket | None = None
        self._session = 0
        self._asked_at = 0.0
        self._is_over = False
        self._threads = [Thread(target=each, daemon=True) for each in (self._stay_connected, self._heed)]

    def start(self) -> None:
        """Connect, and stay connected."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """End the session, and all that goes on in it."""
        self._is_over = True
        if self._socket:
            self._socket.abort()  # type: ignore[no-untyped-call]
        self._heard.put(None)
        for thread in self._threads:
            thread.join(ANSWERS_WITHIN_S)

    def attach(self, hear: Hear) -> int:
        """A new handle; `hear` gets what Janus says of it."""
        answer = self._ask({"janus": "attach", "plugin": PLUGIN})
        handle = int(answer["data"]["id"])
        self._hearers[handle] = hear
        return handle

    def detach(self, handle: int) -> None:
        """Hang up and forget the handle. Nothing is heard of it any more."""
        self._hearers.pop(handle, None)
        self.tell({"janus": "detach", "handle_id": handle})

    def ask(self, handle: int, body: Message, jsep: Message | None = None) -> Message:
        """What the VideoRoom answers: its own data, and `jsep` where there is one."""
        message: Message = {"janus": "message", "handle_id": handle, "body": body}
        answer = self._ask(message | ({"jsep": jsep} if jsep else {}))
        data: Message = answer["plugindata"]["data"]
        if "error_code" in data:
            raise JanusRefusedError(data["error_code"], data["error"])
        return data | ({"jsep": answer["jsep"]} if "jsep" in answer else {})

    def find(self, handle: int, candidate: Message | None) -> None:
        """A way to the browser at the other end of a handle; None: there are no more."""
        if candidate is None or candidate["candidate"]:
            found = candidate or {"completed": True}
            self.tell({"janus": "trickle", "handle_id": handle, "candidate": found})

    def tell(self, message: Message) -> None:
        """Say something that nothing comes of; when Janus is away, it needs not know."""
        try:
            self._send(message)
        except JanusAwayError:
            log.debug("janus_not_told")

    def _ask(self, message: Message) -> Message:
        question, transaction = _Question(), secrets.token_hex(8)
        self._questions[transaction] = question
        try:
            self._send(message | {"transaction": transaction})
            question.is_answered.wait(ANSWERS_WITHIN_S)
        finally:
            self._questions.pop(transaction, None)
        if question.answer is None:
            raise JanusAwayError
        return _accepted(question.answer)

    def _send(self, message: Message) -> None:
        socket, whole = self._socket, {"transaction": secrets.token_hex(8)} | message
        if socket is None:
            raise JanusAwayError
        self._asked_at = time.monotonic()
        try:
            socket.send(json.dumps(whole | {"session_id": self._session, "apisecret": self._secret}))
        except (WebSocketException, OSError) as why:
            raise JanusAwayError from why

    def _stay_connected(self) -> None:
        back_off = BACK_OFF_S
        while not self._is_over:
            try:
                socket = self._connect()
                back_off = BACK_OFF_S
                self._read(socket)
            except (*TROUBLE, JanusRefusedError) as why:
                log.debug("janus_not_there", why=type(why).__name__)
            self._lose()
            time.sleep(0 if self._is_over else back_off)
            back_off = min(2 * back_off, LONGEST_BACK_OFF_S)

    def _connect(self) -> WebSocket:
        socket = create_connection(
            self._url, subprotocols=["janus-protocol"], timeout=ANSWERS_WITHIN_S, enable_multithread=True
        )
        try:
            first = {"janus": "create", "transaction": "first", "apisecret": self._secret}
            socket.send(json.dumps(first))
            self._session = int(_accepted(json.loads(socket.recv()))["data"]["id"])
        except BaseException:
            _cut(socket)
            raise
        self._socket = socket
        log.info("janus_back")
        self._heard.put(lambda: self._begin(socket))
        return socket

    def _begin(self, socket: WebSocket) -> None:
        """Who cannot begin with this session gets another one."""
        try:
            self._turned(True)
        except BaseException:
            with suppress(OSError):
                socket.abort()  # type: ignore[no-untyped-call]
            raise

    def _read(self, socket: WebSocket) -> None:
        """Until the line breaks. Silence is asked about; not answered either, the line is dead."""
        was_silent = False
        while not self._is_over:
            try:
                self._take(json.loads(socket.recv()))
                was_silent = False
            except WebSocketTimeoutException:
                if was_silent:
                    raise
                was_silent = True
                self.tell({"janus": "keepalive"})
            if time.monotonic() - self._asked_at > ASKED_EVERY_S:
                self.tell({"janus": "keepalive"})

    def _take(self, message: Message) -> None:
        question = self._questions.get(message.get("transaction", ""))
        if message["janus"] == "timeout":
            raise WebSocketException("Janus has ended the session")
        if message["janus"] == "ack":
            return
        if question is None:
            self._heard.put(lambda: self._hear(message))
        else:
            question.answer = message
            question.is_answered.set()

    def _hear(self, message: Message) -> None:
        hear = self._hearers.get(message.get("sender", 0))
        if hear:
            hear(message)

    def _heed(self) -> None:
        """What Janus says is acted on here, where waiting for its answers is no harm."""
        while act := self._heard.get():
            try:
                act()
            except JanusAwayError:
                log.debug("janus_not_there")
            except Exception:
                log.exception("janus_event_failed")

    def _lose(self) -> None:
        socket, self._socket = self._socket, None
        if socket is None:
            return
        _cut(socket)
        self._hearers.clear()
        for question in list(self._questions.values()):
            question.is_answered.set()
        log.warning("janus_away")
        self._heard.put(lambda: self._turned(False))


def _accepted(answer: Message) -> Message:
    if answer["janus"] == "error":
        raise JanusRefusedError(answer["error"]["code"], answer["error"]["reason"])
    return answer


def _cut(socket: WebSocket) -> None:
    socket.shutdown()  # type: ignore[no-untyped-call]
