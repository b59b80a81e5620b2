"""A Janus that answers much but not everything: what holds for those who are still there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine

from rooms.core import commands as c
from rooms.media.janus import client
from rooms.media.janus.carrier import Janus
from tests.rooms.core.story import ANA, BJORN, MARIT
from tests.rooms.media.devices import OFFER
from tests.rooms.media.evening import Evening
from tests.services.played_janus import PlayedJanus, played_janus


@pytest.fixture
def janus() -> Iterator[PlayedJanus]:
    with played_janus() as janus:
        yield janus


@pytest.fixture
def cold(engine: Engine, janus: PlayedJanus, monkeypatch: pytest.MonkeyPatch) -> Iterator[Evening]:
    """Janus has not been spoken to yet, and little patience is had with it."""
    monkeypatch.setattr(client, "ANSWERS_WITHIN_S", 0.2)
    settings = {"JANUS_URL": janus.url, "JANUS_SECRET": "secret", "SECRET_KEY": "key"}
    evening = Evening(engine, MEDIA="janus", **settings)
    yield evening
    carrier(evening).end()


@pytest.fixture
def evening(cold: Evening) -> Evening:
    carrier(cold).begin()
    assert soon(lambda: carrier(cold).is_up)
    return cold


def carrier(evening: Evening) -> Janus:
    assert isinstance(evening.media.carrier, Janus)
    return evening.media.carrier


def soon(holds: Callable[[], object]) -> bool:
    deadline = time.monotonic() + 20
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return bool(holds())


def test_a_leaders_mute_holds_after_janus_has_missed_that_somebody_went(
    evening: Evening, janus: PlayedJanus
) -> None:
    ana, bjorn = evening.enter(ANA), evening.enter(BJORN)
    assert ana.ask("signal", to="publish", description={"type": "offer", "sdp": OFFER})["ok"]
    janus.deaf_to = {"kick"}
    assert bjorn.ask("leave")["ok"]
    assert janus.asked_for("kick")
    before = len(janus.asked_for("moderate"))

    evening.do(MARIT, c.StopVoice(ANA.id))

    (muted,) = janus.asked_for("moderate")[before:]
    assert (muted["mid"], muted["mute"]) == ("0", True)


def test_whoever_cannot_be_muted_is_hung_up_and_asked_to_come_in_anew(
    evening: Evening, janus: PlayedJanus
) -> None:
    ana = evening.enter(ANA)
    assert ana.ask("signal", to="publish", description={"type": "offer", "sdp": OFFER})["ok"]
    ana.news()
    janus.deaf_to = {"moderate", "kick"}

    evening.do(MARIT, c.StopVoice(ANA.id))

    assert [each["kind"] for each in ana.news()] == ["anew"]
    assert soon(lambda: len(janus.hung_up) == 1)


def test_a_janus_that_was_not_ready_at_first_is_tried_again(cold: Evening, janus: PlayedJanus) -> None:
    janus.deaf_to = {"attach"}
    carrier(cold).begin()
    assert soon(lambda: "attach" in janus.ignored)
    assert carrier(cold).is_up is False

    janus.deaf_to = set()

    assert soon(lambda: carrier(cold).is_up)


def test_what_is_no_janus_is_tried_until_one_is_there(cold: Evening, janus: PlayedJanus) -> None:
    janus.is_another = True
    carrier(cold).begin()
    assert soon(lambda: "create" in janus.ignored)

    janus.is_another = False

    assert soon(lambda: carrier(cold).is_up)
