"""The relay's credentials live ten minutes, an evening two hours: browsers have new ones in time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocket

from tests.browser.conftest import Live
from tests.browser.media.circle import circle

MINUTE_MS = 60_000
ASKED, LOOKED_WITHIN_S = '"kind":"ice"', 60
# Answers as the server does, each time with other names; refuses while `window.refuses`.
HELD = """async () => {
  const { Ice } = await import("/static/js/lib/media/ice.js");
  window.asked = 0;
  const given = (number) => [{ urls: "turn:relay.example", username: String(number), credential: "x" }];
  window.ice = new Ice(async () => {
    window.asked += 1;
    return window.refuses ? { ok: false, code: "too_fast" } : { ok: true, ice: given(window.asked) };
  });
  window.ice.begin(given(0));
}"""
# Two ends of which one goes away: the other begins anew, with what it is given then.
LEFT_ALONE = """async () => {
  const { Peer } = await import("/static/js/lib/media/peer.js");
  const ends = {};
  let name = "old";
  const terms = (other, isFirst) => ({
    isFirst, isPolite: !isFirst, direction: "sendrecv", isRelayOnly: false, changed() {},
    ice: () => [{ urls: "turn:127.0.0.1:9?transport=udp", username: name, credential: "x" }],
    renewed: async () => { await new Promise((resolve) => setTimeout(resolve, 50)); name = "new"; },
    tell: (signal) => setTimeout(() => ends[other]?.hear(JSON.parse(JSON.stringify(signal))), 20),
  });
  ends.a = new Peer(terms("b", true));
  ends.b = new Peer(terms("a", false));
  const until = async (holds) => {
    for (let tries = 0; tries < 600 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    return holds();
  };
  const names = () => ends.a.connection.getConfiguration().iceServers.map((each) => each.username);
  const areTogether = await until(() => ends.a.isConnected && ends.b.isConnected);
  const before = names();
  ends.b.close();
  const beganAnew = await until(() => names()[0] === "new" && ends.a.connection.signalingState === "have-local-offer");
  ends.a.close();
  return { areTogether, before, beganAnew };
}"""  # noqa: E501

# Five minutes later for the credentials alone: the line would take it for a sleep, and all come in anew.
LATER = r"""() => {
  const now = Date.now;
  Date.now = () => now() + (/media\/ice\b/.test(new Error().stack) ? 300_000 : 0);
}"""


@pytest.fixture
def page(live: Live, chromium: Browser) -> Iterator[Page]:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(live.url)
        yield page


@pytest.fixture
def timed(page: Page) -> Page:
    """A page whose clock is moved on by hand, and which holds credentials."""
    page.clock.install()
    page.evaluate(HELD)
    return page


def held(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        "() => ({ asked: window.asked, name: window.ice.servers[0].username })"
    )
    return found


def test_new_ones_are_asked_for_long_before_the_old_are_over(timed: Page) -> None:
    names = []
    for _minute in range(20):
        timed.clock.run_for(MINUTE_MS)
        names.append(held(timed)["name"])

    assert all(names[minute] != names[minute - 8] for minute in range(8, 20))
    assert held(timed)["asked"] <= 5


def test_a_device_that_has_slept_asks_as_soon_as_it_is_awake(timed: Page) -> None:
    timed.clock.fast_forward(60 * MINUTE_MS)

    assert held(timed) == {"asked": 1, "name": "1"}


def test_who_is_refused_asks_again_before_it_is_too_late(timed: Page) -> None:
    timed.evaluate("() => { window.refuses = true; }")
    timed.clock.run_for(5 * MINUTE_MS)
    assert held(timed)["name"] == "0"

    timed.evaluate("() => { window.refuses = false; }")
    timed.clock.run_for(MINUTE_MS)

    assert held(timed)["name"] != "0"


def test_one_question_is_under_way_at_a_time(timed: Page) -> None:
    timed.clock.set_system_time(timed.evaluate("() => Date.now()") / 1000 + 600)

    timed.evaluate("() => Promise.all([window.ice.renewed(), window.ice.renewed()])")

    assert held(timed)["asked"] == 1


def test_a_connection_that_begins_anew_takes_new_ones(page: Page) -> None:
    found = page.evaluate(LEFT_ALONE)

    assert found == {"areTogether": True, "before": ["old"], "beganAnew": True}


def test_whoever_takes_part_asks_the_server_for_them(live: Live, chromium: Browser) -> None:
    sent: list[str] = []

    def overhear(socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: sent.append(str(payload)))

    with circle(live, chromium, "marit") as people:
        marit = people.marit
        marit.page.on("websocket", overhear)
        marit.page.reload()
        marit.ready()
        marit.enter()
        marit.page.evaluate(LATER)
        for _second in range(LOOKED_WITHIN_S):
            if any(ASKED in text for text in sent):
                return
            marit.page.wait_for_timeout(1_000)
    raise AssertionError(sent[-10:])
