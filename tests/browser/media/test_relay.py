"""Through the relay alone: sound and picture flow, and nobody learns where anybody is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, WebSocket

from tests.browser.conftest import Live, living
from tests.browser.media.circle import circle
from tests.browser.media.test_janus import hear_and_see
from tests.browser.media.wires import Wires
from tests.services.coturn import PORTS as RELAY_PORTS
from tests.services.coturn import CoturnServer
from tests.services.janus import PORTS as JANUS_PORTS
from tests.services.janus import JanusServer

CANDIDATE = re.compile(r"candidate:\S+ \d \w+ \d+ (\S+) (\d+) typ (\w+)([^\\\"]*)")
WAYS = """async () => {
  const ways = [];
  for (const connection of window.connections.filter((each) => each.connectionState === "connected")) {
    const stats = await connection.getStats();
    const transport = [...stats.values()].find((each) => each.type === "transport");
    const pair = stats.get(transport.selectedCandidatePairId);
    ways.push(stats.get(pair.localCandidateId).candidateType);
  }
  return ways;
}"""


@pytest.fixture(scope="module", params=["janus", "mesh"])
def live(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    janus_server: JanusServer,
    coturn: CoturnServer,
) -> Iterator[Live]:
    settings = {**janus_server.config, **coturn.config, "MEDIA": request.param}
    with living(tmp_path_factory.mktemp("relay"), **settings) as live:
        yield live


def test_all_goes_through_the_relay_and_tells_no_address(
    live: Live, chromium: Browser, coturn: CoturnServer
) -> None:
    told: list[str] = []
    carrier = live.server.environment["ELEARN_MEDIA"]

    def overhear(socket: WebSocket) -> None:
        socket.on("framereceived", lambda payload: told.append(str(payload)))

    with circle(live, chromium, "marit", "ana") as people:
        for each in people.values():
            each.page.on("websocket", overhear)
            each.page.reload()
            each.ready()
            Wires(each)
            each.enter()
        hear_and_see(*people.values())

        ways = [each.page.evaluate(WAYS) for each in people.values()]

    is_janus = carrier == "janus"
    assert ways == [["relay", "relay"] if is_janus else ["relay"]] * 2

    candidates = {found.groups() for text in told for found in CANDIDATE.finditer(text)}
    assert candidates
    for address, port, kind, more in candidates:
        # Janus' own, which everybody is told: where the server is. In a mesh, the relay's.
        first, last = JANUS_PORTS if is_janus else RELAY_PORTS
        assert (address, kind) == (coturn.address, "host" if is_janus else "relay")
        assert first <= int(port) <= last
        assert is_janus or " raddr 0.0.0.0 rport 0" in more
