"""Two ends of a connection in one page: they begin at once, lose what was said, and still come together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Live

# Two ends, which tell each other by way of `pass(name, signal)`; false lets a signal be lost.
PAIR = """async (how) => {
  const { Peer } = await import("/static/js/lib/media/peer.js");
  const ends = {};
  const said = { a: [], b: [] };
  let lost = 0;
  const terms = (name, other) => ({
    isFirst: name === "b", isPolite: name === "a", direction: "sendrecv", isRelayOnly: false, ice: () => [], renewed: async () => {}, changed() {},
    tell(signal) {
      said[name].push(signal.description?.type ?? "candidate");
      if (how.losesFirstOffer && signal.description && !lost++) return;
      setTimeout(() => ends[other].hear(JSON.parse(JSON.stringify(signal))), 20);
    },
  });
  ends.a = new Peer(terms("a", "b"));
  ends.b = new Peer(terms("b", "a"));
  const until = async (holds) => {
    for (let tries = 0; tries < 400; tries += 1) {
      if (holds()) return true;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return false;
  };
  const areTogether = () => ends.a.isConnected && ends.b.isConnected;
  const first = await until(areTogether);
  let again = true;
  if (how.beginsAnewAtOnce) {
    const before = ends.a.connection.localDescription.sdp;
    for (const end of Object.values(ends)) end.connection.restartIce();
    const isNew = () => ends.a.connection.signalingState === "stable" && ends.a.connection.localDescription.sdp !== before;
    again = (await until(isNew)) && (await until(areTogether));
  }
  const lines = Object.values(ends).map((end) => end.lines.map((line) => `${line.mid} ${line.receiver.track.kind} ${line.currentDirection}`));
  for (const end of Object.values(ends)) end.close();
  return { first, again, said, lines };
}"""  # noqa: E501
LINES = ["0 audio sendrecv", "1 video sendrecv", "2 video sendrecv"]


@pytest.fixture(scope="module")
def page(live: Live, chromium: Browser) -> Iterator[Page]:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(live.url)
        yield page


def test_one_begins_with_three_lines_and_both_have_the_same(page: Page) -> None:
    found = page.evaluate(PAIR, {})

    assert found["first"]
    assert found["lines"] == [LINES, LINES]
    assert [kind for kind in found["said"]["b"] if kind != "candidate"] == ["offer"]
    assert [kind for kind in found["said"]["a"] if kind != "candidate"] == ["answer"]


def test_when_both_begin_anew_at_once_the_polite_one_gives_way(page: Page) -> None:
    found = page.evaluate(PAIR, {"beginsAnewAtOnce": True})

    assert found["first"]
    assert found["again"]
    assert found["lines"] == [LINES, LINES]


def test_an_offer_that_was_lost_is_made_again(page: Page) -> None:
    found = page.evaluate(PAIR, {"losesFirstOffer": True})

    assert found["first"]
    assert found["lines"] == [LINES, LINES]
