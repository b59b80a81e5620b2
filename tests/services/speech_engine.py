"""A speech engine that speaks vosk-server's protocol, and understands tones: it writes how high they are."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from aiohttp import WSMsgType, web

from tests.services.played_server import PlayedServer

# To the letter, as vosk-server compares it.
END = '{"eof" : 1}'
LOUD = 300


@dataclass(slots=True)
class Call:
    """One connection: what it was told first, all the sound, and how it ended."""

    config: dict[str, float] = field(default_factory=dict)
    sound: bytearray = field(default_factory=bytearray)
    has_ended: bool = False
    is_closed: bool = False

    @property
    def hertz(self) -> int:
        return pitch(self.sound, int(self.config["sample_rate"]))


class SpeechEngine(PlayedServer):
    """`stop` and `start` again keep the address."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []

    @property
    def heard(self) -> list[Call]:
        """The connections over which sound came."""
        return [call for call in self.calls if call.sound]

    async def _hear(self, request: web.Request) -> web.WebSocketResponse:
        line = web.WebSocketResponse()
        await line.prepare(request)
        call, begun = Call(), 0
        self.calls.append(call)
        async for message in line:
            if message.type == WSMsgType.TEXT and "config" in message.data:
                call.config = json.loads(message.data)["config"]
                continue
            if message.type == WSMsgType.TEXT:
                assert message.data == END
                call.has_ended = True
                await line.send_str(json.dumps({"text": _words(call, begun)}))
                break
            call.sound += message.data
            if _is_quiet(message.data) and not _is_quiet(call.sound[begun:]):
                await line.send_str(json.dumps({"text": _words(call, begun)}))
                begun = len(call.sound)
            else:
                await line.send_str(json.dumps({"partial": _words(call, begun)}))
        call.is_closed = True
        return line


def pitch(sound: bytes | bytearray, rate: int) -> int:
    """How high a tone is, in hertz, in most of its quarters of a second; 0 where there is none."""
    samples, length = array("h", bytes(sound)), rate // 4
    parts = [samples[at : at + length] for at in range(0, len(samples) - length + 1, length)]
    found = [_rises_a_second(part, rate) for part in parts if _is_loud(part)]
    return round(median(found)) if found else 0


def _rises_a_second(samples: Sequence[int], rate: int) -> float:
    """How often it goes up through nothing."""
    rises = [place for place, (before, after) in enumerate(pairwise(samples)) if before < 0 <= after]
    return (len(rises) - 1) * rate / (rises[-1] - rises[0]) if len(rises) > 1 else 0


def _is_loud(samples: Sequence[int]) -> bool:
    """From its beginning to its end."""
    edge = len(samples) // 10
    return all(max(map(abs, part)) > LOUD for part in (samples[:edge], samples[-edge:]))


def _words(call: Call, begun: int) -> str:
    hertz = pitch(call.sound[begun:], int(call.config["sample_rate"]))
    return f"a tone of {round(hertz, -1)}" if hertz else ""


def _is_quiet(sound: bytes | bytearray) -> bool:
    samples = array("h", bytes(sound))
    return not samples or max(map(abs, samples)) <= LOUD


@contextmanager
def speech_engine() -> Iterator[SpeechEngine]:
    engine = SpeechEngine()
    engine.start()
    try:
        yield engine
    finally:
        engine.stop()
