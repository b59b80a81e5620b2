"""The room's elements, each in a real browser at a real table: what must hold while others go on talking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Live
from tests.browser.evening.guest import Guest
from tests.browser.gathered import Table, gathered
from tests.serving import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
FIND_BARRIERS = """async (source) => {
  if (!window.axe) (0, eval)(source);
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run({ runOnly: rules });
  return found.violations.map((one) => `${one.id}: ${one.nodes[0].target}`);
}"""
# What makes the page wider than the screen; what scrolls by itself may be wider.
BEYOND = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const wide = [...document.querySelectorAll("body *")].filter(
    (each) => each.getBoundingClientRect().right > page.clientWidth && each.checkVisibility());
  const named = (each) => `${each.localName}: ${each.textContent.trim().slice(0, 20)}`;
  return [page.scrollWidth, ...wide.map(named)];
}"""
# What a participant's page loads before it works, and what leading adds, in bytes as written.
PARTICIPANT_WEIGHT, LEADING_WEIGHT = 114_500, 32_000


@pytest.fixture(scope="module")
def table(live: Live, chromium: Browser) -> Iterator[Table]:
    with gathered(live, chromium) as table:
        yield table


def test_the_chat_stays_still_while_one_reads(table: Table) -> None:
    for number in range(25):
        table.ana.ask("send_message", text=f"Number {number}")
    expect(table.bjorn.message("Number 24")).to_be_visible()
    log = table.bjorn.page.get_by_role("log")
    log.evaluate("log => { log.scrollTop = 200 }")
    table.bjorn.page.wait_for_timeout(100)

    table.ana.ask("send_message", text="Something new")

    expect(table.bjorn.page.get_by_role("button", name="New: 1")).to_be_visible()
    assert log.evaluate("log => log.scrollTop") == 200
    table.bjorn.press_named("New: 1")
    expect(table.bjorn.message("Something new")).to_be_in_viewport()


def test_what_has_the_focus_keeps_it_when_others_write(table: Table) -> None:
    table.ana.ask("send_message", text="Before")
    button = table.bjorn.message("Before").get_by_role("button", name="React, reply, or more")
    button.focus()

    table.ana.ask("send_message", text="After")

    expect(table.bjorn.message("After")).to_have_count(1)
    expect(button).to_be_focused()


def test_what_is_written_without_a_line_is_sent_once_when_it_is_back(table: Table) -> None:
    table.bjorn.context.set_offline(True)
    state = table.bjorn.page.locator("connection-state")
    expect(state).to_contain_text("No network. What you do is kept and sent later.")

    table.bjorn.write("Written on the train")
    expect(table.bjorn.message("Written on the train")).to_contain_text("on its way")
    expect(state).to_contain_text("On its way: 1.")
    table.ana.ask("send_message", text="Meanwhile")
    table.bjorn.context.set_offline(False)

    expect(state).to_have_text("Connected.", timeout=15_000)
    expect(table.bjorn.message("Meanwhile")).to_have_count(1)
    expect(table.bjorn.message("Written on the train")).not_to_contain_text("on its way")
    assert table.bjorn.messages() == table.ana.messages()
    assert table.ana.messages().count("Written on the train") == 1


def test_a_message_is_said_once_to_a_screen_reader(table: Table) -> None:
    table.ana.ask("send_message", text="Only once, please")

    said = table.bjorn.page.locator("room-announcer p", has_text="Only once, please")
    expect(said).to_have_text("Ana writes: Only once, please")
    table.olav.ask("react", message=_seq(table.ana, "Only once, please"), reaction="heart")
    expect(table.bjorn.message("Only once, please")).to_contain_text("1")
    expect(said).to_have_count(1)
    expect(table.ana.page.locator("room-announcer p", has_text="Only once, please")).to_have_count(0)


def test_what_people_write_is_text_and_nothing_else(table: Table) -> None:
    written = '<img src=x onerror="document.title=1"> <b>bold</b>'

    table.ana.ask("send_message", text=written)

    expect(table.bjorn.message("onerror").locator("[data-slot=text]")).to_have_text(written)
    expect(table.bjorn.page.locator("message-list img, message-list b")).to_have_count(0)


def test_a_key_raises_the_hand_but_not_while_one_writes(table: Table) -> None:
    page = table.ana.page
    page.get_by_label("Write to the group").focus()
    page.keyboard.type("h")
    assert table.marit.section("hands") == []
    page.get_by_label("Write to the group").fill("")
    page.get_by_role("heading", level=1).click()

    page.keyboard.press("h")

    expect(page.get_by_role("button", name="Take my hand down")).to_be_visible()
    expect(table.marit.needs).to_contain_text(["Ana has a hand up"])
    page.keyboard.press("h")
    expect(table.marit.needs).to_have_count(0)


