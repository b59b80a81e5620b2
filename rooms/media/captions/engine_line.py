"""A speaker's line to the speech engine, in the protocol of vosk-server: sound goes out, words come back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import msgspec
import websocket

from elearn import eventloop
from rooms.media.captions.sound import BYTES_PER_S, SAMPLES_PER_S

CONNECTS_WITHIN_S = 3.0
# It answers every piece of sound; a busy machine is given some time.
ANSWERS_WITHIN_S = 10.0
# So much may wait for an engine that is slow. What is older is left out: late captions help nobody.
MOST_WAITING = 5 * BYTES_PER_S

CONFIG = msgspec.json.encode({"config": {"sample_rate": SAMPLES_PER_S}}).decode()
# To the letter: vosk-server compares it as text.
END = '{"eof" : 1}'
# Whatever is wrong with a line: it is refused, cut or silent, its address is none, or what comes is no text.
TROUBLE = (OSError, websocket.WebSocketException, ValueError)
# With the text, and whether that is all of the utterance.
Heard = Callable[[str, bool], None]


def connected(url: str) -> websocket.WebSocket:
    """A new line to the engine. Raises `TROUBLE`."""
    line = websocket.create_connection(url, timeout=CONNECTS_WITHIN_S)
    try:
        line.settimeout(ANSWERS_WITHIN_S)
        line.send(CONFIG)
    except BaseException:
        line.shutdown()  # type: ignore[no-untyped-call]
        raise
    return line


class EngineLine:
    """Open for one stretch of speech. `heard` gets the words; `ended` is told whether the line was lost."""

    def __init__(self, url: str, heard: Heard, ended: Callable[[bool], None]) -> None:
        self._url, self._heard, self._ended = url, heard, ended
        self._waiting: deque[bytes] = deque()
        self._socket: websocket.WebSocket | None = None
        self._is_finished = self._has_said_so = self._is_over = False
        self._sender = eventloop.Worker(self._send)

    def hear(self, sound: bytes) -> None:
        """Send a piece of sound. Waits for nothing."""
        self._waiting.append(sound)
        while sum(map(len, self._waiting)) > MOST_WAITING:
            self._waiting.popleft()
        self._sender.wake()

    def finish(self) -> None:
        """All has been said: what the engine makes of the rest still comes."""
        self._is_finished = True
        self._sender.wake()

    def drop(self) -> None:
        """Nothing more is to come of it."""
        self._is_over = True
        self._waiting.clear()
        self._sender.wake()

    def _send(self) -> None:
        try:
            if self._is_over:
                return self._close()
            if self._socket is None:
                self._socket = connected(self._url)
                eventloop.in_background(self._listen, self._socket)
            while self._waiting:
                self._socket.send_binary(self._waiting.popleft())
            if self._is_finished and not self._has_said_so:
                self._has_said_so = True
                self._socket.send(END)
        except TROUBLE:
            self._end(is_lost=True)

    def _listen(self, line: websocket.WebSocket) -> None:
        try:
            while not self._is_over:
                self._take(line.recv())
        except TROUBLE:
            self._end(is_lost=not self._is_finished)
        finally:
            # Here and nowhere else: a socket that is closed while another greenlet reads from it leaves the
            # loop with a number that the next connection gets.
            line.shutdown()  # type: ignore[no-untyped-call]

    def _take(self, answer: str | bytes) -> None:
        text, is_final = words_in(answer)
        if text is not None and not self._is_over:
            self._heard(text, is_final)

    def _end(self, is_lost: bool) -> None:
        was_over, self._is_over = self._is_over, True
        self._close()
        if not was_over:
            self._ended(is_lost)

    def _close(self) -> None:
        """Wake whoever waits for an answer, who then closes it."""
        line, self._socket = self._socket, None
        if line is not None:
            line.abort()  # type: ignore[no-untyped-call]


def words_in(answer: str | bytes) -> tuple[str | None, bool]:
    """The words of an answer, and whether they are final; None when there are none to be found in it."""
    try:
        told: Any = msgspec.json.decode(answer)
    except ValueError:
        return None, False
    match told:
        case {"partial": str(text)}:
            return text, False
        case {"text": str(text)} | {"alternatives": [{"text": str(text)}, *_]}:
            return text, True
        case _:
            return None, False
