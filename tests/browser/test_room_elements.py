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
# Words that go on in the next line in their middle; what people write may be as long as it likes.
BROKEN = """() => {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector("room-app"), NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode());) {
    if (!text.parentElement.checkVisibility() || text.parentElement.closest("message-list")) continue;
    for (const { 0: word, index } of text.data.matchAll(/\\p{L}+/gu)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map((line) => line.top)).size > 1) found.push(word);
    }
  }
  return found;
}"""
# What a participant's page loads before it works, what after that, what leading adds, in bytes as written.
PARTICIPANT_WEIGHT, LATER_WEIGHT, LEADING_WEIGHT = 100_000, 28_000, 32_000
# The controls of sound and picture come later too; what carries them waits until somebody takes part.
CONTROLS_WEIGHT = 41_000
# So do captions, and whether they can be offered; what writes them waits until somebody reads.
CAPTIONS_WEIGHT = 16_500


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


def test_the_focus_stays_where_one_acts(table: Table) -> None:
    page = table.ana.page
    bar, corner = page.locator("round-bar"), page.locator("room-help")
    up, down = bar.locator("[data-do=raise_hand]"), bar.locator("[data-do=lower_hand]")
    up.press("Enter")
    expect(down).to_be_focused()
    down.press("Enter")
    expect(up).to_be_focused()

    for choice in ("take_break", "end_break"):
        corner.locator("summary").press("Enter")
        expect(corner.locator(f"[data-do={choice}]")).to_be_visible()
        corner.locator(f"[data-do={choice}]").press("Enter")
        expect(corner.locator("summary")).to_be_focused()
    corner.locator("summary").press("Enter")
    corner.get_by_role("button", name="I am not well").press("Enter")
    page.keyboard.press("Escape")
    expect(corner.locator("summary")).to_be_focused()

    table.marit.ask("give_word", person=table.ana.person.public_id)
    table.ana.card.locator("[data-do=end_word]").press("Enter")
    expect(table.ana.card).to_be_focused()


def test_the_focus_goes_to_the_next_one_who_waits(table: Table) -> None:
    for guest in (table.ana, table.bjorn):
        guest.ask("raise_hand")
    rows = table.marit.needs
    expect(rows).to_have_count(2)
    button = rows.first.get_by_role("button", name="Give the word")
    button.focus()
    table.olav.ask("send_message", text="Two hands are up")
    table.olav.ask("lock_room")
    expect(table.marit.page.locator("room-switches [data-do=unlock_room]")).to_be_visible()
    expect(button).to_be_focused()

    button.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows.first).to_be_focused()

    rows.first.get_by_role("button", name="Give the word").press("Enter")

    expect(rows).to_have_count(0)
    expect(table.marit.page.locator("needs-list [data-part=list]")).to_be_focused()
    table.marit.ask("end_word")
    table.olav.ask("unlock_room")


def test_a_hand_is_said_once_to_a_screen_reader(table: Table) -> None:
    announcer = table.ana.page.locator("room-announcer")
    announcer.evaluate("announcer => announcer.replaceChildren()")  # what was said before this

    table.bjorn.ask("raise_hand")

    expect(table.ana.page.locator("round-bar")).to_contain_text("Hands up: 1. Bjørn is first.")
    expect(announcer).to_have_text("Bjørn raises a hand.")
    expect(table.ana.page.locator("[role=status]", has_text="Bjørn")).to_have_count(0)
    expect(table.bjorn.page.locator("[role=status]", has_text="Your hand is number 1.")).to_have_count(1)
    table.bjorn.ask("lower_hand")


def test_the_seconds_one_has_to_wait_are_said_once(table: Table) -> None:
    notice = table.ana.page.locator("message-composer [data-slot=notice]")
    table.marit.ask("set_slow_mode", seconds=15)
    table.ana.write("A first one")

    expect(notice).to_contain_text(re.compile("1[0-3]"))
    expect(notice).to_have_attribute("aria-live", "off")

    table.marit.ask("set_slow_mode", seconds=0)
    expect(notice).to_be_hidden()
    expect(notice).to_have_attribute("aria-live", "polite")


