"""Beginning: people greet, the session starts for all at once, and the round goes round the table."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.evening.five import Five


def test_before_the_beginning_the_room_is_open_and_people_greet(tonight: Five) -> None:
    for guest in tonight.participants:
        guest.write(f"Hei fra {guest.name}")
    for guest in tonight.everybody:
        guest.open_chat()
        for other in tonight.participants:
            expect(guest.message(f"Hei fra {other.name}")).to_have_count(1)
    menu = tonight.bjorn.message_menu("Hei fra Ana")
    menu.get_by_role("button", name="Warm heart").click()
    menu = tonight.cecilie.message_menu("Hei fra Bjørn")
    menu.get_by_role("button", name="Reply").click()
    tonight.cecilie.write("Hei, Bjørn!")

    for guest in tonight.everybody:
        expect(guest.message("Hei fra Ana").get_by_role("button", name="Warm heart: 1")).to_be_visible()
        expect(guest.message("Hei, Bjørn!")).to_contain_text("Bjørn: Hei fra Bjørn")
    tonight.picture("05-open-room")


def test_the_welcome_begins_for_all_at_once(tonight: Five) -> None:
    tonight.olav.turn_to("table")
    tonight.olav.card.get_by_role("button", name="Begin the session").click()

    for guest in tonight.everybody:
        guest.turn_to("table")
        expect(guest.card).to_contain_text("Velkommen og ramme")
        expect(guest.card).to_contain_text("both leaders")
        expect(guest.card.get_by_role("timer")).to_contain_text("min left")
    run_sheet = tonight.marit.page.locator("run-sheet [data-key]")
    expect(run_sheet.locator("[data-slot=state]")).to_have_text(["done", "now", *["to come"] * 7])
    tonight.picture("06-welcome")


def test_the_opening_round_goes_round_the_table(tonight: Five) -> None:
    seats = ["Marit", "Ana", "Bjørn", "Cecilie", "Dag", "Elin", "Farid", "Olav"]
    tonight.begin("Innsjekk, én runde")

    order = [tonight.name(turn["person"]) for turn in tonight.marit.section("round")["order"]]
    assert order in [[*seats[first:], *seats[:first]] for first in range(len(seats))]
    for guest in tonight.everybody:
        place = order.index(guest.name)
        expect(guest.card).to_contain_text(
            ["It is your turn.", "You are next"][place] if place < 2 else f"Before you: {place - 1}"
        )
    tonight.picture("07-opening-round")

    later = go_round(tonight, order)

    assert later == [*(name for name in order if name != "Ana"), "Ana"]
    expect(
        tonight.bjorn.card.get_by_role("button", name="I would like to say something after all")
    ).to_be_visible()
    for guest in tonight.everybody:
        expect(guest.card).to_contain_text("Everybody has had a turn.")
        expect(guest.seat("Bjørn")).to_contain_text("passed")


def go_round(tonight: Five, order: list[str]) -> list[str]:
    """Ana asks to come later, Bjørn passes, all others are done; all follow it. Who spoke, in order."""
    waiting, spoke = list(order), []
    while waiting:
        name = waiting.pop(0)
        everybody_sees_turn(tonight, name)
        if name == "Ana" and waiting and name not in spoke:
            tonight.ana.picture("07-opening-round-my-turn")
            tonight.take_turn(name, "Come back to me")
            waiting.append(name)
            continue
        tonight.take_turn(name, "Pass" if name == "Bjørn" else "I am done")
        spoke.append(name)
    return spoke


def everybody_sees_turn(tonight: Five, name: str) -> None:
    for guest in tonight.everybody:
        expect(guest.card).to_contain_text(
            "It is your turn." if guest.name == name else f"{name} has the word"
        )
        expect(guest.seat(name)).to_contain_text("has the word")
