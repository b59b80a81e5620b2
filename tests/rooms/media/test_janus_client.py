"""The line to a real Janus: asked by many at once, lost, and back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Queue

import pytest

from rooms.media.janus.client import Client, JanusAwayError, JanusRefusedError, Message
from rooms.media.janus.videoroom import Source, VideoRoom
from tests.rooms.media.devices import OFFER
from tests.services.janus import JanusServer

# So long at most until something has happened that comes by itself.
SOON_S = 20


class Line:
    """A client, and what it tells: whether Janus is there."""

    def __init__(self, janus: JanusServer) -> None:
        self.turned: Queue[bool] = Queue()
        self.client = Client(janus.url, janus.secret, self.turned.put)

    def close(self) -> None:
        self.client.close()

    def is_there(self) -> bool:
        return self.turned.get(timeout=SOON_S)


@contextmanager
def connected(janus: JanusServer) -> Iterator[Line]:
    with closing(Line(janus)) as line:
        line.client.start()
        assert line.is_there()
        yield line


def overhear(_said: Message) -> None:
    pass


def test_everybody_gets_the_answer_to_their_own_question(janus: JanusServer) -> None:
    with connected(janus) as line, ThreadPoolExecutor(8) as pool:
        handles = list(pool.map(line.client.attach, [overhear] * 40))
        answers = list(pool.map(lambda handle: line.client.ask(handle, {"request": "list"}), handles))

    assert len(set(handles)) == 40
    assert [answer["videoroom"] for answer in answers] == ["success"] * 40


def test_what_janus_refuses_is_told_to_who_asked(janus: JanusServer) -> None:
    with connected(janus) as line:
        handle = line.client.attach(overhear)

        with pytest.raises(JanusRefusedError):
            line.client.ask(handle, {"request": "exists", "room": "not a number"})
        with pytest.raises(JanusRefusedError):
            line.client.ask(handle + 1, {"request": "list"})


def test_a_wrong_secret_opens_nothing(janus: JanusServer) -> None:
    turned: Queue[bool] = Queue()
    with closing(Client(janus.url, "guessed", turned.put)) as client:
        client.start()

        with pytest.raises(JanusAwayError):
            client.attach(overhear)
    assert turned.empty()


def test_the_line_is_lost_with_janus_and_comes_back_with_it(janus: JanusServer) -> None:
    with connected(janus) as line:
        janus.kill()

        assert line.is_there() is False
        with pytest.raises(JanusAwayError):
            line.client.attach(overhear)

        janus.start()
        assert line.is_there() is True
        assert line.client.attach(overhear)


def room_of(line: Line, key: bytes = b"key") -> VideoRoom:
    return VideoRoom(line.client, line.client.attach(overhear), key, room_id=1)


def listed(line: Line) -> list[Message]:
    return list(line.client.ask(line.client.attach(overhear), {"request": "list"})["list"])


def test_a_room_is_there_while_somebody_is_and_nobody_else_can_do_anything_in_it(janus: JanusServer) -> None:
    with connected(janus) as ours, connected(janus) as theirs:
        room = room_of(ours)
        joined = room.join("ana", overhear)

        assert listed(theirs) == []
        number, handle = room._number, theirs.client.attach(overhear)
        for asked in (
            {"request": "join", "ptype": "publisher", "pin": "guessed"},
            {"request": "enable_recording", "record": True, "secret": "guessed"},
            {"request": "edit", "new_rec_dir": "/tmp", "secret": "guessed"},
        ):
            with pytest.raises(JanusRefusedError, match="Unauthorized"):
                theirs.client.ask(handle, asked | {"room": number})

        room.end()  # there is somebody
        assert theirs.client.ask(handle, {"request": "exists", "room": number})["exists"] is True
        room.kick(joined.feed)
        room.end()
        assert theirs.client.ask(handle, {"request": "exists", "room": number})["exists"] is False


def test_two_processes_find_each_other_in_the_same_room(janus: JanusServer) -> None:
    heard: Queue[Message] = Queue()
    with connected(janus) as one, connected(janus) as other:
        room_of(one).join("ana", heard.put)
        berit = room_of(other).join("berit", overhear)
        other.client.ask(berit.handle, {"request": "publish"}, {"type": "offer", "sdp": OFFER})
        other.client.detach(berit.handle)

        assert berit.feed in heard.get(timeout=SOON_S)["plugindata"]["data"].values()


def test_what_is_sent_can_be_stopped_before_it_flows_and_a_sender_put_out(janus: JanusServer) -> None:
    heard: Queue[Message] = Queue()
    with connected(janus) as line:
        room = room_of(line)
        ana = room.join("ana", heard.put)
        line.client.ask(ana.handle, {"request": "publish"}, {"type": "offer", "sdp": OFFER})

        room.moderate(Source(ana.feed, "0"), True)
        assert heard.get(timeout=SOON_S)["plugindata"]["data"]["moderation"] == "muted"
        room.kick(ana.feed)
        assert heard.get(timeout=SOON_S)["plugindata"]["data"]["reason"] == "kicked"
        with pytest.raises(JanusRefusedError, match="No such user"):
            room.kick(ana.feed)


GREEN = """
import eventlet
eventlet.monkey_patch()
import time
from rooms.media.janus.client import Client

late = []
def tick():
    while True:
        before = time.monotonic()
        eventlet.sleep(0.005)
        late.append(time.monotonic() - before)

turned = []
client = Client({url!r}, {secret!r}, turned.append)
client.start()
while not turned:
    eventlet.sleep(0.005)
handle = client.attach(print)
ticker = eventlet.spawn(tick)
asking = [eventlet.spawn(client.ask, handle, {{"request": "list"}}) for _ in range(50)]
for each in asking:
    each.wait()
eventlet.sleep(6)
ticker.kill()
client.close()
print(max(late) < 1, len(late) > 100)
"""


def test_in_the_server_nobody_waits_for_janus_but_who_asks(janus: JanusServer) -> None:
    """Neither for an answer nor while there is nothing to hear, which is longer here than the line may be."""
    program = GREEN.format(url=janus.url, secret=janus.secret)
    command = [sys.executable, "-W", "ignore", "-c", program]
    root = Path(__file__).resolve().parents[3]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)

    assert ended.stdout.splitlines()[-1] == "True True", ended.stderr
