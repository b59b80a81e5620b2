"""Engine.IO 4 and Socket.IO 5 on the bare engine: what their public suites ask, in our own words."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from itertools import pairwise
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.rooms.direct.wire_client import BINARY, CLOSE, TEXT, RawSocket, frame

WEBSOCKET = "/socket.io/?EIO=4&transport=websocket"
Connect = Callable[[], RawSocket]


@pytest.fixture
def opened(engine_port: int):
    """A WebSocket with Engine.IO's opening behind it."""
    with RawSocket(engine_port, WEBSOCKET) as line:
        opening = line.words()
        assert opening.startswith("0")
        yield line


@pytest.fixture
def connected(opened: RawSocket) -> RawSocket:
    """The same in Socket.IO's main namespace."""
    opened.text("40")
    assert opened.words().startswith('40{"sid":"')
    assert opened.words() == '42["auth",{}]'
    return opened


def poll(port: int, sid: str = "", **more: object) -> tuple[int, str]:
    """Status and text of one HTTP request to the engine."""
    address = f"http://127.0.0.1:{port}/socket.io/?EIO=4&transport=polling" + (f"&sid={sid}" if sid else "")
    try:
        with urlopen(Request(address, **more), timeout=10) as answer:  # type: ignore[arg-type]
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def polled_sid(port: int) -> str:
    return str(json.loads(poll(port)[1][1:])["sid"])


def polled(port: int, sid: str) -> list[str]:
    """The packets of the next poll that has any but a ping; the ping is answered."""
    while True:
        status, text = poll(port, sid)
        assert status == 200
        packets = text.split("\x1e")
        if "2" in packets:
            poll(port, sid, data=b"3")
        if packets != ["2"]:
            return [packet for packet in packets if packet != "2"]


def test_both_transports_open_with_what_a_client_needs(engine_port: int):
    with RawSocket(engine_port, WEBSOCKET) as line:
        by_websocket = json.loads(line.words()[1:])
    by_polling = json.loads(poll(engine_port)[1][1:])

    settings = {"pingInterval": 1000, "pingTimeout": 1000, "maxPayload": 1_000_000}
    assert by_websocket == {"sid": by_websocket["sid"], "upgrades": []} | settings
    assert by_polling == {"sid": by_polling["sid"], "upgrades": ["websocket"]} | settings


@pytest.mark.parametrize("query", ["transport=websocket", "EIO=3&transport=websocket", "EIO=4&transport=x"])
def test_another_version_or_transport_is_refused(engine_port: int, query: str):
    with RawSocket(engine_port, f"/socket.io/?{query}") as line:
        assert b" 400 " in line.answer.splitlines()[0]


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_another_method_is_refused(engine_port: int, method: str):
    assert poll(engine_port, method=method, data=b"")[0] in (400, 405)


def test_pings_come_each_second_and_are_answered(opened: RawSocket):
    opened.text("40")
    came = []

    while len(came) < 3:
        got = opened.receive(3)
        assert got is not None
        if got == (TEXT, b"2"):
            came.append(time.monotonic())
            opened.text("3")

    assert all(later - earlier > 0.9 for earlier, later in pairwise(came))


def test_who_answers_no_ping_is_let_out(connected: RawSocket):
    started = time.monotonic()

    while (got := connected.receive(5)) is not None:
        assert got[0] in (TEXT, CLOSE)

    assert 1.5 < time.monotonic() - started < 4.5


def test_who_comes_into_no_namespace_is_let_out(opened: RawSocket):
    started = time.monotonic()

    while (got := opened.receive(5)) is not None:
        if got == (TEXT, b"2"):
            opened.text("3")

    assert time.monotonic() - started < 4


def test_an_engine_that_is_told_to_close_closes(opened: RawSocket):
    opened.text("1")

    assert opened.closing_code(3) == 1000


@pytest.mark.parametrize(
    "broken", ["abc", "4abc", "42{}", '42abc["message-with-ack",1]', "4", "4å", '42["message"', "45"]
)
def test_what_is_neither_protocol_ends_the_connection(connected: RawSocket, broken: str):
    connected.text(broken)

    assert connected.closing_code(3) is not None


