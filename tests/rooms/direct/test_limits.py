"""One who reads nothing, one who never stops, and many who say nothing: the others notice none of it."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from rooms.direct.line import PATIENCE_S
from rooms.limits import ROOM_PER_SECOND, Bucket
from rooms.simulation.client import Ticket
from tests.rooms.direct.member import WEBSOCKET, Member
from tests.rooms.direct.wire_client import MORE, PING, PONG, TEXT, RawSocket, flooding, frame
from tests.serving import Server


def memory(server: Server) -> int:
    """What the server holds, in MB."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


def times_slowed(server: Server) -> int:
    with urlopen(f"{server.url}/metrics") as answer:
        figures = answer.read().decode()
    return int(float(figures.split("\nmestringsrom_lines_slowed_total ")[1].split("\n")[0]))


def open_files(server: Server) -> int:
    return len(list(Path(f"/proc/{server.pid}/fd").iterdir()))


QUICK = {"COMMANDS_PER_SECOND": "100000", "ROOM_COMMANDS_PER_SECOND": "100000"}
LONG = "x" * 1_900


@pytest.mark.parametrize("server", [QUICK], indirect=True)
def test_who_reads_nothing_keeps_nobody_waiting_and_catches_up_by_number(
    server: Server, members: list[Member]
):
    leader, other, ana = members
    before = memory(server)

    answers = [leader.do("send_message", text=f"{number} {LONG}") for number in range(600)]

    assert [answer["ok"] for answer in answers] == [True] * 600
    assert sum(len(update.get("put", {}).get("messages", ())) for update in leader.updates) == 600
    assert memory(server) - before < 40
    ana.until_behind()
    numbers = [update["seq"] for update in ana.updates]
    assert numbers == sorted(numbers)
    assert numbers[-1] < answers[-1]["seq"]
    caught_up = ana.ask("catch_up", {"after": numbers[-1], "sight": "seat:main"})
    assert (caught_up["ok"], caught_up["seq"]) == (True, answers[-1]["seq"])
    other.until_behind()
    assert other.ask("catch_up", {"after": 1, "sight": ""})["seq"] == answers[-1]["seq"]


@pytest.mark.parametrize("server", [QUICK], indirect=True)
def test_who_never_reads_again_is_cut(server: Server, members: list[Member]):
    leader, other, _ana = members
    for number in range(300):
        leader.do("send_message", text=f"{number} {LONG}")
        other.line.words()
    held = open_files(server)

    until = time.monotonic() + 3 * PATIENCE_S
    while open_files(server) == held and time.monotonic() < until:
        for member in (leader, other):
            member.line.text("3")
        time.sleep(1)

    assert open_files(server) == held - 1
    assert leader.do("send_message", text="Hei")["ok"]


@pytest.mark.parametrize("server", [QUICK], indirect=True)
def test_who_has_caught_up_is_given_all_the_patience_anew(server: Server, members: list[Member]):
    leader, _other, ana = members

    def more_than_ana_reads() -> None:
        for number in range(300):
            leader.do("send_message", text=f"{number} {LONG}")

    more_than_ana_reads()
    ana.until_behind()
    time.sleep(PATIENCE_S / 2)
    more_than_ana_reads()
    time.sleep(PATIENCE_S * 0.7)

    ana.until_behind()


def test_a_flooder_is_refused_and_slowed_and_the_others_are_not(members: list[Member]):
    leader, _other, ana = members
    command = json.dumps(["do", ana.command("raise_hand")])
    flood = b"".join(frame(TEXT, f"42{n}{command}".encode()) for n in range(100_000))

    with flooding(ana.line.sock, flood):
        answers = [(time.sleep(0.15), leader.do("send_message", text="Hei"))[1]["ok"] for _ in range(20)]

    assert answers == [True] * 20
    refused, until = 0, time.monotonic() + 5
    while (words := quietly(ana.line)) and time.monotonic() < until:
        refused += '"too_fast"' in words
    # In these seconds the loop of somebody who is not slowed would have gone round many thousand times.
    assert 100 < refused < 3_000


def test_a_room_of_25_that_all_come_back_at_once_stays_below_its_limit():
    """Each joins, catches up, and sends the ten messages that waited: all in the same millisecond."""
    bucket = Bucket(ROOM_PER_SECOND)

    assert all(bucket.take(1_000) for _person in range(25) for _ask in range(12))


@pytest.mark.parametrize("server", [{"ROOM_COMMANDS_PER_SECOND": "5"}], indirect=True)
def test_a_room_that_asks_too_much_together_is_told_so_and_no_other_room_is(
    server: Server, members: list[Member], other_room: list[Ticket]
):
    leader, other, ana = members

    codes = [who.do("raise_hand").get("code") for _time in range(10) for who in (leader, other, ana)]

    assert set(codes) == {None, "room_too_fast"}
    elsewhere = Member(other_room[0], server.port)
    assert elsewhere.do("send_message", text="Hei")["ok"]
    elsewhere.line.sock.close()
    time.sleep(1)
    assert ana.do("send_message", text="Det ble plass igjen")["ok"]


FRAMES = {
    "pings": frame(PING, b"?"),
    "pongs that nobody asked for": frame(PONG, b"!"),
    "empty pieces of one message": frame(MORE, b"", fin=False),
}


@pytest.mark.parametrize("kind", FRAMES)
def test_frames_without_end_are_read_slowly_and_the_others_are_not(
    server: Server, members: list[Member], kind: str
):
    leader, _other, ana = members
    ana.line.send(frame(TEXT, b"", fin=False))

    with flooding(ana.line.sock, FRAMES[kind] * 500_000):
        answers = [(time.sleep(0.15), leader.do("send_message", text="Hei"))[1]["ok"] for _ in range(20)]

    assert answers == [True] * 20
    assert times_slowed(server) > 0


def test_hundreds_who_never_say_anything_are_let_out(server: Server, members: list[Member]):
    silent = [RawSocket(server.port, WEBSOCKET) for _ in range(300)]
    halves = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(300)]
    for half in halves:
        half.sendall(b"GET /socket.io/?EIO=4 HTTP/1.1\r\nHo")

    assert members[0].do("send_message", text="Hei")["ok"]

    for line in silent:
        assert line.closing_code(30) is not None
        line.sock.close()
    for half in halves:
        half.close()
    assert members[0].do("send_message", text="Hei igjen")["ok"]


def quietly(line: RawSocket) -> str:
    """The next packet; "" when none comes any more."""
    try:
        return line.words(2)
    except TimeoutError:
        return ""


@pytest.mark.parametrize("server", [{"ROOM_PATH": "direct"}, {"ROOM_PATH": "stock"}], indirect=True)
def test_an_event_named_as_the_door_is_none(server: Server, members: list[Member]):
    leader, _other, ana = members

    ana.line.text('42["connect",{"HTTP_COOKIE":"session=made-up"},{"room":"elsewhere"}]')
    ana.line.text('42["disconnect","because I say so"]')

    assert ana.do("send_message", text="Her er jeg fortsatt")["ok"]
    assert leader.do("send_message", text="Det ser jeg")["ok"]
    assert '"level": "error"' not in server.log()
