"""A browser that does not answer, and a Janus that does not: what was to stop stops all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from queue import Queue

import pytest

from rooms.media.janus.client import Client, Message
from rooms.media.janus.subscription import Subscription
from rooms.media.janus.videoroom import Source, VideoRoom
from tests.services.played_janus import PlayedJanus, played_janus

ANA, BJORN, CECILIE = Source(101, "0"), Source(102, "0"), Source(103, "0")
ANSWER = {"type": "answer", "sdp": "v=0"}


def overhear(_said: Message) -> None:
    pass


@pytest.fixture
def janus() -> Iterator[PlayedJanus]:
    with played_janus() as janus:
        yield janus


@pytest.fixture
def client(janus: PlayedJanus) -> Iterator[Client]:
    turned: Queue[bool] = Queue()
    with closing(Client(janus.url, "secret", turned.put)) as client:
        client.start()
        assert turned.get(timeout=20)
        yield client


@pytest.fixture
def subscription(client: Client) -> Subscription:
    """Ana and Bjørn are received, and the browser has answered to that."""
    room = VideoRoom(client, client.attach(overhear), b"key", room_id=1)
    subscription = Subscription(client, room, 1, lambda description, arriving: None, overhear)
    subscription.want(frozenset({ANA, BJORN}))
    subscription.answer(ANSWER)
    return subscription


def sent(janus: PlayedJanus) -> list[tuple[str, bool]]:
    """Which lines Janus was asked to send on, or to hold back, in order."""
    asked = [each for body in janus.asked_for("configure") for each in body["streams"]]
    return [(each["mid"], each["send"]) for each in asked]


def test_who_owes_an_answer_is_not_sent_what_is_not_for_them_any_more(
    janus: PlayedJanus, subscription: Subscription
) -> None:
    subscription.want(frozenset({ANA, BJORN, CECILIE}))  # offered, and never answered

    subscription.want(frozenset({CECILIE}))  # all others are in another place now

    assert sent(janus) == [("0", False), ("1", False)]
    assert len(janus.asked_for("update")) == 1


def test_what_was_held_back_meanwhile_flows_when_it_is_wanted_again(
    janus: PlayedJanus, subscription: Subscription
) -> None:
    subscription.want(frozenset({ANA, BJORN, CECILIE}))
    subscription.want(frozenset({BJORN}))

    subscription.want(frozenset({ANA, BJORN}))

    assert sent(janus) == [("0", False), ("2", False), ("0", True)]


def test_a_line_that_was_held_back_is_free_for_another_after_the_answer(
    janus: PlayedJanus, subscription: Subscription
) -> None:
    dag = Source(104, "0")
    subscription.want(frozenset({ANA, BJORN, CECILIE}))
    subscription.want(frozenset({BJORN, CECILIE, dag}))
    subscription.answer(ANSWER)

    subscription.want(frozenset({BJORN, CECILIE, dag}))

    ana = {"unsubscribe": [{"feed": 101, "mid": "0"}]}
    assert janus.asked_for("update")[1:] == [{"subscribe": [{"feed": 104, "mid": "0"}]} | ana]
    assert sent(janus) == [("0", False), ("0", True)]
