"""The ladder: down by itself, one rung after the other with a reason, and up only when somebody asks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.conftest import Live
from tests.browser.media.circle import circle
from tests.browser.media.talker import until

# Looks at a line, again and again; returns the steps and after how many looks each was taken.
LOOK = """async ([start, tells, looks]) => {
  const { Ladder } = await import("/static/js/lib/media/ladder.js");
  const good = { sent_kbps: 150, received_kbps: 300, loss: 0, rtt_ms: 40, room_kbps: 900, sends_picture: true, frozen: 0, dropped: 0 };
  const ladder = new Ladder();
  const steps = [];
  let rung = start;
  looks.forEach((bad, index) => {
    const step = ladder.look(rung, bad.map((each) => ({ ...good, ...each })), tells);
    if (!step) return;
    steps.push([index + 1, step.rung, step.why]);
    rung = step.rung;
  });
  return steps;
}"""  # noqa: E501
GOOD: dict[str, Any] = {}
LOSSY = {"loss": 0.2}
AWFUL = {"loss": 0.6}
NARROW = {"room_kbps": 60}
TOO_MUCH = {"dropped": 0.8}

# Browsers that draw pictures are slow where others work beside them.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def page(live: Live, chromium: Browser) -> Any:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(live.url)
        yield page


def steps(
    page: Page, looks: list[list[dict[str, Any]]], start: str = "all", tells: str = "most"
) -> list[Any]:
    found: list[Any] = page.evaluate(LOOK, [start, tells, looks])
    return found


def test_a_good_line_stays_where_it_is(page: Page) -> None:
    assert steps(page, [[GOOD, GOOD]] * 40) == []


def test_a_bad_line_goes_down_rung_by_rung_and_keeps_sound_as_long_as_it_carries(page: Page) -> None:
    assert steps(page, [[LOSSY]] * 40) == [[6, "one", "loss"], [12, "sound", "loss"]]


def test_a_line_that_carries_nothing_leaves_writing(page: Page) -> None:
    found = steps(page, [[AWFUL]] * 40)

    assert [step[1:] for step in found] == [["one", "loss"], ["sound", "loss"], ["text", "loss"]]


def test_it_never_goes_up_by_itself(page: Page) -> None:
    assert steps(page, [[NARROW]] * 6 + [[GOOD]] * 60) == [[6, "one", "line_slow"]]


def test_a_moment_is_no_reason(page: Page) -> None:
    assert steps(page, [[LOSSY], [GOOD], [GOOD]] * 20) == []


def test_the_reason_is_the_device_where_it_draws_too_little_of_what_comes(page: Page) -> None:
    found = steps(page, [[TOO_MUCH]] * 8)

    assert [step[1:] for step in found] == [["one", "device"]]


def test_in_a_mesh_somebody_elses_bad_line_is_not_ones_own(page: Page) -> None:
    assert steps(page, [[LOSSY, GOOD, GOOD]] * 40) == []
    assert steps(page, [[LOSSY, LOSSY, GOOD]] * 7)[0][1:] == ["one", "loss"]


def test_of_two_connections_to_a_server_either_is_ones_own(page: Page) -> None:
    assert steps(page, [[GOOD, LOSSY]] * 7, tells="any")[0][1:] == ["one", "loss"]


def test_a_narrowed_line_steps_down_and_stays_until_asked(live: Live, chromium: Browser) -> None:
    """The browser's own narrowing, which reaches its peer connections when it was on before they began."""
    with circle(live, chromium, "marit", "ana", "bjorn") as people:
        line = people.ana.context.new_cdp_session(people.ana.page)
        line.send("Network.enable")
        narrow(line, loss=0)
        for talker in people.values():
            talker.enter()
        people.ana.sees(people.marit, people.bjorn)

        narrow(line, loss=30)

        until(lambda: people.ana.now["rung"] == "one", "Ana is down to one picture")
        news = people.ana.page.locator("media-news")
        expect(news).to_contain_text("You go on with sound, ")
        until(lambda: people.ana.now["rung"] == "sound", "and then to sound")
        expect(news).to_contain_text(re.compile("The line is slow just now|Too much gets lost on the line"))
        expect(news).to_contain_text("You go on with sound, without pictures.")
        reasons = [step["why"] for kind, step in people.ana.heard if kind == "stepped"]
        rungs = [step["rung"] for kind, step in people.ana.heard if kind == "stepped"]
        assert rungs == ["one", "sound"]
        assert set(reasons) <= {"loss", "line_slow"}
        assert people.ana.now["chosen"] == "all"
        assert people.ana.now["mine"]["picture"] is False
        assert people.ana.devices() == ["audio"]

        narrow(line, loss=0)
        people.ana.hears(people.marit, people.bjorn)
        assert people.ana.now["rung"] == "sound"

        news.get_by_role("button", name="Try as before").click()

        people.ana.sees(people.marit)


def narrow(line: CDPSession, loss: int) -> None:
    plenty = 10_000_000
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 1,
            "downloadThroughput": plenty,
            "uploadThroughput": plenty,
            "packetLoss": loss,
        },
    )
