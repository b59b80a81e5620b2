"""RFC 6455 on our own frames: what Autobahn's fuzzer asks, in our own words, over a real connection."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wsproto.frame_protocol import FrameProtocol, Opcode

from rooms.direct.frames import Reader, Reply
from rooms.direct.frames import frame as made
from tests.rooms.direct.wire_client import BINARY, CLOSE, MORE, PING, PONG, TEXT, RawSocket, frame


@pytest.fixture
def line(raw_port: int):
    with RawSocket(raw_port) as line:
        yield line


def test_the_handshake_is_that_of_the_standard(raw_port: int):
    with RawSocket(raw_port) as line:
        assert b"101 Switching Protocols" in line.answer
        # The pair of key and answer that RFC 6455 itself gives as its example.
        assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in line.answer


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65_535, 65_536, 300_000])
@pytest.mark.parametrize("opcode", [TEXT, BINARY])
def test_messages_of_every_length_come_back_as_they_were(line: RawSocket, length: int, opcode: int):
    payload = b"*" * length

    line.send(frame(opcode, payload))

    assert line.receive() == (opcode, payload)


def test_a_message_in_pieces_is_one_message(line: RawSocket):
    line.send(frame(TEXT, b"Hei, ", fin=False) + frame(MORE, b"", fin=False) + frame(MORE, "på deg".encode()))

    assert line.receive() == (TEXT, "Hei, på deg".encode())


def test_a_letter_may_be_cut_between_pieces_and_bytes_may_come_one_by_one(line: RawSocket):
    words = "Blåbærsyltetøy 💚".encode()
    sent = b"".join(
        frame(MORE if at else TEXT, words[at : at + 1], fin=at == len(words) - 1) for at in range(len(words))
    )

    for at in range(0, len(sent), 3):
        line.send(sent[at : at + 3])

    assert line.receive() == (TEXT, words)


def test_a_ping_between_the_pieces_is_answered_at_once_with_its_own_words(line: RawSocket):
    line.send(frame(TEXT, b"a", fin=False) + frame(PING, b"er du der?") + frame(MORE, b"b"))

    assert line.receive() == (PONG, b"er du der?")
    assert line.receive() == (TEXT, b"ab")


def test_an_unasked_pong_is_ignored(line: RawSocket):
    line.send(frame(PONG, b"her") + frame(TEXT, b"ja"))

    assert line.receive() == (TEXT, b"ja")


PROTOCOL, INVALID, TOO_BIG = 1002, 1007, 1009
BROKEN = {
    "unmasked": (frame(TEXT, b"a", masked=False), PROTOCOL),
    "reserved bit 1": (frame(TEXT, b"a", reserved=4), PROTOCOL),
    "reserved bit 2": (frame(TEXT, b"a", reserved=2), PROTOCOL),
    "reserved bit 3": (frame(PING, b"a", reserved=1), PROTOCOL),
    **{f"opcode {code}": (frame(code, b"a"), PROTOCOL) for code in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)},
    "a ping of 126 bytes": (frame(PING, b"a" * 126), PROTOCOL),
    "a ping in pieces": (frame(PING, b"a", fin=False), PROTOCOL),
    "a closing frame in pieces": (frame(CLOSE, b"\x03\xe8", fin=False), PROTOCOL),
    "a continuation of nothing": (frame(MORE, b"a"), PROTOCOL),
    "a new message inside another": (frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"), PROTOCOL),
    "half a closing code": (frame(CLOSE, b"\x03"), PROTOCOL),
    **{
        f"closing code {code}": (frame(CLOSE, code.to_bytes(2)), PROTOCOL)
        for code in (0, 999, 1004, 1005, 1006, 1016, 2999, 5000, 65_535)
    },
    "a closing reason that is no text": (frame(CLOSE, b"\x03\xe8\xff\xfe"), INVALID),
    "no text": (frame(TEXT, b"\xff\xfe"), INVALID),
    "a surrogate": (frame(TEXT, b"\xed\xa0\x80"), INVALID),
    "half a letter at the end": (frame(TEXT, b"\xc3"), INVALID),
    "no text in the second piece": (frame(TEXT, b"a", fin=False) + frame(MORE, b"\xff"), INVALID),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_rule_ends_the_connection_with_the_code_that_says_which(line: RawSocket, broken: str):
    sent, code = BROKEN[broken]

    line.send(frame(TEXT, b"foer") + sent + frame(TEXT, b"etter"))

    assert line.receive() == (TEXT, b"foer")
    assert line.closing_code() == code


def test_wrong_bytes_in_a_text_are_noticed_before_the_rest_has_come(line: RawSocket):
    line.send(frame(TEXT, b"\xce\xba\xff", fin=False))

    assert line.closing_code(5) == INVALID


@pytest.mark.parametrize("code", [1000, 1001, 1003, 1007, 1011, 3000, 3999, 4000, 4999])
def test_a_goodbye_is_answered_with_its_own_code(line: RawSocket, code: int):
    line.send(frame(CLOSE, code.to_bytes(2) + b"ha det"))

    assert line.closing_code() == code


def test_an_empty_goodbye_is_answered_with_an_empty_one(line: RawSocket):
    line.send(frame(CLOSE))

    assert line.closing_code() == 1005


def test_nothing_is_heard_after_goodbye(line: RawSocket):
    line.send(frame(CLOSE, b"\x03\xe8") + frame(TEXT, b"vent"))

    assert line.receive() == (CLOSE, b"\x03\xe8")
    assert line.receive() is None


def test_half_a_frame_and_silence_keeps_nobody_else_waiting(line: RawSocket, raw_port: int):
    line.send(frame(TEXT, b"a" * 1_000)[:500])

    with RawSocket(raw_port) as other:
        started = time.monotonic()
        other.text("jeg da?")
        assert other.receive() == (TEXT, b"jeg da?")
        assert time.monotonic() - started < 2


def test_a_reader_takes_no_more_than_it_was_told():
    reader = Reader(longest=10)
    whole = [*reader.read(frame(TEXT, b"a" * 10))]

    in_pieces = [*reader.read(frame(TEXT, b"a" * 6, fin=False)), *reader.read(frame(MORE, b"b" * 6))]

    assert whole == ["a" * 10]
    assert [(type(item), item.frame[2:4]) for item in in_pieces] == [(Reply, TOO_BIG.to_bytes(2))]


def test_every_frame_is_counted_and_empty_pieces_are_not_kept():
    reader = Reader(longest=10)
    pieces = frame(TEXT, b"", fin=False) + 1_000 * frame(MORE, b"", fin=False) + frame(PONG)

    before = [*reader.read(pieces)]
    held = len(reader._parts)
    whole = [*reader.read(frame(MORE, b"a")), *reader.read(frame(TEXT, b"b"))]

    assert (before, held, whole) == ([], 1, ["a", "b"])
    assert reader.frames == 1_004


@given(st.lists(st.one_of(st.text(max_size=300), st.binary(max_size=300)), max_size=8), st.randoms())
def test_whatever_a_client_writes_is_read_however_it_is_cut(
    messages: list[str | bytes], random: random.Random
):
    client = FrameProtocol(client=True, extensions=[])
    sent = b"".join(_in_pieces(client, message, random) for message in messages)
    reader, read = Reader(longest=1_000), []

    while sent:
        cut = random.randint(1, len(sent))
        read += reader.read(sent[:cut])
        sent = sent[cut:]

    assert read == messages


def _in_pieces(client: FrameProtocol, message: str | bytes, random: random.Random) -> bytes:
    if random.random() < 0.5:
        return client.send_data(message, True)
    cut = random.randint(0, len(message))
    return client.send_data(message[:cut], False) + client.send_data(message[cut:], True)


@given(st.binary(max_size=70_000))
def test_a_frame_is_what_any_client_understands(payload: bytes):
    client = FrameProtocol(client=True, extensions=[])

    client.receive_bytes(made(payload, Opcode.BINARY))

    parts = list(client.received_frames())
    assert b"".join(bytes(part.payload) for part in parts) == payload
    assert parts[-1].message_finished


@given(st.binary(max_size=400))
def test_noise_never_does_more_than_end_the_connection(noise: bytes):
    for item in Reader(longest=200).read(noise):
        assert isinstance(item, str | bytes | Reply)