def test_auth_comes_back_in_either_namespace(opened: RawSocket):
    opened.text('40{"token":"123"}')
    assert opened.words().startswith('40{"sid":"')
    assert opened.words() == '42["auth",{"token":"123"}]'

    opened.text('40/custom,{"token":"abc"}')
    assert opened.words().startswith('40/custom,{"sid":"')
    assert opened.words() == '42/custom,["auth",{"token":"abc"}]'


def test_an_unknown_namespace_is_refused_in_words(opened: RawSocket):
    opened.text("40/random")

    assert opened.words() == '44/random,{"message":"Invalid namespace"}'


def test_leaving_one_namespace_leaves_the_other(connected: RawSocket):
    connected.text("40/custom")
    assert connected.words().startswith("40/custom,")
    assert connected.words() == '42/custom,["auth",{}]'

    connected.text("41/custom")
    connected.text('42["message","message to main namespace"]')

    assert connected.words() == '42["message-back","message to main namespace"]'


def test_leaving_the_last_namespace_ends_the_connection(connected: RawSocket):
    connected.text("41")

    assert connected.closing_code(3) == 1000


def test_messages_and_acknowledgements_keep_their_values(connected: RawSocket):
    connected.text('42["message",1,"2",{"3":[true]}]')
    assert connected.words() == '42["message-back",1,"2",{"3":[true]}]'

    connected.text('42456["message-with-ack",1,"2",{"3":[false]}]')
    assert connected.words() == '43456[1,"2",{"3":[false]}]'


def test_binary_attachments_come_back(connected: RawSocket):
    placeholders = '{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}'
    connected.text(f'452-["message",{placeholders}]')
    connected.send(frame(BINARY, bytes((1, 2, 3))) + frame(BINARY, bytes((4, 5, 6))))

    assert connected.words() == f'452-["message-back",{placeholders}]'
    assert connected.receive() == (BINARY, bytes((1, 2, 3)))
    assert connected.receive() == (BINARY, bytes((4, 5, 6)))


def test_what_is_sent_in_one_breath_is_answered_in_order(connected: RawSocket):
    """Known events go straight to their handler, others through the library: still one after the other."""
    sent = [f'42{n}["message-with-ack",{n}]' if n % 3 else f'42["message",{n}]' for n in range(60)]
    connected.send(b"".join(frame(TEXT, one.encode()) for one in sent))

    answers = [connected.words() for _ in sent]

    assert answers == [f"43{n}[{n}]" if n % 3 else f'42["message-back",{n}]' for n in range(60)]


def test_a_message_over_the_limit_ends_the_connection(connected: RawSocket):
    connected.text('42["message","' + "x" * 1_000_000 + '"]')

    assert connected.closing_code(5) == 1009


def test_polling_opens_talks_and_closes(engine_port: int):
    sid = polled_sid(engine_port)

    assert poll(engine_port, sid, data=b"40")[1].lower() == "ok"
    (welcome, *auth) = polled(engine_port, sid)
    assert welcome.startswith('40{"sid":"')
    assert (auth or polled(engine_port, sid)) == ['42["auth",{}]']
    poll(engine_port, sid, data=b'42["message","1"]\x1e427["message-with-ack",2]')
    assert polled(engine_port, sid) == ['42["message-back","1"]', "437[2]"]
    poll(engine_port, sid, data=b"1")
    assert poll(engine_port, sid)[0] == 400


def test_polling_upgrades_and_polls_no_more(engine_port: int):
    sid = polled_sid(engine_port)

    with RawSocket(engine_port, f"{WEBSOCKET}&sid={sid}") as line:
        line.text("2probe")
        assert line.words() == "3probe"
        line.text("5")
        line.text("40")
        received = [line.words() for _ in range(3)]
        assert [words[:2] for words in received if words != "6"][:2] == ["40", "42"]
        assert poll(engine_port, sid)[0] == 400
        line.text('421["message-with-ack",1]')
        assert "431[1]" in [line.words() for _ in range(2)]


@pytest.mark.parametrize("header", ["Sec-WebSocket-Version: 12", "Sec-WebSocket-Key: short"])
def test_half_a_handshake_is_refused(engine_port: int, header: str):
    with RawSocket(engine_port, WEBSOCKET, f"{header}\r\n") as line:
        assert line.answer.split(b" ")[1] in (b"400", b"426")