def test_the_keys_can_be_turned_off(table: Table) -> None:
    page = table.ana.page
    page.keyboard.press("?")
    page.get_by_label("Use single keys in the room").uncheck()
    page.keyboard.press("Escape")

    page.keyboard.press("h")
    page.wait_for_timeout(300)

    assert table.marit.section("hands") == []
    page.keyboard.press("?")
    page.get_by_label("Use single keys in the room").check()
    page.keyboard.press("Escape")


def test_what_is_refused_is_said_and_given_back(table: Table) -> None:
    table.marit.ask("close_chat")
    notice = table.ana.page.locator("message-composer [data-slot=notice]")
    expect(notice).to_have_text("The chat rests just now. You may still ask a question.")
    table.marit.ask("open_chat")
    expect(notice).to_be_hidden()

    table.ana.ask("take_question", question=1)

    expect(table.ana.page.get_by_role("alert")).to_have_text("The two course leaders do this.")


def test_what_a_leader_opens_changes_nothing_for_others(table: Table) -> None:
    before = table.ana.page.locator("room-app").inner_text()

    menu = table.marit.person_menu("Ana")
    expect(menu.get_by_role("button", name="Ask them to leave")).to_be_visible()
    menu.get_by_role("button", name="Close").click()

    assert table.ana.page.locator("room-app").inner_text() == before


def test_a_phase_is_moved_by_keys(table: Table) -> None:
    titles = table.marit.page.locator("run-sheet [data-key] [data-slot=title]")
    before = titles.all_text_contents()
    phase = table.marit.page.locator("run-sheet").get_by_role("button", name="Pause")

    phase.press("Alt+ArrowDown")

    moved = before.index("Pause")
    before[moved], before[moved + 1] = before[moved + 1], before[moved]
    expect(titles).to_have_text(before)
    expect(phase).to_be_focused()


def test_a_person_is_moved_between_small_groups_by_keys(table: Table) -> None:
    table.marit.ask("prepare_breakouts", method="by_hand", size=2, minutes=5)
    marit = table.marit.page
    seat = marit.locator("breakout-tables [data-at]").filter(has_text="Ana")
    expect(seat).to_be_visible()

    seat.press("ArrowRight")

    expect(seat).to_have_attribute("data-at", "1")
    expect(seat).to_be_focused()
    table.marit.ask("assign_to_breakout", person=table.ana.person.public_id, group=0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_by_how_the_room_is_made(table: Table, scheme: str) -> None:
    for guest in (table.ana, table.marit):
        guest.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")

        assert guest.page.evaluate(FIND_BARRIERS, AXE) == []


@pytest.mark.parametrize("width", [320, 390, 820, 1020, 1680])
def test_nothing_reaches_beyond_the_side_of_the_screen(table: Table, width: int) -> None:
    for guest in (table.ana, table.marit):
        guest.page.set_viewport_size({"width": width, "height": 800})

        for spot in ("table", "talk", *(["lead"] if guest is table.marit else [])):
            guest.turn_to(spot)
            beyond = guest.page.evaluate(BEYOND)
            assert beyond == [], (guest.name, spot)
        guest.page.set_viewport_size({"width": 1366, "height": 850})


def test_the_room_is_light_enough_for_a_poor_line() -> None:
    participant, leading = _scripts("room.js"), _scripts("room-leading.js")

    assert _weight(participant) < PARTICIPANT_WEIGHT
    assert _weight(leading - participant) < LEADING_WEIGHT


def _seq(guest: Guest, text: str) -> int:
    """The number of the message with that text."""
    return next(int(seq) for seq, said in guest.section("messages").items() if said["text"] == text)


def _scripts(entry: str) -> set[str]:
    """The files that an entry loads, without the Socket.IO client."""
    found: set[str] = set()
    ahead = [ROOT / "static/js" / entry]
    while ahead:
        script = ahead.pop()
        if str(script) in found or "vendor" in script.parts:
            continue
        found.add(str(script))
        ahead += [
            (script.parent / name).resolve()
            for name in re.findall(r'(?:import|from) "(\.[^"]+)"', script.read_text())
        ]
    return found


def _weight(scripts: set[str]) -> int:
    return sum(Path(script).stat().st_size for script in scripts)
