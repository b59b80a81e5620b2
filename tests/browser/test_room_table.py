"""The round table with few and with many around it: nothing of the card lies over a person, at any width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Live
from tests.browser.evening.company import company
from tests.browser.evening.crowd import Crowd, crowded
from tests.browser.evening.guest import ASK, PICTURES

# Where the card's parts are, each line of text by itself, and where they lie over somebody's face or name.
COVERED = """() => {
  const seen = (each) => each.checkVisibility() && each.getClientRects().length > 0;
  const rects = (each) => {
    if (each.matches(".ds-button, time-ring")) return [each.getBoundingClientRect()];
    const range = document.createRange();
    range.selectNodeContents(each);
    return [...range.getClientRects()];
  };
  const all = (selectors) => [...document.querySelectorAll(selectors)].filter(seen);
  const parts = all(".now-card :is(time-ring, [data-slot]:not(time-ring *)), .room-end > :is(p, h2), "
    + ".room-app__table .ds-button");
  const people = all(":is(.round-table__face, .round-table__name, .round-table__state):not(:empty)")
    .filter((each) => each.clientHeight > 1);
  const meets = (one, other) => one.width && one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const named = (each) => each.textContent.trim().replace(/\\s+/g, " ").slice(0, 24);
  const found = [];
  for (const part of parts) for (const person of people) {
    const whom = person.getBoundingClientRect();
    if (!rects(part).some((rect) => meets(rect, whom))) continue;
    found.push(`${named(part)} over ${named(person.closest("li"))}`);
  }
  return found;
}"""
# What of the card reaches over the rim of the table, where the table is round.
OVER_THE_RIM = """() => {
  const top = document.querySelector(".round-table__top").getBoundingClientRect();
  if (!top.width) return [];
  const [across, down] = [top.width / 2, top.height / 2];
  const isOut = (x, y) => Math.hypot((x - top.left - across) / across, (y - top.top - down) / down) > 1;
  const isOver = (each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    return [...range.getClientRects()].some((one) => one.width
      && [one.left, one.right].some((x) => [one.top, one.bottom].some((y) => isOut(x, y))));
  };
  const words = [...document.querySelectorAll(".now-card__middle [data-slot], room-end :is(h2, p, a)")];
  return words.filter((each) => each.checkVisibility() && isOver(each)).map((each) => each.textContent);
}"""
# The ring of light round the face of whoever has the word, and the name below it.
NAMED = """() => {
  const seat = document.querySelector("round-table [data-turn=now]");
  const edge = (part, side) => seat.querySelector(part).getBoundingClientRect()[side];
  const isWhole = edge("[data-slot=name]", "top") >= edge(".avatar", "bottom") + 6;
  return isWhole && seat.querySelector("[data-slot=state]").clientHeight > 8;
}"""
SIZES = [
    *((320, 640), (390, 844), (600, 900), (768, 1024), (820, 1180), (1024, 768)),
    *((1100, 800), (1280, 720), (1366, 657), (1440, 900), (1920, 1080)),
]
PROMPT = "Si navnet ditt og hvordan du kommer hit i kveld. Hvordan gikk det med ukeplanen? Du kan si pass."


@pytest.fixture(scope="module", params=[4, 13, 16, 25])
def crowd(request: pytest.FixtureRequest, live: Live, chromium: Browser) -> Iterator[tuple[Crowd, int]]:
    with company() as others, crowded(live, chromium, others, people=request.param) as crowd:
        ask(crowd.leader, "open_round", kind="free", prompt=PROMPT, seconds_each=60)
        yield crowd, request.param


def ask(page: Page, name: str, **fields: object) -> None:
    assert page.evaluate(ASK, [name, fields])["ok"], name


def come_to(leader: Page, person: str) -> None:
    """Let the round go on until it is that person's turn."""
    current = "() => document.querySelector('room-app').view.get('round').current"
    while (now := leader.evaluate(current)) != person:
        ask(leader, "postpone_turn", person=now)


@pytest.mark.parametrize("who", ["participant", "leader"])
def test_on_ones_own_turn_nothing_lies_over_anybody(crowd: tuple[Crowd, int], who: str) -> None:
    (gathered, people), found = crowd, {}
    PICTURES.mkdir(parents=True, exist_ok=True)
    page: Page = getattr(gathered, who)
    come_to(gathered.leader, page.evaluate("() => document.querySelector('room-app').dataset.me"))
    expect(page.locator("now-card")).to_contain_text("It is your turn.")

    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(60)
        page.evaluate("() => document.querySelector('.room-app__stage').scrollTo(0, 0)")
        page.screenshot(path=PICTURES / f"turn-{who}-{people}-{width}.png", scale="css")
        if covered := [*page.evaluate(COVERED), *page.evaluate(OVER_THE_RIM)]:
            found[width, height] = covered
        assert page.evaluate(NAMED), width
        expect(page.get_by_role("button", name="I am done")).to_be_in_viewport(ratio=1)

    assert found == {}
