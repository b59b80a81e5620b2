"""Closing: a last round, four short questions, the end, and what each finds afterwards."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.evening.company import Companion
from tests.browser.evening.five import Five

CHECK = {"heard": 9, "relevant": 8, "time_to_share": 7, "belief": 8}


def test_the_closing_round_lets_everybody_out_in_turn(tonight: Five) -> None:
    tonight.begin("Utsjekk")
    order = [tonight.name(turn["person"]) for turn in tonight.marit.section("round")["order"]]
    tonight.picture("34-closing-round")

    for name in order:
        for guest in tonight.everybody:
            expect(guest.card).to_contain_text(
                "It is your turn." if guest.name == name else f"{name} has the word"
            )
        tonight.take_turn(name, "I am done")

    for guest in tonight.everybody:
        expect(guest.card).to_contain_text("Everybody has had a turn.")


def test_the_session_check_is_answered_by_each_and_seen_as_a_group(
    tonight: Five, others: dict[str, Companion]
) -> None:
    tonight.begin("Øktsjekk")
    for guest in tonight.participants:
        guest.card.get_by_role("link", name="Answer four short questions").click()
        form = guest.page.locator("session-check form")
        for name, answer in CHECK.items():
            form.locator(f'[name={name}][value="{answer}"]').check()
        guest.picture("35-session-check")
        form.get_by_role("button", name="Send my answers").click()
        expect(guest.page.locator("session-check")).to_contain_text("Your answers have come through.")
        expect(guest.card).to_contain_text("Thank you for your answers.")
    for leader in tonight.leaders:
        expect(leader.page.locator("session-check")).to_contain_text("With five answers or more")
    for name in ("dag", "elin"):
        others[name].do("answer_session_check", heard=4, relevant=8, time_to_share=7, belief=8)

    for leader in tonight.leaders:
        expect(leader.page.locator("session-check")).to_contain_text("Answers: 5")
        expect(leader.page.locator("session-check")).to_contain_text("felt heard: 7.0 ")
        leader.page.locator("session-check").scroll_into_view_if_needed()
    for guest in tonight.participants:
        assert guest.section("check") is None
    tonight.picture("36-session-check-answered")


def test_the_session_ends_for_all(tonight: Five) -> None:
    marit, olav = tonight.leaders
    olav.page.locator("run-sheet").get_by_role("button", name="End the session").click()
    dialog = olav.page.get_by_role("dialog", name="End the session?")
    dialog.get_by_role("button", name="End the session").click()

    for guest in tonight.everybody:
        expect(guest.page.get_by_role("heading", name="The session is over")).to_be_visible()
    for guest in tonight.participants:
        expect(guest.page.locator("room-end")).to_contain_text(f"Thank you for tonight, {guest.name}.")
        expect(guest.page.get_by_role("link", name="Write the debrief together")).to_have_count(0)
        guest.open_chat()
        expect(guest.page.locator("message-composer")).to_contain_text("The session is over")
        guest.turn_to("table")
    for guest in (marit, olav):
        expect(guest.page.locator("room-end")).to_contain_text(f"Thank you for leading, {guest.name}.")
        expect(guest.page.get_by_role("link", name="Write the debrief together")).to_be_visible()
    tonight.picture("37-the-end")
