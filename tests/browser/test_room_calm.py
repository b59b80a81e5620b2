"""What must not get lost or happen unseen: drafts, questions to all, unfinished rounds, a closed door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Live
from tests.browser.evening.company import company
from tests.browser.evening.guest import Guest
from tests.browser.evening.signing import room_id, ticket
from tests.browser.gathered import Table, gathered

PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1366, "height": 850}
KEPT = "() => Object.keys(sessionStorage).filter((name) => /:(draft|question)$/.test(name)).length"


@pytest.fixture(scope="module")
def table(live: Live, chromium: Browser) -> Iterator[Table]:
    with gathered(live, chromium) as table:
        yield table


@contextmanager
def on_a_phone(guest: Guest) -> Iterator[Page]:
    guest.page.set_viewport_size(PHONE)
    try:
        yield guest.page
    finally:
        guest.turn_to("table")
        guest.page.set_viewport_size(LAPTOP)


def test_whoever_writes_slowly_sees_what_they_wrote(table: Table) -> None:
    table.marit.ask("set_slow_mode", seconds=15)
    with on_a_phone(table.bjorn) as page:
        table.bjorn.turn_to("talk")
        for number in range(12):
            table.olav.ask("send_message", text=f"Before {number}")
        expect(table.bjorn.message("Before 11")).to_be_in_viewport()

        table.bjorn.write("My own words")

        expect(page.locator("message-composer")).to_contain_text("We write slowly just now.")
        page.wait_for_timeout(1500)
        said = table.bjorn.message("My own words").locator("> .room-message__body > [data-slot=text]")
        expect(said).to_be_in_viewport(ratio=1)
    table.marit.ask("set_slow_mode", seconds=0)


def test_a_reload_loses_neither_draft_nor_place_nor_what_was_read(table: Table) -> None:
    with on_a_phone(table.ana) as page:
        table.ana.turn_to("talk")
        for number in range(4):
            table.bjorn.ask("send_message", text=f"Read {number}")
        expect(table.ana.message("Read 3")).to_be_in_viewport()
        table.ana.turn_to("table")
        table.bjorn.ask("send_message", text="Not read yet")
        unread = page.locator(".room-nav [data-slot=nav-unread]")
        expect(unread).to_have_text("1")
        table.ana.turn_to("talk")
        table.ana.turn_to("table")
        table.bjorn.ask("send_message", text="Nor this")
        expect(unread).to_have_text("1")
        table.ana.turn_to("talk")
        box = page.get_by_role("textbox", name="Write to the group")
        box.fill("Half a thought")
        table.ana.open_questions()
        page.get_by_label("Ask a question").fill("Half a question")

        page.reload()

        expect(page.get_by_label("Ask a question")).to_have_value("Half a question")
        expect(page.get_by_label("Ask a question")).to_be_visible()
        table.ana.open_chat()
        expect(box).to_have_value("Half a thought")
        expect(unread).to_be_hidden()
        page.get_by_role("button", name="Send", exact=True).click()
        expect(table.bjorn.message("Half a thought")).to_have_count(1)
        page.get_by_role("tab", name="Questions").click()
        page.get_by_label("Ask a question").fill("")
        assert page.evaluate(KEPT) == 0
        page.get_by_role("tab", name="Chat").click()


def test_a_question_to_all_is_told_in_the_chat_and_leads_there(table: Table) -> None:
    with on_a_phone(table.ana) as page:
        table.ana.turn_to("talk")
        poll = table.marit.ask("open_poll", question="Pause nå?", options=["Ja", "Nei"])["seq"]

        badge = page.locator(".room-nav [data-slot=nav-asks]")
        expect(badge).to_have_text("1")
        way = table.ana.card.get_by_role("link", name="Answer the question to all")
        expect(way).to_be_in_viewport(ratio=1)
        way.click()
        expect(page.locator("poll-board")).to_be_in_viewport(ratio=1)
        page.get_by_role("button", name="Ja").click()
        expect(badge).to_be_hidden()
        expect(way).to_be_hidden()
    way = table.bjorn.card.get_by_role("link", name="Answer the question to all")
    expect(way).to_be_in_viewport(ratio=1)
    table.marit.ask("close_poll", poll=poll)
    expect(way).to_be_hidden()


def test_an_unfinished_round_ends_only_when_a_leader_says_so(table: Table) -> None:
    marit = table.marit
    marit.press("next_phase", "run-sheet")
    expect(table.ana.card.locator("[data-slot=title]")).to_have_text("Innsjekk, én runde")
    current = marit.section("round")["current"]
    marit.ask("finish_turn", person=current)

    marit.press("next_phase", "run-sheet")

    box = marit.page.get_by_role("dialog", name="The round is not finished")
    expect(box).to_contain_text("Have not had their turn: 3 (")
    box.get_by_role("button", name="Not now").click()
    marit.page.locator("run-sheet").get_by_role("button", name="Pause").click()
    phase = marit.page.get_by_role("dialog", name="This phase")
    expect(phase.get_by_text("Have not had their turn: 3 (")).to_be_visible()
    phase.get_by_role("button", name="Close").click()
    expect(table.ana.card.locator("[data-slot=title]")).to_have_text("Innsjekk, én runde")
    for person in [turn["person"] for turn in marit.section("round")["order"]]:
        marit.ask("finish_turn", person=person)
    expect(table.ana.card).to_contain_text("Everybody has had a turn.")
    marit.press("next_phase", "run-sheet")
    expect(table.ana.card.locator("[data-slot=title]")).to_have_text("Faginnlegg")


def test_the_button_for_what_comes_next_is_in_sight_while_people_wait(live: Live, table: Table) -> None:
    page = table.marit.page
    page.set_viewport_size({"width": 1280, "height": 720})
    with company() as others:
        for name in ("gerd", "harald"):
            others.invite(ticket(live, getattr(live.cast, name), room_id(live, 3))).knock()
        expect(table.marit.needs).to_have_count(2)

        expect(page.locator("run-sheet [data-do=next_phase]")).to_be_in_viewport(ratio=1)
    page.set_viewport_size(LAPTOP)


@pytest.mark.parametrize("width", [320, 360])
def test_in_every_language_the_bar_is_whole_on_a_phone(
    live: Live, chromium: Browser, table: Table, width: int
) -> None:
    for language in ("se", "nn", "nb"):
        with chromium.new_context(locale=language, viewport={"width": width, "height": 740}) as context:
            guest = Guest(live, live.cast.tove, context)
            guest.sign_in()
            guest.page.goto(table.ana.page.url)
            expect(guest.page.locator("html")).to_have_attribute("lang", language)
            expect(guest.page.locator("connection-state")).to_have_attribute("data-state", "connected")
            guest.page.locator("now-card").wait_for()
            guest.picture(f"bar-{language}-{width}")
            boxes = [
                guest.page.locator(each).bounding_box()
                for each in ("room-app h1", "connection-state", "room-help summary")
            ]
            title, state, button = (box for box in boxes if box)
            assert title["y"] + title["height"] <= button["y"]
            assert state["x"] + state["width"] <= button["x"]
            assert button["x"] + button["width"] <= width
            whole = "each => each.scrollWidth <= each.clientWidth + 1"
            assert guest.page.locator("room-app h1").evaluate(whole)


def test_reactions_are_read_in_words(table: Table) -> None:
    seq = table.ana.ask("send_message", text="Til å reagere på")["seq"]
    menu = table.bjorn.message_menu("Til å reagere på")
    menu.get_by_role("button", name="Warm heart").filter(has_text="Warm heart").click()

    chip = table.ana.message("Til å reagere på").get_by_role("button", name="Warm heart: 1")
    expect(chip).to_contain_text("Warm heart: 1")
    table.bjorn.ask("unreact", message=seq, reaction="heart")


def test_how_the_week_went_is_marked_as_chosen(table: Table) -> None:
    table.marit.ask("begin_phase", index=2)
    table.ana.press_named("I did some of it")

    chosen = table.ana.page.locator("[data-went=partly]")
    other = table.ana.page.locator("[data-went=done]")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    look = "each => getComputedStyle(each).backgroundColor"
    assert chosen.evaluate(look) != other.evaluate(look)


def test_a_plan_that_is_shown_says_so(table: Table) -> None:
    phases = table.marit.section("sheet")["phases"]
    table.marit.ask(
        "begin_phase", index=next(n for n, one in enumerate(phases) if one["tool"] == "action_plan")
    )
    panel = table.ana.page.locator("shared-plans")
    panel.locator("[name=what]").fill("Gå en tur")
    panel.locator("[name=confidence][value='8']").check(force=True)
    panel.get_by_role("button", name="Show it to the group").click()

    expect(panel).to_contain_text("The group sees your plan.")
    expect(panel.get_by_role("button", name="Show it to the group")).to_be_hidden()
    panel.locator("[name=what]").fill("Gå to turer")
    expect(panel.get_by_role("button", name="Show it to the group")).to_be_visible()
    panel.get_by_role("button", name="Take it back").click()
    expect(panel.get_by_text("The group sees your plan.")).to_be_hidden()


def test_small_groups_take_their_minutes_from_the_run_sheet_and_say_who_reads(table: Table) -> None:
    phases = table.marit.section("sheet")["phases"]
    table.marit.ask("begin_phase", index=next(n for n, one in enumerate(phases) if one["kind"] == "breakout"))
    expect(table.marit.page.locator("breakout-tables [name=minutes]")).to_have_value("45")
    table.marit.ask("prepare_breakouts", method="by_hand", size=2, minutes=5)
    for guest in (table.ana, table.bjorn):
        table.marit.ask("assign_to_breakout", person=guest.person.public_id, group=1)
    table.marit.ask("open_breakouts")
    expect(table.ana.page.get_by_role("textbox", name="Write to table 1")).to_be_visible()
    table.marit.ask("close_breakouts", seconds=0)
    expect(table.ana.page.get_by_role("textbox", name="Write to the group")).to_be_visible()


def test_two_who_talk_alone_see_nothing_of_the_others(table: Table) -> None:
    table.bjorn.ask("raise_hand")
    expect(table.ana.page.locator("round-bar")).to_contain_text("Hands up: 1.")
    table.marit.ask("open_side_room", person=table.ana.person.public_id)
    for guest in (table.ana, table.marit):
        expect(guest.page.locator(".room-app__tools")).to_be_hidden()
    expect(table.olav.seat("Ana").locator("[data-slot=state]")).to_have_text("talks alone")
    table.ana.press("close_side_room", "now-card")
    expect(table.ana.page.locator(".room-app__tools")).to_be_visible()
    table.bjorn.ask("lower_hand", person="")


def test_behind_a_closed_door_nobody_is_offered_to_be_let_in(table: Table) -> None:
    table.marit.ask("lock_room")
    for leader in (table.marit, table.olav):
        expect(leader.page.locator("needs-list")).to_contain_text("The door is closed. Nobody new comes in.")
        expect(leader.page.locator("needs-list").get_by_role("button", name="Let in")).to_have_count(0)
    table.olav.page.locator("needs-list").get_by_role("button", name="Open the door").click()
    expect(table.marit.page.locator("needs-list [data-slot=door]")).to_be_hidden()


@pytest.mark.parametrize("language", ["nb", "nn", "se", "en"])
def test_help_in_a_crisis_is_whole_on_the_narrowest_screen(
    live: Live, chromium: Browser, language: str
) -> None:
    with chromium.new_context(locale=language, viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        page.goto(live.url)
        page.locator(".crisis-help > summary").click()
        panel = page.locator(".crisis-help__panel")
        assert panel.evaluate("each => [each.scrollWidth > each.clientWidth, each.scrollLeft]") == [False, 0]
        box = panel.bounding_box()
        assert box is not None
        assert (box["x"] >= 0, box["x"] + box["width"] <= 320) == (True, True)


def test_the_end_is_seen_whole_wherever_one_was(table: Table) -> None:
    page = table.ana.page
    page.set_viewport_size(PHONE)
    table.ana.turn_to("talk")
    page.locator("message-composer textarea").fill("Too late")
    page.get_by_role("tab", name="Questions").click()
    page.get_by_label("Ask a question").fill("This too")
    table.bjorn.page.set_viewport_size(PHONE)
    table.bjorn.page.evaluate("() => scrollTo({ top: 9999 })")

    table.marit.ask("end_session")

    for guest in (table.ana, table.bjorn):
        expect(guest.page.locator("room-end")).to_be_in_viewport(ratio=1)
        expect(guest.page.get_by_role("link", name="See what comes next")).to_be_in_viewport(ratio=1)
    assert page.evaluate(KEPT) == 0
