"""The evening by keyboard alone, heard once by a screen reader, and still where somebody wants no motion."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Live
from tests.browser.evening.company import Companion, Company, company
from tests.browser.evening.guest import Guest
from tests.browser.evening.keys import press, tab_to
from tests.browser.evening.signing import room_id, ticket

# Everything a screen reader would say by itself, as it is added.
LISTEN = """() => {
  window.heard = [];
  const isLive = (each) => {
    const region = each?.closest?.("[aria-live], [role=status], [role=alert], [role=log]");
    return region && region.getAttribute("aria-live") !== "off";
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      const place = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
      if (!isLive(place)) continue;
      // What is taken away is not read out.
      const added = type === "characterData" ? [target] : [...addedNodes];
      window.heard.push(...added.map((node) => node.textContent));
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((each) => {
  const { transitionDuration, animationDuration } = getComputedStyle(each);
  const seconds = `${transitionDuration}, ${animationDuration}`.split(",").map(parseFloat);
  return Math.max(...seconds) > 0.001;
}).map((each) => each.localName + "." + each.className)"""


@pytest.fixture(scope="module")
def guests(live: Live, chromium: Browser) -> Iterator[dict[str, Guest]]:
    """Ana and Marit, each with a keyboard and nothing else, on their course page."""
    with ExitStack() as stack:
        guests = {}
        for name in ("ana", "marit"):
            context = stack.enter_context(
                chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
            )
            guests[name] = Guest(live, getattr(live.cast, name), context)
            guests[name].sign_in()
            guests[name].page.goto(f"{live.url}/courses")
        yield guests


@pytest.fixture(scope="module")
def ana(guests: dict[str, Guest]) -> Guest:
    return guests["ana"]


@pytest.fixture(scope="module")
def marit(guests: dict[str, Guest]) -> Guest:
    return guests["marit"]


@pytest.fixture(scope="module")
def others(live: Live) -> Iterator[Company]:
    with company() as gathered:
        yield gathered


def invite(live: Live, others: Company, name: str) -> Companion:
    return others.invite(ticket(live, getattr(live.cast, name), room_id(live, 3)))


def test_one_comes_in_by_keyboard(ana: Guest, marit: Guest) -> None:
    press(ana.page, "Go into the room")
    expect(ana.page.locator("room-door")).to_contain_text("How we are together")
    press(ana.page, "This is fine with me")
    expect(ana.page.locator("room-door [data-slot=queue]")).to_have_text("1")

    press(marit.page, "Go into the room")
    expect(marit.needs).to_have_count(1)
    marit.page.keyboard.press("l")
    assert focused(marit).strip() == "Let in"
    marit.page.keyboard.press("Enter")

    expect(ana.card).to_be_visible()


def test_a_leader_begins_and_goes_on(live: Live, others: Company, ana: Guest, marit: Guest) -> None:
    press(marit.page, "Begin the session")
    expect(marit.page.get_by_role("dialog", name="The other leader is not here")).to_be_visible()
    marit.page.keyboard.press("Escape")
    invite(live, others, "olav")
    dag = invite(live, others, "dag")
    dag.knock()
    expect(marit.card).to_contain_text("Both leaders are here.")
    expect(marit.needs.filter(has_text="Dag waits at the door")).to_have_count(1)
    marit.page.keyboard.press("l")
    assert focused(marit).strip() == "Let in"
    marit.page.keyboard.press("Enter")
    press(marit.page, "Begin the session")
    expect(ana.card.locator("[data-slot=title]")).to_have_text("Velkommen og ramme")

    expect(marit.page.locator("run-sheet [data-do=next_phase]")).to_be_visible()
    marit.page.keyboard.press("n")
    assert focused(marit) == "Next: Innsjekk, én runde"
    marit.page.keyboard.press("Enter")

    expect(ana.card.locator("[data-slot=title]")).to_have_text("Innsjekk, én runde")


def test_a_participant_takes_part(ana: Guest, marit: Guest) -> None:
    while marit.section("round")["current"] != ana.person.public_id:
        marit.ask("finish_turn", person=marit.section("round")["current"])
    expect(ana.card).to_contain_text("It is your turn.")
    press(ana.page, "Pass")
    expect(ana.card.get_by_role("button", name="I would like to say something after all")).to_be_visible()

    ana.page.keyboard.press("c")
    ana.page.keyboard.type("Skrevet uten mus")
    ana.page.keyboard.press("Enter")
    expect(marit.message("Skrevet uten mus")).to_have_count(1)
    leave_box(ana)
    ana.page.keyboard.press("q")
    tab_to(ana.page, "Ask a question")
    ana.page.keyboard.type("Hva nå?")
    tab_to(ana.page, "Ask without my name")
    ana.page.keyboard.press("Space")
    tab_to(ana.page, "Ask", "Shift+Tab")
    ana.page.keyboard.press("Enter")
    expect(marit.question("Hva nå?").locator("[data-slot=who]")).to_have_text("Somebody")
    ana.page.keyboard.press("h")
    expect(marit.needs.filter(has_text="Ana has a hand up")).to_have_count(1)
    ana.page.keyboard.press("b")
    expect(ana.card).to_contain_text("You are on a break.")
    ana.page.keyboard.press("b")
    expect(ana.card).not_to_contain_text("You are on a break.")


def test_a_participant_says_that_it_is_hard(ana: Guest, marit: Guest) -> None:
    press(ana.page, "Break or help")
    press(ana.page, "I am not well")
    tab_to(ana.page, "Do you want to say something?")
    ana.page.keyboard.type("Svimmel")
    press(ana.page, "Tell the leaders")

    expect(ana.page.locator("room-help")).to_contain_text("The leaders know that you are not well.")
    press(marit.page, "Taken care of")
    tab_to(marit.page, "What did you and the person it is about agree on?")
    marit.page.keyboard.type("Vi ringer")
    press(marit.page, "Taken care of")
    expect(ana.page.locator("room-help")).to_contain_text("A leader has seen that you were not well.")


def test_a_leader_looks_after_people(ana: Guest, marit: Guest) -> None:
    for choice, is_muted in (("Pause their writing", True), ("Let them write", False)):
        marit.page.keyboard.press("p")
        to_seat(marit, "Ana")
        marit.page.keyboard.press("Enter")
        press(marit.page, choice)
        expect(marit.seat("Ana").locator("[data-part=muted]")).to_be_visible(visible=is_muted)
    press(marit.page, "React, reply, or more")
    press(marit.page, "Hide the message")
    tab_to(marit.page, "Why? For the log")
    marit.page.keyboard.type("For øvelsens skyld")
    press(marit.page, "Hide")
    expect(ana.page.locator("message-list")).to_contain_text("A leader has hidden this message.")


def test_small_groups_by_keyboard(live: Live, others: Company, ana: Guest, marit: Guest) -> None:
    marit.ask("begin_phase", index=5)
    expect(marit.page.locator("breakout-tables form").first).to_be_attached()
    tab_to(marit.page, "Draw lots")
    marit.page.keyboard.press("ArrowDown")
    marit.page.keyboard.press("ArrowDown")
    press(marit.page, "Prepare the tables")
    for name in ("Ana", "Dag"):
        tab_to(marit.page, f"{name}: move with the arrow keys")
        marit.page.keyboard.press("ArrowRight")
        expect(marit.page.locator('breakout-tables [data-group="1"]')).to_contain_text(name)
    press(marit.page, "Open the tables")
    expect(ana.card).to_contain_text("Table 1, with Dag")

    press(ana.page, "Call a leader")
    expect(marit.needs.filter(has_text="Table 1 calls a leader")).to_have_count(1)
    press(marit.page, "Go to them")
    expect(ana.card).to_contain_text("Marit")
    press(marit.page, "Back to the whole room")
    press(marit.page, "Gather now")
    expect(ana.card).not_to_contain_text("Table 1")


def test_plan_check_and_end_by_keyboard(ana: Guest, marit: Guest) -> None:
    marit.ask("begin_phase", index=6)
    press(ana.page, "Write my plan")
    tab_to(ana.page, "What would you like to do?")
    ana.page.keyboard.type("Gå til postkassen")
    while ana.page.evaluate("document.activeElement.name") != "confidence":
        ana.page.keyboard.press("Tab")
    ana.page.keyboard.press("Space")
    for _step in range(8):
        ana.page.keyboard.press("ArrowRight")
    press(ana.page, "Show it to the group")
    expect(marit.page.locator("shared-plans")).to_contain_text("sure: 8 of 10")

    marit.ask("begin_phase", index=8)
    press(ana.page, "Answer four short questions")
    for name in ("heard", "relevant", "time_to_share", "belief"):
        while ana.page.evaluate("document.activeElement.name") != name:
            ana.page.keyboard.press("Tab")
        ana.page.keyboard.press("Space")
        ana.page.keyboard.press("ArrowRight")
    press(ana.page, "Send my answers")
    expect(ana.page.locator("session-check")).to_contain_text("Your answers have come through.")

    press(marit.page, "End the session")
    press(marit.page, "End the session")
    expect(ana.page.get_by_role("heading", name="The session is over")).to_be_visible()
    press(marit.page, "Go back in, it was too early")
    expect(ana.card).to_be_visible()


def test_a_new_message_is_said_exactly_once(ana: Guest, marit: Guest) -> None:
    ana.open_chat()
    ana.page.evaluate(LISTEN)

    marit.ask("send_message", text="Hørt én gang", reply_to=None)
    marit.ask(
        "react",
        message=marit.ask("send_message", text="Og så stille", reply_to=None)["seq"],
        reaction="heart",
    )
    expect(ana.message("Og så stille").get_by_role("button", name="Warm heart: 1")).to_be_visible()
    marit.ask("send_message", text="Den siste", reply_to=None)
    expect(ana.message("Den siste")).to_have_count(1)

    heard = ana.page.evaluate("window.heard.filter((said) => said.includes('Marit'))")
    assert heard == [f"Marit writes: {text}" for text in ("Hørt én gang", "Og så stille", "Den siste")]


def test_nothing_moves_for_who_wants_no_motion(ana: Guest, marit: Guest) -> None:
    for guest in (ana, marit):
        guest.page.emulate_media(reduced_motion="reduce")
        assert guest.page.evaluate(MOVING) == []


def focused(guest: Guest) -> str:
    return str(guest.page.evaluate("document.activeElement.textContent"))


def to_seat(guest: Guest, name: str) -> None:
    """Along the table by Tab, to the person of that name."""
    for _seat in range(30):
        if (
            guest.page.evaluate("document.activeElement.querySelector('[data-slot=name]')?.textContent")
            == name
        ):
            return
        guest.page.keyboard.press("Tab")
    raise AssertionError(f"no seat of {name} on the way")


def leave_box(guest: Guest) -> None:
    """Single keys rest while one writes: go on to something that is no box."""
    guest.page.keyboard.press("Tab")
