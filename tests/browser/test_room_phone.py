"""What one is asked to do, on a phone and on a screen: it leads to where it is done, and says what is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Live
from tests.browser.evening.company import company
from tests.browser.evening.crowd import crowded
from tests.browser.evening.guest import ASK, Guest
from tests.browser.gathered import Table, gathered

PHONE, LAPTOP = {"width": 360, "height": 480}, {"width": 1366, "height": 850}
# Seats of which one covers a part of another that would be in sight.
COVERED = """row => {
  const port = row.getBoundingClientRect();
  const seen = [...row.querySelectorAll("button")].map((seat) => {
    const { left, right } = seat.getBoundingClientRect();
    if (seat.matches("[data-me] > *")) return { name: seat.textContent, left, right };
    return { name: seat.textContent, left: Math.max(left, port.left), right: Math.min(right, port.right) };
  }).filter((seat) => seat.right > seat.left);
  seen.sort((one, other) => one.left - other.left);
  return seen.filter((seat, index) => index > 0 && seat.left < seen[index - 1].right - 1)
    .map((seat) => seat.name);
}"""

# What one writes in, and what one is asked to press, where the notice lies over it.
UNDER_THE_NOTICE = """() => {
  const notice = document.querySelector("room-notice").getBoundingClientRect();
  const needed = document.querySelectorAll("message-composer form, .question-queue__ask, now-card button");
  return [...needed].filter((each) => each.checkVisibility()).filter((each) => {
    const { top, bottom, left, right } = each.getBoundingClientRect();
    return top < notice.bottom && bottom > notice.top && left < notice.right && right > notice.left;
  }).map((each) => each.textContent.trim());
}"""


@pytest.fixture(scope="module")
def table(live: Live, chromium: Browser) -> Iterator[Table]:
    with gathered(live, chromium) as table:
        yield table


@contextmanager
def on_a_phone(guest: Guest) -> Iterator[Page]:
    """A low one, on which the card does not stay in sight by itself."""
    guest.page.set_viewport_size(PHONE)
    try:
        yield guest.page
    finally:
        guest.turn_to("table")
        guest.page.set_viewport_size(LAPTOP)


def test_during_a_round_whoever_was_given_the_word_reads_so(table: Table) -> None:
    ana, bjorn, marit = table.ana, table.bjorn, table.marit
    marit.ask("open_round", kind="free", prompt="Hva tar du med deg?", seconds_each=0)
    first = marit.section("round")["current"]
    guests = {guest.person.public_id: guest for guest in (table.marit, table.olav, ana, bjorn)}
    turn, other = guests[first], ana if first != ana.person.public_id else bjorn

    marit.ask("give_word", person=other.person.public_id)

    expect(other.card.locator("[data-slot=words]")).to_have_text("You have the word.")
    expect(other.card.locator("[data-slot=then]")).to_be_hidden()
    expect(other.card.get_by_role("button", name="I am done")).to_be_visible()
    expect(turn.card.locator("[data-slot=words]")).to_have_text("It is your turn.")
    third = next(guest for guest in guests.values() if guest not in (turn, other))
    expect(third.card.locator("[data-slot=words]")).to_have_text(f"{other.name} has the word")
    expect(third.seat(other.name).locator("[data-slot=state]")).to_have_text("has the word")
    expect(third.seat(turn.name).locator("[data-slot=state]")).to_have_text("next")
    expect(third.page.locator("round-table [data-slot=state]", has_text="next")).to_have_count(1)
    other.press_named("I am done")
    expect(third.card.locator("[data-slot=words]")).to_have_text(f"{turn.name} has the word")
    marit.ask("close_round")


def test_ones_own_turn_brings_the_card_into_sight(table: Table) -> None:
    with on_a_phone(table.ana) as page:
        page.evaluate("() => scrollTo({ top: 9999 })")
        expect(table.ana.card).not_to_be_in_viewport(ratio=1)

        table.marit.ask("give_word", person=table.ana.person.public_id)

        expect(table.ana.card).to_be_in_viewport(ratio=1)
        table.ana.press("end_word", "now-card")


@pytest.mark.parametrize("width", [360, 820, 1024, 1366])
@pytest.mark.parametrize("height", [480, 740])
def test_a_notice_lies_over_nothing_that_one_needs(table: Table, width: int, height: int) -> None:
    ana, page = table.ana, table.ana.page
    table.marit.ask("give_word", person=ana.person.public_id)
    with on_a_phone(ana):
        page.set_viewport_size({"width": width, "height": height})
        for spot in ("table", "talk"):
            ana.turn_to(spot)
            if spot == "talk":
                ana.open_chat()

            bar = page.locator(".room-app__bar").bounding_box()
            ana.ask("take_question", question=1)

            notice = page.get_by_role("alert").filter(has_text="The two course leaders do this.")
            expect(notice).to_be_in_viewport(ratio=0.9)
            assert page.evaluate(UNDER_THE_NOTICE) == []
            assert page.locator(".room-app__bar").bounding_box() == bar
            notice.get_by_role("button", name="Close").click()
        ana.turn_to("table")
        page.evaluate("() => scrollTo({ top: 9999 })")
        ana.ask("take_question", question=1)
        expect(page.locator("room-notice")).to_be_in_viewport(ratio=0.9)
        page.locator("room-notice").get_by_role("button", name="Close").click()
    ana.ask("end_word")


def test_one_writes_to_one_person_in_a_room_for_two(table: Table) -> None:
    table.marit.ask("open_side_room", person=table.ana.person.public_id)

    expect(table.ana.card).to_contain_text(
        "Marit took you along. You may go back to the others whenever you want."
    )
    expect(table.marit.card).not_to_contain_text("took you along")
    expect(table.ana.page.get_by_role("textbox", name="Write to Marit")).to_be_visible()
    expect(table.marit.page.get_by_role("textbox", name="Write to Ana")).to_be_visible()
    menu = table.marit.person_menu("Ana")
    expect(menu.get_by_role("button", name="Talk alone in a room for two")).to_be_hidden()
    menu.get_by_role("button", name="Close").click()
    table.ana.press("close_side_room", "now-card")
    expect(table.ana.page.get_by_role("textbox", name="Write to the group")).to_be_visible()


def test_a_group_sees_that_it_has_called_a_leader(table: Table) -> None:
    marit, ana, bjorn = table.marit, table.ana, table.bjorn
    marit.ask("prepare_breakouts", method="by_hand", size=2, minutes=5)
    for guest in (ana, bjorn):
        marit.ask("assign_to_breakout", person=guest.person.public_id, group=1)
    with on_a_phone(ana) as page:
        page.evaluate("() => scrollTo({ top: 9999 })")
        marit.ask("open_breakouts")
        expect(ana.card).to_contain_text("Table 1, with Bjørn")
        expect(ana.card).to_be_in_viewport()

    bjorn.press_named("Call a leader")

    expect(bjorn.page.get_by_role("alert")).to_contain_text("The leaders have been called.")
    for guest in (ana, bjorn):
        expect(guest.card).to_contain_text("A leader has been called and comes as soon as they can.")
        expect(guest.card.get_by_role("button", name="Call a leader")).to_be_hidden()
    marit.ask("visit_breakout", place="group-1")
    marit.ask("leave_breakout")
    expect(bjorn.card.get_by_role("button", name="Call a leader")).to_be_visible()
    marit.ask("close_breakouts", seconds=0)


def test_enter_asks_a_question(table: Table) -> None:
    table.ana.open_questions()
    box = table.ana.page.get_by_label("Ask a question")
    expect(box).to_have_accessible_description("Enter sends. Shift and Enter makes a new line.")
    box.fill("Når møtes vi igjen?")
    box.press("Enter")

    expect(table.bjorn.question("Når møtes vi igjen?")).to_have_count(1)


def test_a_closed_question_to_all_folds_in_the_next_phase(table: Table) -> None:
    marit, ana = table.marit, table.ana
    marit.ask("open_poll", question="Pause nå?", options=["Ja", "Nei"])
    options = ana.page.locator("poll-board .poll-card__option")
    expect(options.first).to_be_visible()
    poll = int(next(iter(marit.section("polls"))))
    marit.ask("close_poll", poll=poll)
    expect(ana.page.locator("poll-board")).to_contain_text("Closed.")
    expect(options.first).to_be_visible()

    marit.press("next_phase", "run-sheet")

    expect(options.first).to_be_hidden()
    ana.page.locator("poll-board summary").click()
    expect(options.first).to_be_visible()


def test_a_picture_on_the_table_can_be_seen(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "tur.png"
    Image.new("RGB", (1200, 900), "teal").save(path)
    table.marit.press_named("Put something here")
    box = table.marit.page.locator("item-upload")
    box.locator("[name=file]").set_input_files(path)
    box.locator("[name=title]").fill("Turen")
    box.get_by_role("button", name="Show the file").click()

    picture = table.ana.page.locator("shown-items img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    size = picture.bounding_box()
    assert size is not None
    assert size["height"] > 150
    assert size["width"] == pytest.approx(size["height"] * 4 / 3, abs=2)


@pytest.mark.parametrize(
    ("tool", "way", "place"),
    [
        ("action_plan", "Write my plan", "shared-plans"),
        ("session_check", "Answer four short questions", "session-check"),
    ],
)
def test_the_cards_way_leads_out_of_the_chat(table: Table, tool: str, way: str, place: str) -> None:
    ana = table.ana
    phases = table.marit.section("sheet")["phases"]
    table.marit.ask("begin_phase", index=next(n for n, phase in enumerate(phases) if phase["tool"] == tool))
    with on_a_phone(ana) as page:
        ana.turn_to("talk")
        expect(page.locator(place)).to_be_hidden()

        ana.card.get_by_role("link", name=way).click()

        expect(page.locator(place)).to_be_in_viewport()
        expect(page.locator(place)).to_be_focused()


def test_the_way_to_the_tables_leads_out_of_the_chat(table: Table) -> None:
    ana = table.ana
    kinds = [phase["kind"] for phase in table.marit.section("sheet")["phases"]]
    table.marit.ask("begin_phase", index=kinds.index("breakout"))
    table.marit.ask("prepare_breakouts", method="choice", size=2, minutes=5)
    with on_a_phone(ana) as page:
        ana.turn_to("talk")

        ana.card.get_by_role("link", name="Choose a table").click()

        expect(page.locator("breakout-tables")).to_be_in_viewport()
        expect(page.locator("breakout-tables")).to_be_focused()


def test_what_is_over_is_not_offered(table: Table) -> None:
    marit, olav, ana = table.marit, table.olav, table.ana
    marit.ask("end_session")
    ana.open_questions()
    expect(ana.question("Når møtes vi igjen?")).to_be_visible()
    for guest in (ana, table.bjorn, marit):
        guest.open_questions()
        shown = guest.question("Når møtes vi igjen?").locator("button:visible")
        expect(shown).to_have_text(["Hide"] if guest is marit else [])

    words = {"went_well": "Alt", "hard": "", "differently": "", "follow_up": "", "revision": 0}
    marit.ask("revise_debrief", **words)
    for leader in (marit, olav):
        leader.ask("sign_debrief", revision=leader.section("debrief")["revision"])

    for leader in (marit, olav):
        expect(leader.page.get_by_role("link", name="Read the debrief")).to_be_visible()
        for gone in ("Write the debrief together", "Go back in, it was too early", "Go on with the session"):
            expect(leader.page.get_by_text(gone)).to_be_hidden()


def test_the_technical_host_is_thanked_for_what_they_did(
    live: Live, table: Table, context: BrowserContext
) -> None:
    assert table.marit.section("room")["state"] == "ended"
    tove = Guest(live, live.cast.tove, context)
    tove.sign_in()
    tove.open_room()

    expect(tove.page.locator("room-end")).to_contain_text("Thank you for helping tonight, Tove.")


def test_the_row_of_seats_says_how_many_more_there_are(live: Live, chromium: Browser) -> None:
    with company() as others, crowded(live, chromium, others, people=15) as crowd:
        page = crowd.participant
        page.set_viewport_size(PHONE)
        more = page.locator("round-table [data-part=after]")
        expect(more).to_have_accessible_name(re.compile(r"^\+1[0-3] more round the table$"))
        mine = page.locator("round-table [data-me]").get_by_role("button")
        row = page.locator("round-table ol")
        expect(mine).to_be_in_viewport(ratio=0.9)
        assert row.evaluate(COVERED) == []

        for _ in range(12):
            if more.is_enabled():
                more.press("Enter")
                page.wait_for_timeout(100)
                assert row.evaluate(COVERED) == []

        expect(page.locator("round-table [data-key]").last).to_be_in_viewport(ratio=0.9)
        expect(more).to_be_hidden()
        expect(page.locator("round-table [data-key] button").last).to_be_focused()
        expect(page.locator("round-table [data-part=before]")).to_be_visible()
        expect(mine).to_be_in_viewport(ratio=0.9)
        page.set_viewport_size(LAPTOP)
        expect(page.locator("round-table [data-part=before]")).to_be_hidden()
        assert crowd.leader.evaluate(ASK, ["end_session", {}])["ok"]