def test_a_key_pressed_twice_asks_once(table: Table) -> None:
    table.ana.open_questions()
    box = table.ana.page.get_by_label("Ask a question")
    box.fill("Only one question?")

    box.evaluate("box => { box.form.requestSubmit(); box.form.requestSubmit(); }")

    expect(box).to_have_value("")
    table.ana.ask("lower_hand")  # whatever was asked before this has been answered
    expect(table.ana.question("Only one question?")).to_have_count(1)
    table.ana.open_chat()


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

    notice = table.ana.page.get_by_role("alert")
    expect(notice).to_have_text("The two course leaders do this.")
    box = table.ana.page.get_by_label("Write to the group")
    box.focus()
    table.ana.ask("take_question", question=1)
    notice.get_by_role("button", name="Close").press("Enter")
    expect(box).to_be_focused()


def test_what_a_leader_opens_changes_nothing_for_others(table: Table) -> None:
    before = table.ana.page.locator("room-app").inner_text().splitlines()

    menu = table.marit.person_menu("Ana")
    expect(menu.get_by_role("button", name="Ask them to leave")).to_be_visible()
    menu.get_by_role("button", name="Close").click()

    # Lines may go meanwhile: what was said to a screen reader earlier.
    assert set(table.ana.page.locator("room-app").inner_text().splitlines()) <= set(before)


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


@pytest.mark.parametrize("language", ["nb", "nn", "se", "en"])
def test_no_word_breaks_in_its_middle(live: Live, chromium: Browser, table: Table, language: str) -> None:
    with chromium.new_context(viewport={"width": 1024, "height": 768}) as context:
        marit = Guest(live, live.cast.marit, context)
        marit.sign_in()
        marit.open_room()
        marit.page.locator(".site-menu summary").click()
        marit.page.locator(f".site-menu [name=language][value={language}]").click()
        expect(marit.page.locator("html")).to_have_attribute("lang", language)
        expect(marit.card).to_be_visible()

        assert marit.page.evaluate(BROKEN) == []


def test_the_room_is_light_enough_for_a_poor_line() -> None:
    participant, leading = _scripts("room.js"), _scripts("room-leading.js")
    names = re.findall(r'"([a-z-]+)"', (ROOT / "static/js/room.js").read_text().partition("comeLater([")[2])
    controls = {name for name in names if "media" in name}
    captions = {name for name in names if "captions" in name}
    names = [name for name in names if name not in controls | captions]
    later = set().union(*(_scripts(f"elements/{name}.js") for name in names)) - participant
    of_media = set().union(*(_scripts(f"elements/{name}.js") for name in controls)) - participant - later
    of_captions = set().union(*(_scripts(f"elements/{name}.js") for name in captions)) - participant

    assert _weight(participant) < PARTICIPANT_WEIGHT
    assert len(later) == len(names)
    assert _weight(later) < LATER_WEIGHT
    assert _weight(leading - participant) < LEADING_WEIGHT
    assert _weight(of_media) < CONTROLS_WEIGHT
    assert not any(script.endswith("media-engine.js") for script in of_media)
    assert _weight(of_captions) < CAPTIONS_WEIGHT
    assert not any(script.endswith("writer.js") for script in of_captions)


def test_what_lies_under_the_table_comes_later_and_again_until_it_is_there(
    live: Live, chromium: Browser, table: Table
) -> None:
    table.marit.ask("open_poll", question="Pause nå?", options=["Ja", "Nei"])
    with chromium.new_context(locale="en-GB", viewport={"width": 1366, "height": 850}) as context:
        context.route(re.compile(r"elements/(poll-board|shared-note)\.js"), lambda route: route.abort())
        ana = Guest(live, live.cast.ana, context)
        ana.sign_in()
        ana.open_room()
        ana.write("Written before all is here")
        expect(table.bjorn.message("Written before all is here")).to_have_count(1)
        expect(ana.page.locator("shared-note")).to_be_hidden()

        context.unroute_all()

        expect(ana.page.locator("poll-board")).to_contain_text("Pause nå?")
        expect(ana.page.locator("shared-note")).to_be_visible()
        assert ana.faults == []


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
