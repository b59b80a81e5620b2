"""What no browser sends: frames that break every rule, packets that are nearly right, commands that lie."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from typing import Any

from rooms.codec import COMMANDS, asked_fields
from tests.rooms.direct.wire_client import BINARY, CLOSE, MORE, PING, PONG, TEXT, frame

# A message may hold so many bytes (rooms/README.md): this is what a little more looks like.
OVER = 100_500
LONG_WORDS = "Ikke nå " * 400

Chance = random.Random
Maker = Callable[[Chance], bytes]


def noise(chance: Chance) -> bytes:
    """Bytes without any sense."""
    return chance.randbytes(chance.randint(1, 200))


def unmasked(chance: Chance) -> bytes:
    return frame(chance.choice((TEXT, BINARY, PING)), b"42", masked=False)


def reserved(chance: Chance) -> bytes:
    return frame(chance.choice((TEXT, PING, MORE)), b"2", reserved=chance.randint(1, 7))


def unknown_opcode(chance: Chance) -> bytes:
    return frame(chance.choice((3, 4, 5, 6, 7, 11, 12, 13, 14, 15)), b"2")


def oversized(chance: Chance) -> bytes:
    """Too long in one piece, in many, or only by its own word."""
    match chance.randrange(3):
        case 0:
            return frame(TEXT, b"4" + b"x" * OVER)
        case 1:
            pieces = [frame(MORE, b"x" * 20_000, fin=False) for _ in range(6)]
            return frame(TEXT, b"4", fin=False) + b"".join(pieces)
        case _:
            length = chance.choice((2**31, 2**62, 2**64 - 1))
            return bytes((0x81, 0xFF)) + length.to_bytes(8) + os.urandom(4) + b"x" * 50


def wrong_pieces(chance: Chance) -> bytes:
    """A continuation of nothing, a message inside another, a control frame in pieces or too long."""
    return chance.choice(
        (
            frame(MORE, b"a"),
            frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"),
            frame(PING, b"a", fin=False),
            frame(CLOSE, b"\x03\xe8", fin=False),
            frame(PONG, b"a" * 126),
            frame(BINARY, b"", fin=False) + frame(BINARY, b""),
        )
    )


def no_text(chance: Chance) -> bytes:
    """Bytes that are no UTF-8, also cut between pieces."""
    bad = chance.choice((b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc3"))
    words = b'42["do",{"id":"' + bad + b'"}]'
    cut = chance.randrange(len(words))
    return chance.choice((frame(TEXT, words), frame(TEXT, words[:cut], fin=False) + frame(MORE, words[cut:])))


def bad_goodbye(chance: Chance) -> bytes:
    """A closing frame with a code that nobody may send, half a code, or a reason that is no text."""
    code = chance.choice((0, 999, 1004, 1005, 1006, 1016, 2999, 5000, 65_535))
    return frame(
        CLOSE, chance.choice((b"\x03", code.to_bytes(2), b"\x03\xe8\xff\xfe", b"\x03\xe8" + b"a" * 124))
    )


def half_a_frame(chance: Chance) -> bytes:
    """The first bytes of something; silence is up to whoever sends it."""
    whole = frame(TEXT, b'42["do",{"id":"half-of-something"}]' * chance.randint(1, 20))
    return whole[: chance.randint(1, len(whole) - 1)]


def engine_packet(chance: Chance) -> bytes:
    """Engine.IO that is nearly right."""
    words = chance.choice(
        (
            "0",
            "00",
            "1x",
            "2probe",
            "2",
            "3probe",
            "5",
            "6",
            "7",
            "9",
            "",
            "b",
            "bAAAA",
            "b!!!",
            "44",
            '0{"sid":1}',
        )
    )
    return frame(chance.choice((TEXT, BINARY)), words.encode())


def socket_packet(chance: Chance) -> bytes:
    """Socket.IO that is nearly right."""
    deep = "[" * chance.choice((10, 900, 20_000))
    words = chance.choice(
        (
            *("40", "40/", "40/elsewhere,", "40[]", '40{"room":7,"token":[]}', "41", "41/elsewhere"),
            *("42", "42[]", "42{}", "42[null]", '42["do"', "42[1,2]", '42["join",NaN]', '42["do",1e999]'),
            *(
                "42" + "9" * 30 + '["do",{}]',
                '42-1["do",{}]',
                "43",
                "431[]",
                '43999999["x"]',
                '44{"message":1}',
            ),
            *(
                "45",
                '451-["do",{"_placeholder":true,"num":0}]',
                "4599999999-[]",
                "46",
                '461-["do"]',
                "4x",
                "4\x00",
            ),
            *('42["__class__",{}]', '42["connect",{}]', '42["disconnect"]', f'42["do",{deep}', f"40{deep}"),
            '421["do",{"id":"aaaaaaaa","name":"send_message","fields":{"text":"\\ud800"}}]',
        )
    )
    return frame(TEXT, words.encode("utf-8", "surrogatepass"))


def broken_packet(chance: Chance) -> bytes:
    """A right packet with some bytes other than they were, one missing, or one too many."""
    words = bytearray(_packet(chance, _event(chance)))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(words))
        match chance.randrange(3):
            case 0:
                words[at] = chance.randrange(256)
            case 1:
                del words[at]
            case _:
                words.insert(at, chance.randrange(256))
    return frame(TEXT, bytes(words))


def lying_command(chance: Chance) -> bytes:
    """An event of ours with a value that is not what it should be."""
    name, data = _event(chance)
    target = data
    if isinstance(data.get("fields"), dict) and data["fields"] and chance.random() < 0.7:
        target = data["fields"]
    key = chance.choice([*target, "more"])
    target[key] = _odd(chance)
    return frame(TEXT, _packet(chance, (name, data)))


BREAKING: dict[str, Maker] = {
    each.__name__: each
    for each in (
        *(noise, unmasked, reserved, unknown_opcode, oversized, wrong_pieces),
        *(no_text, bad_goodbye, half_a_frame, engine_packet, socket_packet),
    )
}
LYING: dict[str, Maker] = {each.__name__: each for each in (broken_packet, lying_command)}


def hostile(chance: Chance, is_member: bool) -> Iterator[tuple[str, bytes]]:
    """Kinds and bytes without end. A member mostly lies, since a broken frame ends the connection."""
    while True:
        lies = is_member and chance.random() < 0.97
        name, make = chance.choice([*(LYING if lies else BREAKING).items()])
        yield name, make(chance)


def _event(chance: Chance) -> tuple[str, dict[str, Any]]:
    """An event as a browser would send it."""
    name = chance.choices(("do", "join", "catch_up", "older", "signal"), (12, 1, 1, 1, 1))[0]
    if name != "do":
        known = {"older": {"before": 9}, "signal": {"kind": "typing"}}
        return name, dict(known.get(name, {"after": 0, "sight": ""}))
    command = chance.choice([*COMMANDS])
    fields = {field: _likely(chance, field) for field in asked_fields(COMMANDS[command])}
    return "do", {"id": f"hostile-{chance.getrandbits(64):016x}", "name": command, "fields": fields}


def _likely(chance: Chance, field: str) -> Any:
    """What might stand there."""
    if field in ("text", "words", "prompt", "question", "title", "reason", "what", "how_much", "when"):
        return chance.choice(("Hei", "", "<script>alert(1)</script>", "💚"))
    if field == "options":
        return ["Ja", "Nei"]
    return chance.choice((0, 1, 5, "main", None, True, []))


def _odd(chance: Chance) -> Any:
    return chance.choice(
        (
            *(
                None,
                True,
                -1,
                0,
                2**53,
                2**64,
                10**40,
                1.5,
                1e308,
                "",
                "x",
                LONG_WORDS,
                "\x00",
                "' OR 1=1 --",
                "../../",
            ),
            *([], {}, [[]], {"a": {"b": {}}}, [None] * 500, {"__proto__": {}}, "\u202e", "{{7*7}}", "\ud83d"),
        )
    )


def _packet(chance: Chance, event: tuple[str, dict[str, Any]]) -> bytes:
    name, data = event
    number = str(chance.randint(0, 10**6)) if chance.random() < 0.8 else ""
    return f"42{number}{json.dumps([name, data])}".encode("utf-8", "surrogatepass")
